extension Fact {
  /// The measures that a table on this fact may show, in the order of the catalogue.
  public var measures: [Measure] {
    switch self {
    case .leaver: Self.leaverMeasures
    case .leaverMonth: Self.leaverMonthMeasures
    case .entry: Self.entryMeasures
    case .hire: Self.hireMeasures
    case .need: Self.needMeasures
    case .answer: Self.answerMeasures
    case .offer: Self.offerMeasures
    case .needAndHire: [Self.projectsWeighted] + Self.hireMeasures.filter { $0.name != "establishments" }
    case .planMonth: Self.planMeasures
    case .keyFigure: Self.figureMeasures
    case .revision: Self.revisionMeasures
    case .needAndHireByFAP: [Self.projectsWeighted, Self.hiresWeighted]
    }
  }

  /// Those, and what they are made of: the hires of each ROME, before they are shared.
  var countedMeasures: [Measure] { self == .needAndHireByFAP ? measures + [Self.hireMeasures[0]] : measures }

  private static let leaverMeasures = [
    Measure("leavers", "mature leavers: end + 6 calendar months <= as-of", .count("mature")),
    Measure("not_mature", "leavers of the cohort who are not mature yet", .count("not_mature")),
    Measure("access_any", "mature leavers with a hire in (end, end + 6 months]", .count("access_any")),
    Measure("access", "the same with a hire of at least one month", .count("access")),
    Measure(
      "access_durable", "the same with a durable hire: CDI, or CDD/CTT of 182 days or more", .count("access_durable")),
    Measure(
      "employed", "mature leavers with a hire since the start that still runs on the as-of date", .count("employed")),
    Measure("access_any_rate", "access_any / leavers", .share("access_any", of: "mature")),
    Measure("access_rate", "access / leavers", .share("access", of: "mature")),
    Measure(
      "access_rate_low", "lower end of the 95 % Wilson interval of access_rate", .intervalLow("access", of: "mature")),
    Measure(
      "access_rate_high", "upper end of the 95 % Wilson interval of access_rate", .intervalHigh("access", of: "mature")),
    Measure("access_durable_rate", "access_durable / leavers", .share("access_durable", of: "mature")),
    Measure("employed_rate", "employed / leavers", .share("employed", of: "mature")),
    Measure(
      "days_to_first_hire", "median days from the end to the first hire, of those with access_any",
      .median("days_to_first_hire")),
  ]

  private static let leaverMonthMeasures = [
    Measure("leavers", "leavers of the cohort with end + 12 calendar months <= as-of", .count("followed")),
    Measure("access_any", "of these, with a hire in (end, end + that many months]", .count("access_any")),
    Measure("access_any_rate", "access_any / leavers", .share("access_any", of: "followed")),
  ]

  private static let entryMeasures = [
    Measure("entries", "distinct (person, session); a record without person counts for one", .count("entries")),
    Measure(
      "amount_eur", "euro; the amount of a session is shared equally among its entries",
      .sum("amount_eur", .amount, sharedBy: "entries")),
  ]

  private static let hireMeasures = [
    Measure("hires", "hires", .count("hires")),
    Measure("hires_1m", "hires of at least one month: CDI, or CDD/CTT of 30 days or more", .count("hires_1m")),
    Measure("hires_durable", "durable hires: CDI, or CDD/CTT of 182 days or more", .count("hires_durable")),
    Measure("establishments", "distinct SIRET", .distinct("establishments")),
    Measure("persons", "distinct known persons", .distinct("persons")),
  ]

  /// These two facts are tables of their own: their cells are not counted into others.
  private static let planMeasures = [
    Measure("entries", "entries in training", .count("entries")),
    Measure("entries_cumulated", "since January", .count("entries_cumulated")),
    Measure("target", "entries that the plan wants", .sum("target", .projects)),
    Measure("target_cumulated", "since January", .sum("target_cumulated", .projects)),
    Measure("certifying_share", "certifiante / all entries", .share("certifying", of: "entries")),
    Measure("amount_eur", "euro paid for these entries", .sum("amount_eur", .amount, sharedBy: "entries")),
  ]

  private static let figureMeasures = [
    Measure("value", "the figure of this run", .count("value")),
    Measure("unit", "share (0...1), days, euro, entries, projects or sector", .count("unit")),
    Measure("period", "a year, or the as-of date", .count("period")),
    Measure("published", "the value that the definition quotes", .count("published")),
  ]

  private static let revisionMeasures =
    (0...6).map { step in
      let end =
        step == 0
        ? "that month"
        : step == 1 ? "the month after it" : "the \(step)\(step == 2 ? "nd" : step == 3 ? "rd" : "th") month after it"
      return Measure(
        "hires_m\(step)", "hires known at the end of \(end); nd where it has not come", .count("hires_m\(step)"))
    } + [
      Measure("hires", "hires known on the as-of date", .count("hires")),
      Measure(
        "late_share", "hires known only after the end of the month after theirs / hires", .share("late", of: "hires")),
      Measure(
        "provisional", "1 until the sixth month after it has ended (the rule 'provisional'), then 0",
        .count("provisional")),
    ]

  private static let answerMeasures = [
    Measure("answers", "answers", .count("answers")),
    Measure("recruiters", "answers with a project", .count("recruiters")),
    Measure("recruiters_weighted", "the sum of their weights", .sum("recruiters_weighted", .amount)),
    Measure(
      "confirmed", "recruiters with a non-interim hire in the survey year, up to the as-of date", .count("confirmed")),
    Measure("confirmed_weighted", "the sum of their weights", .sum("confirmed_weighted", .amount)),
    Measure(
      "confirmed_rate", "confirmed_weighted / recruiters_weighted",
      .weightedShare("confirmed_weighted", of: "recruiters_weighted")),
    Measure("others", "answers without a project", .count("others")),
    Measure("others_weighted", "the sum of their weights", .sum("others_weighted", .amount)),
    Measure(
      "others_hiring_rate", "the weighted share of the others that hired all the same",
      .weightedShare("others_hiring_weighted", of: "others_weighted")),
  ]

  private static let offerMeasures = [
    Measure("filled", "offers filled", .count("filled")),
    Measure("days_mean", "mean days from filing to filling", .mean("days")),
    Measure("days_median", "median days from filing to filling", .median("days")),
  ]

  private static let projectsWeighted = Measure(
    "projects_weighted", "projects of the survey's answers times their weight", .sum("projects_weighted", .amount))
  private static let hiresWeighted = Measure(
    "hires_weighted", "hires shared by the weights of their ROME", .sum("hires_weighted", .amount))

  private static let needMeasures = [
    Measure("projects_low", "hiring projects, a secret counted for its lower bound", .sum("projects_low", .projects)),
    Measure("projects_high", "hiring projects, a secret counted for its upper bound", .sum("projects_high", .projects)),
    Measure("difficult_low", "projects judged difficult, lower bound", .sum("difficult_low", .projects)),
    Measure("difficult_high", "projects judged difficult, upper bound", .sum("difficult_high", .projects)),
    Measure("seasonal_low", "seasonal projects, lower bound", .sum("seasonal_low", .projects)),
    Measure("seasonal_high", "seasonal projects, upper bound", .sum("seasonal_high", .projects)),
    Measure("secret_cells", "rows whose number of projects is secret", .count("secret_cells")),
  ]
}
