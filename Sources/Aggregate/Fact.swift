/// What one row of a table's source counts: the catalogue of dimensions and measures is the fact's.
///
/// Each rule is worded once, here: the command `outcomes tables` and the reports print these lines.
public enum Fact: String, Sendable, CaseIterable {
  case leaver
  case leaverMonth = "leaver-month"
  case entry, hire, need, answer, offer
  case needAndHire = "need-and-hire"
  case needAndHireByFAP = "need-and-hire-by-fap"
  case planMonth = "plan-month"
  case keyFigure = "key-figure"
  case revision

  public var summary: String {
    switch self {
    case .leaver: "one person's last training that ended in the cohort, with the hires that followed"
    case .leaverMonth: "a leaver of the cohort who could be followed 12 months, in each month since the exit"
    case .entry: "one person's entry in one training session"
    case .hire: "one hire that stands once the versions of its declaration are settled"
    case .answer: "one establishment's answer to the BMO survey"
    case .offer: "one job offer filled in the 12 months up to the as-of date"
    case .needAndHire: "the survey's projects beside the hires of its years, both without interim"
    case .needAndHireByFAP: "the same by FAP métier, hires shared through the weights of their ROME"
    case .planMonth: "a month with a target of the training plan, or with an entry"
    case .keyFigure: "one figure of those that the director is asked for"
    case .revision: "a month with a hire, and what was known of it from month to month; for the internal audience only"
    case .need: "one row of the BMO open data: métier x bassin x département"
    }
  }

  public var dimensions: [Dimension] {
    switch self {
    case .leaver: Self.leaverDimensions
    case .leaverMonth:
      Self.leaverDimensions + [Dimension("month_since_exit", "calendar months since the exit, 1 to 12")]
    case .entry: Self.entryDimensions
    case .hire: Self.hireDimensions
    case .need: Self.needDimensions
    case .answer: Self.answerDimensions
    case .offer: Self.offerDimensions
    case .needAndHire:
      [
        Dimension("year", "year of the survey, and of the hire"), Dimension("bassin", "of the establishment"),
        Dimension("sector", "of the establishment"), Dimension("departement", "of the establishment"),
      ]
    case .planMonth: [Dimension("month", "month of the training's start, yyyy-mm")]
    case .revision: [Dimension("month", "month of the hire, yyyy-mm")]
    case .keyFigure: [Dimension("figure", "name of the figure")]
    case .needAndHireByFAP: [Dimension("year", "year of the survey, and of the hire"), Dimension("fap", "FAP code")]
    }
  }

  /// Whether the rows of a table are made together, from several sources or a running sum: it then has all the dimensions
  /// of its fact in their order, no margins, and filters only by `filterable`.
  public var isMadeWhole: Bool { [.needAndHireByFAP, .planMonth, .keyFigure, .revision].contains(self) }

  /// The dimensions that `where` may name.
  public var filterable: [String] {
    switch self {
    case .needAndHireByFAP: ["year"]
    case .planMonth, .keyFigure, .revision: []
    default: dimensions.map(\.name)
    }
  }
}

/// A column that says which facts a row counts: its name in YAML and in the tables' headers, and its rule in words.
public struct Dimension: Sendable, Equatable {
  public let name: String
  public let rule: String

  init(_ name: String, _ rule: String) {
    self.name = name
    self.rule = rule
  }
}

extension Fact {
  private static let placeDimensions = [
    Dimension("departement", "of the place of training: from its INSEE code, else the département column"),
    Dimension("bassin", "of the place of training, by its INSEE code"),
  ]

  private static let trainingDimensions = [
    Dimension("dispositif", "as written in the training record, trimmed"),
    Dimension("training_type", "prealable, certifiante or qualifiante"),
    Dimension("funders", "the list of funders as written, such as 4;7"),
    Dimension("formacode_domain", "the first three digits of the main Formacode"),
    Dimension("sex", "1 or 2, from the persons register"),
  ]

  static let leaverDimensions =
    trainingDimensions + placeDimensions + [
      Dimension("age_band", "completed years at the training's end: <26, 26-50, >50"),
      Dimension("age_group", "completed years at the training's end, by five: 20-24"),
      Dimension("exit_month", "month of the training's end, yyyy-mm"),
      Dimension("exit_quarter", "quarter of the training's end, yyyy-Qn"),
    ]

  static let entryDimensions =
    [
      Dimension("month", "month of the training's start, yyyy-mm"),
      Dimension("year", "year of the training's start"),
    ] + trainingDimensions + placeDimensions

  static let hireDimensions = [
    Dimension("month", "month of the hire, yyyy-mm"),
    Dimension("year", "year of the hire"),
    Dimension("departement", "of the establishment: from its commune, else from its postcode"),
    Dimension("bassin", "of the establishment's commune"),
    Dimension("commune", "of the establishment, INSEE code"),
    Dimension("naf", "of the establishment, four digits and a letter"),
    Dimension("rome", "main ROME code of the declaration"),
    Dimension("sector", "interim, chr, agriculture, industry, construction, commerce, public or services"),
    Dimension("contract_class", "interim, CDI, CDD>=6m, CDD 1-6m, CDD<=1m, CDD ?"),
  ]

  static let answerDimensions = [
    Dimension("year", "year of the survey"),
    Dimension("sector", "of the establishment's activity, interim among them"),
    Dimension("departement", "of the establishment's commune, else the column"),
    Dimension("bassin", "of the establishment, four digits"),
  ]

  static let offerDimensions = [
    Dimension("region", "INSEE code of the region"), Dimension("departement", "INSEE code of the département"),
  ]

  static let needDimensions = [
    Dimension("year", "year of the survey"),
    Dimension("region", "INSEE code of the region"),
    Dimension("departement", "INSEE code of the département"),
    Dimension("bassin", "four digits"),
    Dimension("family", "letter of the family of métiers"),
    Dimension("metier", "FAP code of the métier"),
  ]
}
