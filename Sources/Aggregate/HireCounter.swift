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
    plans = try tables.compactMap(\.hireSide).map { try TablePlan($0, labelsOf: dimensions.labels) }
    isInterim = workplaces.workplaces.map { $0.sector == .interim }
    let days = HiringDeclaration.knownDays
    isSurveyed = (HireTraits.firstMonth...days.upperBound.monthIndex).map { surveyYears.contains(Int($0) / 12) }
    monthOfDay = (days.lowerBound.number...days.upperBound.number).map {
      UInt16(Day(number: $0).monthIndex - HireTraits.firstMonth)
    }
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
    needsEstablishments = context.plans.contains { $0.distincts.contains("establishments") }
  }

  /// The first pass over some hires; puts them by for the second.
  public func add(_ settled: SettledHires) {
    guard !cells.isEmpty else { return }
    columns.removeAll()
    let first = HiringDeclaration.knownDays.lowerBound.number
    for hire in settled.hires {
      let workplace = hire.workplace
      let traits = HireTraits(
        hire, month: UInt32(context.monthOfDay[Int(hire.hired - first)]),
        isInterim: context.isInterim[Int(workplace)], rules: context.rules)
      columns.append(unit: hire.person, traits: traits, workplace: workplace)
      if needsEstablishments {
        let siret = hire.siret.number
        byEstablishment.add(
          CountedHire(siret: siret, traits: traits, workplace: workplace), to: Int(spread(siret) >> 56))
      }
    }
    for table in cells.indices {
      fillKeys(of: table)
      countHires(table)
      countUnits("persons", in: table)
    }
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
    columns.removeAll()
    for hire in ordered { columns.append(unit: hire.siret, traits: hire.traits, workplace: hire.workplace) }
    for table in cells.indices where context.plans[table].distincts.contains("establishments") {
      fillKeys(of: table)
      countUnits("establishments", in: table)
    }
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

  /// The key of no cell: of a hire that a filter leaves out.
  private static let leftOut = UInt64.max

  private func fillKeys(of table: Int) {
    let plan = context.plans[table]
    keys.removeAll(keepingCapacity: true)
    keys += repeatElement(0, count: columns.count)
    for (dimension, shift) in zip(plan.table.dimensions, plan.layout.shifts) {
      context.dimensions.kernel(dimension).pack(columns, into: &keys, shift: shift)
    }
    if plan.table.fact != .hire {
      for index in keys.indices {
        let traits = columns.traits[index]
        let isCounted = traits.contractClass != HireTraits.interimClass && context.isSurveyed[Int(traits.month)]
        if !isCounted { keys[index] = HireCounter.leftOut }
      }
    }
    for filter in plan.filters {
      var codes = [UInt64](repeating: 0, count: columns.count)
      context.dimensions.kernel(filter.dimension).pack(columns, into: &codes, shift: 0)
      for index in keys.indices where codes[index] != filter.code.map(UInt64.init) { keys[index] = HireCounter.leftOut }
    }
  }

  private func countHires(_ table: Int) {
    let plan = context.plans[table]
    let hires = plan.counts.firstIndex(of: "hires")
    let month = plan.counts.firstIndex(of: "hires_1m")
    let durable = plan.counts.firstIndex(of: "hires_durable")
    for index in keys.indices where keys[index] != HireCounter.leftOut {
      let cell = cells[table].cell(keys[index])
      if let hires { cells[table].add(count: 1, to: hires, of: cell) }
      if let month, columns.traits[index].lastsMonth { cells[table].add(count: 1, to: month, of: cell) }
      if let durable, columns.traits[index].isDurable { cells[table].add(count: 1, to: durable, of: cell) }
    }
  }

  /// Counts each unit once in every cell, margins too, in which it has a hire.
  private func countUnits(_ measure: String, in table: Int) {
    let plan = context.plans[table]
    guard plan.distincts.contains(measure), let place = plan.counts.firstIndex(of: measure) else { return }
    var start = 0
    var ofUnit: [UInt64] = []
    while start < keys.count {
      let unit = columns.units[start]
      var end = start + 1
      while end < keys.count, columns.units[end] == unit { end += 1 }
      defer { start = end }
      guard unit != 0 else { continue }
      for mask in plan.layout.marginMasks {
        ofUnit.removeAll(keepingCapacity: true)
        for key in keys[start..<end] where key != HireCounter.leftOut { ofUnit.append(key | mask) }
        if ofUnit.count > 1 { ofUnit.sort() }
        for index in ofUnit.indices where index == 0 || ofUnit[index] != ofUnit[index - 1] {
          let cell = cells[table].cell(ofUnit[index])
          cells[table].add(count: 1, to: place, of: cell)
        }
      }
    }
  }
}
