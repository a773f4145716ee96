import Facts
import LabourMarket

extension Rules {
  static let quantities: [QuantityKey<Rules>] = [
    QuantityKey(
      "longest_duration", "days", 1...36_500, \.longestDuration,
      "a longer contract has an unknown duration"),
    QuantityKey(
      "short_class", "days", 1...36_500, \.shortClassDays,
      "the last day of the class `CDD<=1m`"),
    QuantityKey(
      "medium_class", "days", 1...36_500, \.mediumClassDays,
      "the last day of the class `CDD 1-6m`; longer is `CDD>=6m`"),
    QuantityKey(
      "one_month", "days", 1...36_500, \.monthDays,
      "from here a CDD or CTT lasts at least one month (`access`, `hires_1m`)"),
    QuantityKey(
      "durable", "days", 1...36_500, \.durableDays,
      "from here a CDD or CTT is durable; a CDI always is"),
    QuantityKey(
      "access", "months", 1...120, \.accessMonths,
      "calendar months after the exit in which a hire counts as access; a leaver is mature after as many"),
    QuantityKey(
      "cohort", "months", 1...120, \.cohortMonths,
      "calendar months before the as-of date in which an exit belongs to the cohort"),
    QuantityKey(
      "curve", "months", 1...120, \.curveMonths,
      "calendar months for which the access curve follows a leaver"),
    QuantityKey(
      "trend", "months", 1...240, \.trendMonths,
      "calendar months before the as-of date whose quarters of exit make the series"),
    QuantityKey(
      "hole_days", "days", 0...366, \.holeDays,
      "so many uncovered days in a row between two covered ones count as covered"),
    QuantityKey(
      "offers", "months", 1...120, \.offerMonths,
      "calendar months before the as-of date in which an offer was filled"),
    QuantityKey(
      "provisional", "months", 0...120, \.provisionalMonths,
      "months after its own for which a month's hires are provisional"),
    QuantityKey(
      "middle_age_from", "years", 1...120, \.middleAgeFrom,
      "first age of the second band of `age_band`, in completed years"),
    QuantityKey(
      "middle_age_to", "years", 1...120, \.middleAgeTo,
      "last age of that band"),
    QuantityKey(
      "secret_high", "projects", 1...100, \.secretHigh,
      "what a `*` of the BMO open data may hide at most"),
    QuantityKey(
      "hidden_persons", "persons", 1...100, \.disclosure.persons,
      "public tables: a count of persons from 1 to this is hidden"),
    QuantityKey(
      "hidden_establishments", "establishments", 1...100, \.disclosure.establishments,
      "public tables: a cell of so many establishments, or fewer, is hidden"),
    QuantityKey(
      "dominance", "percent", 1...100, \.disclosure.dominance,
      "public tables: a cell is hidden where one establishment has more of its hires"),
    QuantityKey(
      "narrowest_interval", "persons", 1...1000, \.disclosure.interval,
      "public tables: the least width of what anyone can find out of a hidden count"),
    QuantityKey(
      "dominated_interval", "percent", 0...100, \.disclosure.dominatedInterval,
      "public tables: the same of a dominated count, of its value"),
    QuantityKey(
      "k_anonymity", "persons", 1...10_000, \.disclosure.k,
      "person-level output: fewer who share their attributes stand out"),
    QuantityKey(
      "key_figure_leavers", "leavers", 0...10_000, \.disclosure.keyFigureLeavers,
      "a rate of fewer is no key figure"),
  ]

  private static let otherKeys = [
    SectionKey(
      "first_hire_date", "a day, yyyy-mm-dd", standard: "`\(Rules().firstHireDate)`", "a hire before it is rejected"),
    SectionKey(
      "confidence_z", "a number, 0.1 to 10", standard: "`\(Rules().confidenceZ)`",
      "quantile of the normal law behind the confidence intervals; the default gives 95 %"),
    SectionKey(
      "prealable", "a list of texts", standard: list(Rules().prealable),
      "dispositifs that prepare for a hire; a `*` at the end stands for any ending"),
    SectionKey(
      "interim_naf", "a list of NAF codes", standard: list(Rules().interimNAF),
      "activities of temporary-work agencies; a `*` at the end stands for any ending"),
    SectionKey(
      "general_scheme", "a list of texts", standard: list(Rules().generalScheme),
      "the bodies (`organisme`) through which employers of the general scheme declare their hires: those that the published series count"
    ),
    SectionKey("region", "an INSEE code", standard: "`\"\(Rules().region)\"`", "the region of the key figures"),
    SectionKey(
      "plan_year", "a whole number, 1950 to 2129", unit: "", standard: "`\(Rules().planYear)`",
      "the year of the key figures of the training plan"),
    SectionKey(
      "published", "a text for each key figure", standard: "nothing",
      "what was published for a figure, which stands beside it: \(figures.map { "`\($0)`" }.joined(separator: ", "))"),
  ]

  private static func list(_ texts: [String]) -> String { "`[\(texts.joined(separator: ", "))]`" }

  static let keys = quantities.map { $0.documented(in: Rules()) } + otherKeys

  static let figures = KeyFigureFact.Figure.allCases.map(\.rawValue)
}
