import Count
import Facts
import LabourMarket

/// What the codes of a table stand for, in words.
struct Labels {
  let lengths: Lengths
  /// By dimension and code: names that came with the inputs.
  let given: [Dimension: [String: String]]
  private var say: Language { lengths.say }

  /// Whose codes people know beside the names. A dimension has one name in all facts.
  private static let coded = [HireFact.departement, NeedFact.metier, HireFact.bassin]

  /// A name with its code, for tables.
  ///
  /// - Parameter code: `nil` is the total.
  func label(_ dimension: Dimension, _ code: String?) -> String {
    let name = name(dimension, code)
    guard let code, code != Dimension.unknown, name != code, Labels.coded.contains(dimension) else {
      return name
    }
    return "\(name) (\(code))"
  }

  func label(_ dimension: Dimension, of row: TableView.Row) -> String { label(dimension, row.label(dimension)) }
  func name(_ dimension: Dimension, of row: TableView.Row) -> String { name(dimension, row.label(dimension)) }

  /// The name alone, for pictures and sentences; the code where there is no name.
  func name(_ dimension: Dimension, _ code: String?) -> String {
    guard let code else { return say("Ensemble", "All") }
    if code == Dimension.unknown { return unknown }
    switch dimension {
    case HireFact.sector: return Sector(rawValue: code).map(sector) ?? code
    case HireFact.contractClass: return ContractClass(rawValue: code).map(lengths.contractClass) ?? code
    case HireFact.month: return say.month(code)
    case HireFact.departement: return Region.all.flatMap(\.departements).first { $0.code == code }?.name ?? code
    case NeedFact.region: return Region.all.first { $0.code == code }?.name ?? code
    default: return given[dimension]?[code] ?? code
    }
  }

  private var unknown: String { say("Inconnu", "Unknown") }

  private func sector(_ sector: Sector) -> String {
    switch sector {
    case .interim: say("Intérim", "Temporary agency work")
    case .chr: say("Hôtels, cafés, restaurants", "Hotels, cafés, restaurants")
    case .agriculture: "Agriculture"
    case .industry: say("Industrie", "Industry")
    case .construction: "Construction"
    case .commerce: say("Commerce", "Commerce")
    case .publicService: say("Administration publique", "Public administration")
    case .services: say("Services aux entreprises et aux personnes", "Business and personal services")
    case .unknown: unknown
    }
  }
}
