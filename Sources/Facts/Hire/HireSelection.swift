public import Count
public import Deliveries
import Ingest
public import Join
public import LabourMarket
public import Normalise

/// Which hires are kept beside the counting, to explain a row.
public enum HireWish: Sendable {
  /// Those that a row on hires counts.
  ///
  /// - Parameter besideNeeds: only those of the survey's years that are no interim.
  case row([RowCondition], besideNeeds: Bool)
  /// Those of persons with an exit, whatever their day.
  case ofExits
  /// Those of the survey's establishments, in its years, that are no interim.
  case ofEmployers
  case none
}

/// The settled hires that a wish is about; one selection serves one thread.
///
/// A run has none. Cost: forty bytes a hire that is kept.
public final class HireSelection {
  public struct Kept: Sendable {
    public let hire: HiringDeclaration
    /// The rank of the first delivery that told of it; of a known person.
    public let firstRank: UInt16
    let traits: HireTraits

    public var lastsMonth: Bool { traits.lastsMonth }
    public var isDurable: Bool { traits.isDurable }
  }

  public private(set) var kept: [Kept] = []
  /// The hires left after each condition of a row; before the first one, after the limits that needs set.
  public private(set) var left: [Int] = []
  private let context: HireContext
  private let exits: Exits
  private let employers: Set<UInt64>
  private let wish: HireWish
  private var conditions: [(kernel: HireDimension, isWanted: [Bool])] = []

  public init(_ wish: HireWish, _ context: HireContext, _ exits: Exits, _ survey: SurveyTable) {
    self.wish = wish
    self.context = context
    self.exits = exits
    employers = Set(survey.answers.map(\.siret.number))
    if case .row(let conditions, _) = wish {
      self.conditions = conditions.map { condition in
        let labels = context.dimensions.labels(condition.dimension).labels
        return (context.dimensions.kernel(condition.dimension), labels.map(condition.isWanted))
      }
    }
    left = [Int](repeating: 0, count: conditions.count + 1)
  }

  /// Keeps the hires that are wished for, of one partition.
  public func add(_ settled: SettledHires) {
    if case .none = wish { return }
    var columns = HireColumns()
    columns.begin(settled.hires.count)
    for (index, hire) in settled.hires.enumerated() {
      columns.set(index, unit: hire.person, traits: context.traits(of: hire), workplace: hire.workplace)
    }
    var chosen = settled.hires.indices.filter { isWanted(settled.hires[$0], columns.traits[$0]) }
    left[0] += chosen.count
    for (step, condition) in conditions.enumerated() {
      var codes = [UInt64](repeating: 0, count: columns.count)
      condition.kernel.pack(columns, into: &codes, shift: 0)
      chosen.removeAll { !condition.isWanted[Int(codes[$0])] }
      left[step + 1] += chosen.count
    }
    for index in chosen {
      kept.append(
        Kept(hire: settled.hires[index], firstRank: settled.firstRanks[index], traits: columns.traits[index]))
    }
  }

  private func isWanted(_ hire: HiringDeclaration, _ traits: HireTraits) -> Bool {
    switch wish {
    case .none: false
    case .row(_, let besideNeeds): !besideNeeds || context.standsBesideNeeds(traits)
    case .ofExits: hire.person != 0 && exits.places(of: hire.person) != nil
    case .ofEmployers: employers.contains(hire.siret.number) && context.standsBesideNeeds(traits)
    }
  }

  /// Takes in what another thread has kept.
  public func merge(_ other: HireSelection) {
    kept += other.kept
    for step in left.indices { left[step] += other.left[step] }
  }

  /// The label of a hire of the run in a dimension of hires.
  public func label(_ dimension: Dimension, of hire: HiringDeclaration) -> String {
    var columns = HireColumns()
    columns.begin(1)
    columns.set(0, unit: hire.person, traits: context.traits(of: hire), workplace: hire.workplace)
    var codes: [UInt64] = [0]
    context.dimensions.kernel(dimension).pack(columns, into: &codes, shift: 0)
    return context.dimensions.labels(dimension).labels[Int(codes[0])]
  }

  /// A measure of hires, counted over those that are kept; `nil` for any other measure.
  public func count(of measure: Measure) -> Int? {
    switch measure {
    case HireFact.hires: kept.count
    case HireFact.hiresOfMonth: kept.count(where: \.lastsMonth)
    case HireFact.hiresDurable: kept.count(where: \.isDurable)
    case HireFact.establishments: Set(kept.map(\.hire.siret)).count
    case HireFact.persons: Set(kept.lazy.map(\.hire.person).filter { $0 != 0 }).count
    default: nil
    }
  }
}
