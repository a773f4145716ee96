import Aggregate

extension TableDefinition {
  /// The rules of a definition that the figures of the table depend on, by their names under `rules:`, in the order of
  /// the facts, dimensions and measures.
  ///
  /// - Parameter figure: of a table of key figures, the one that is asked for.
  func rulesBehind(_ figure: String?) -> [String] {
    if fact == .keyFigure { return TableDefinition.rules(ofFigure: figure ?? "") }
    let shown = dimensions + filters.map(\.dimension)
    let names =
      fact.rulesBehind + shown.flatMap(TableDefinition.rules(ofDimension:))
      + measures.flatMap(TableDefinition.rules(ofMeasure:))
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func rules(ofDimension dimension: String) -> [String] {
    switch dimension {
    case "age_band": ["middle_age_from", "middle_age_to"]
    case "training_type": ["prealable"]
    case "sector": ["interim_naf"]
    case "contract_class": ["interim_naf", "short_class", "medium_class", "longest_duration"]
    default: []
    }
  }

  private static func rules(ofMeasure measure: String) -> [String] {
    switch measure {
    case "access", "access_rate", "hires_1m": ["one_month", "longest_duration"]
    case "access_durable", "access_durable_rate", "hires_durable": ["durable", "longest_duration"]
    case "access_rate_low", "access_rate_high": ["one_month", "longest_duration", "confidence_z"]
    case "certifying_share": ["prealable"]
    case "provisional": ["provisional"]
    default: []
    }
  }
}

extension TableDefinition {
  private static func rules(ofFigure figure: String) -> [String] {
    switch figure {
    case "projects": ["region"] + Fact.need.rulesBehind
    case "confirmed_intentions": Fact.answer.rulesBehind
    case "training_entries", "training_amount": ["plan_year"]
    case "certifying_share": ["plan_year", "prealable"]
    case "offer_days_region", "offer_days_elsewhere": ["region"] + Fact.offer.rulesBehind
    case "trust_rate": []
    case let sector where sector.hasPrefix("main_sector"):
      ["plan_year"] + Fact.hire.rulesBehind + rules(ofDimension: "sector") + rules(ofMeasure: "hires_1m")
    case let rate: Fact.leaver.rulesBehind + rules(ofMeasure: rate)
    }
  }
}

extension Fact {
  /// The rules that say which facts there are.
  fileprivate var rulesBehind: [String] {
    switch self {
    case .leaver: ["cohort", "access", "first_hire_date"]
    case .leaverMonth: ["cohort", "curve", "first_hire_date"]
    case .entry: []
    case .hire, .revision: ["first_hire_date"]
    case .need: ["secret_high"]
    case .answer, .needAndHire, .needAndHireByFAP: ["first_hire_date", "interim_naf"]
    case .offer: ["offers"]
    case .planMonth: []
    case .keyFigure: []
    }
  }
}
