import Count
import Facts
public import LabourMarket

/// Why a count is hidden; each in words for those who read the tables.
public enum Reason: String, Sendable, CaseIterable {
  case persons, establishments, dominance, complement, secondary
  case kept = "kept-from-last"
  case keyFigure = "key-figure"

  public func meaning(_ rules: DisclosureRules) -> String {
    switch self {
    case .persons: "de 1 à \(rules.persons) personnes"
    case .establishments: "\(rules.establishments) établissements ou moins"
    case .dominance: "un établissement fait plus de \(rules.dominance) % des embauches"
    case .complement: "il ne manque que 1 à \(rules.persons) personnes pour que toutes soient comptées"
    case .secondary: "caché pour que d'autres chiffres cachés ne se déduisent pas"
    case .kept: "caché dans la dernière publication : le montrer trahirait ce qu'elle cachait"
    case .keyFigure: "taux de moins de \(rules.keyFigureLeavers) sortants"
    }
  }
}

extension Reason {
  /// Why a count must be hidden for its own sake; `nil` where it need not.
  static func primary(_ count: Int, in system: CountSystem, _ rules: DisclosureRules) -> Reason? {
    let evidence = system.evidence[count]
    guard evidence.value > 0 else { return nil }
    switch evidence.unit {
    case .persons where evidence.value <= rules.persons: return .persons
    case .establishments where evidence.value <= rules.establishments: return .establishments
    default: break
    }
    if let employers = evidence.employers {
      if employers.establishments <= rules.establishments { return .establishments }
      if employers.largest * 100 > employers.hires * Int64(rules.dominance) { return .dominance }
    }
    // So many hires are of no more persons.
    let reference = system.references[count]
    if reference.column == HireFact.Column.hires, evidence.value <= rules.persons,
      let persons = system.count(CountReference(reference.fact, HireFact.Column.persons, reference.labels)),
      system.evidence[persons].value > 0
    {
      return .persons
    }
    return nil
  }

  /// Whether the difference of two counts is one that a rate must not show.
  static func isSensitive(complement: Int64, of unit: CountUnit, _ rules: DisclosureRules) -> Bool {
    let most = unit == .establishments ? rules.establishments : rules.persons
    return (1...Int64(most)).contains(complement)
  }
}
