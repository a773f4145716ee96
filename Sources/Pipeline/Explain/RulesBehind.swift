import Aggregate

extension TableDefinition {
  /// The rules of a definition that the figures of the table depend on, by their names under `rules:`, in the order of
  /// the facts, dimensions and measures.
  var rulesBehind: [String] {
    let shown = dimensions + filters.map(\.dimension)
    let names =
      fact.rulesBehind + shown.flatMap(TableDefinition.rules(ofDimension:))
      + measures.flatMap { TableDefinition.rules(ofMeasure: $0, fact) }
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

  private static func rules(ofMeasure measure: String, _ fact: Fact) -> [String] {
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
    // A figure may lean on any of these.
    case .keyFigure:
      [
        "region", "plan_year", "secret_high", "cohort", "access", "one_month", "durable", "longest_duration", "offers",
        "prealable", "interim_naf",
      ]
    }
  }
}
