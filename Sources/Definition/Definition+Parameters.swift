import LabourMarket

extension Definition {
  /// Every rule, limit and check under its name in the definition.
  package var parameters: [String: String] {
    let checks = Dictionary(uniqueKeysWithValues: checks.map { ("check \($0.name)", $0.description) })
    return rules.named.merging(limits.named) { rule, _ in rule }.merging(checks) { rule, _ in rule }
  }
}

extension Rules {
  /// Every rule under its name in the definition, with its unit.
  package var named: [String: String] {
    var names = Dictionary(
      uniqueKeysWithValues: Rules.quantities.map { ($0.name, "\(self[keyPath: $0.path]) \($0.unit)") })
    names["first_hire_date"] = firstHireDate.description
    names["confidence_z"] = "\(confidenceZ)"
    names["prealable"] = prealable.joined(separator: " ")
    names["region"] = region
    names["plan_year"] = String(planYear)
    names["interim_naf"] = interimNAF.joined(separator: " ")
    return names
  }
}

extension Definition.Limits {
  /// Every limit under its name in the definition, with its unit.
  var named: [String: String] {
    var names = Dictionary(
      uniqueKeysWithValues: Self.quantities.map { ($0.name, "\(self[keyPath: $0.path]) \($0.unit)") })
    names["rejected_share"] = "\(rejectedShare)"
    names["inflation_ratio"] = "\(inflationRatio)"
    return names
  }
}
