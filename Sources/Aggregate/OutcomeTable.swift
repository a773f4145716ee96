import LabourMarket

/// One outcome table, counted: rows in the order of DOMAIN section 7.
public struct OutcomeTable: Sendable {
  public let definition: TableDefinition
  public let rows: [Row]

  public struct Row: Sendable {
    /// By dimension; `nil` is `total`.
    public let labels: [String?]
    /// By measure.
    public let cells: [Cell]
  }

  public var header: [String] { definition.dimensions + definition.measures }

  /// Sorted by the dimensions in column order: `total` first, years and months since exit as numbers, else in byte
  /// order. The row of all totals always exists.
  init(_ cells: Cells, rules: Rules) {
    var cells = cells
    definition = cells.plan.table
    for key in OutcomeTable.keysOfAllTotals(cells.plan) { _ = cells.cell(key) }
    let plan = cells.plan
    let numbers = definition.dimensions.map { $0 == "year" || $0 == "month_since_exit" }
    rows = cells.map.keys.enumerated()
      .map { cell, key in
        let labels = plan.labels.indices.map { index in
          plan.layout.code(index, in: key).map { plan.labels[index].labels[Int($0)] }
        }
        return Row(labels: labels, cells: plan.measures.map { Cell($0.kind, in: cells, cell, z: rules.confidenceZ) })
      }
      .sorted { OutcomeTable.precedes($0.labels, $1.labels, numbers: numbers) }
  }

  private static func precedes(_ left: [String?], _ right: [String?], numbers: [Bool]) -> Bool {
    for ((one, other), isNumber) in zip(zip(left, right), numbers) where one != other {
      guard let one, let other else { return one == nil }
      if isNumber, let first = Int(one), let second = Int(other) { return first < second }
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return false
  }

  /// The key whose dimensions are all `total`; where the months since exit are the one dimension without a margin, one
  /// for each of them.
  private static func keysOfAllTotals(_ plan: TablePlan) -> [UInt64] {
    let total = plan.layout.marginMasks.last ?? 0
    let others = plan.table.dimensions.indices.filter { !plan.table.margins.contains(plan.table.dimensions[$0]) }
    if others.isEmpty { return [total] }
    guard others.count == 1, plan.table.dimensions[others[0]] == "month_since_exit" else { return [] }
    return plan.labels[others[0]].labels.indices.map { total | UInt64($0) << plan.layout.shifts[others[0]] }
  }
}
