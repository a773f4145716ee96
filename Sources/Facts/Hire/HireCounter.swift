public import Count
public import LabourMarket
public import Normalise

/// What the tables on hires need to know before the first hire is counted.
public struct HireContext: Sendable {
  let dimensions: HireDimensions
  let plans: [TablePlan]
  let rules: Rules
  /// By workplace: of a temporary-work agency.
  let isInterim: [Bool]
  /// By month since January 1950: of a year of the survey. Tables that set hires beside needs count only these.
  let isSurveyed: [Bool]
  /// By day since 1950-01-01: the month since January 1950.
  let monthOfDay: [UInt16]

  /// - Throws: `TableFailure`.
  public init(
    _ tables: [TableDefinition], workplaces: WorkplaceTable, surveyYears: [Int], rules: Rules
  ) throws {
    let dimensions = HireDimensions(workplaces)
    self.dimensions = dimensions
    self.rules = rules
    plans = try tables.compactMap { FactRecipe.of($0.fact).hireSide?($0) }.map {
      try TablePlan($0, labelsOf: dimensions.labels)
    }
    isInterim = workplaces.workplaces.map { $0.sector == .interim }
    let days = HiringDeclaration.knownDays
    isSurveyed = (HireTraits.firstMonth...days.upperBound.monthIndex).map { surveyYears.contains(Int($0) / 12) }
    monthOfDay = (days.lowerBound.number...days.upperBound.number).map {
      UInt16(Day(number: $0).monthIndex - HireTraits.firstMonth)
    }
  }

  /// What the rules say of a hire.
  @inline(__always)
  func traits(of hire: HiringDeclaration) -> HireTraits {
    let day = Int(hire.hired &- HiringDeclaration.knownDays.lowerBound.number)
    return HireTraits(
      hire, month: UInt32(monthOfDay[day]), isInterim: isInterim[Int(hire.workplace)], rules: rules)
  }

  /// Whether a table that sets hires beside needs counts a hire.
  @inline(__always)
  func standsBesideNeeds(_ traits: HireTraits) -> Bool {
    traits.contractClass != HireTraits.interimClass && isSurveyed[Int(traits.month)]
  }
}

/// Counts settled hires into the tables on hires; one counter serves one thread.
///
/// Two passes: the first sees the hires of a person side by side and counts hires and persons; the second sees those of
/// an establishment side by side and counts establishments.
public final class HireCounter {
  public static let partitionCount = 256

  private let context: HireContext
  private var cells: [Cells]
  private var columns = HireColumns()
  private var keys: [UInt64] = []
  private let byEstablishment = Partitions<CountedHire>(count: partitionCount)
  private let sorter = BucketSorter<CountedHire>()
  private let needsEstablishments: Bool

  public init(_ context: HireContext) {
    self.context = context
    cells = context.plans.map { Cells($0) }
    needsEstablishments = context.plans.contains { $0.distincts.contains(HireFact.Column.establishments) }
  }

  /// The first pass over some hires; puts them by for the second.
  public func add(_ settled: SettledHires) {
    guard !cells.isEmpty else { return }
    // Held apart while it is filled: every access to a property of an object is checked, ten million times over.
    var columns = HireColumns()
    swap(&columns, &self.columns)
    columns.begin(settled.hires.count)
    for (index, hire) in settled.hires.enumerated() {
      let workplace = hire.workplace
      let traits = context.traits(of: hire)
      columns.set(index, unit: hire.person, traits: traits, workplace: workplace)
      if needsEstablishments {
        let siret = hire.siret.number
        byEstablishment.add(
          CountedHire(siret: siret, traits: traits, workplace: workplace), to: Int(spread(siret) >> 56))
      }
    }
    columns.setFlags()
    for table in cells.indices {
      fillKeys(of: table, columns)
      cells[table].count(
        columns.facts, of: keys, units: HireFact.Column.persons, findsLargest: false, areNew: true)
    }
    swap(&columns, &self.columns)
  }

  /// The second pass over the hires of some establishments that all counters have put by.
  public func countEstablishments(_ partition: Int, of counters: [HireCounter]) {
    guard needsEstablishments else { return }
    let count = counters.reduce(0) { $0 + $1.byEstablishment.count(in: partition) }
    let room = sorter.room(for: count)
    var moved = 0
    for counter in counters {
      let part = counter.byEstablishment.count(in: partition)
      counter.byEstablishment.move(partition, to: room + moved)
      moved += part
    }
    let ordered = sorter.sort(
      count, bucket: { Int(truncatingIfNeeded: spread($0.siret) >> 44) & 4095 }, by: { $0.siret < $1.siret })
    var columns = HireColumns()
    swap(&columns, &self.columns)
    columns.begin(ordered.count)
    for (index, hire) in ordered.enumerated() {
      columns.set(index, unit: hire.siret, traits: hire.traits, workplace: hire.workplace)
    }
    for table in cells.indices where context.plans[table].distincts.contains(HireFact.Column.establishments) {
      fillKeys(of: table, columns)
      cells[table].count(
        columns.facts, of: keys, units: HireFact.Column.establishments, findsLargest: true, areNew: false)
    }
    swap(&columns, &self.columns)
  }

  /// The cells of all counters, with the margins of what adds up.
  static func merge(_ counters: [HireCounter]) -> [Cells] {
    guard let first = counters.first else { return [] }
    return first.cells.indices.map { table in
      var merged = first.cells[table]
      for counter in counters.dropFirst() { merged.merge(counter.cells[table]) }
      merged.addUpMargins(except: merged.plan.distincts)
      return merged
    }
  }

  private func fillKeys(of table: Int, _ columns: HireColumns) {
    let plan = context.plans[table]
    var keys: [UInt64] = []
    swap(&keys, &self.keys)
    keys.removeAll(keepingCapacity: true)
    keys += repeatElement(0, count: columns.count)
    for (dimension, shift) in zip(plan.table.dimensions, plan.layout.shifts) {
      context.dimensions.kernel(dimension).pack(columns, into: &keys, shift: shift)
    }
    if plan.table.fact != .hire {
      for index in keys.indices {
        if !context.standsBesideNeeds(columns.traits[index]) { keys[index] = Cells.leftOut }
      }
    }
    for filter in plan.filters {
      var codes = [UInt64](repeating: 0, count: columns.count)
      context.dimensions.kernel(filter.dimension).pack(columns, into: &codes, shift: 0)
      for index in keys.indices where codes[index] != filter.code.map(UInt64.init) { keys[index] = Cells.leftOut }
    }
    swap(&keys, &self.keys)
  }
}
