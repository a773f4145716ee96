public import LabourMarket

/// One outcome table, counted: rows in the order of DOMAIN section 7.
public struct OutcomeTable: Sendable {
  public let definition: TableDefinition
  public let rows: [Row]
  /// Of hires placed through a reference: the share, 0...1, that it has no place for; they stand under `?`.
  public var unplacedShare: Cell?
  /// Where the definition asks for it.
  public var evidence: Evidence?

  public struct Row: Sendable {
    /// By dimension; `nil` is `total`.
    public let labels: [String?]
    /// By measure.
    public let cells: [Cell]

    public init(labels: [String?], cells: [Cell]) {
      self.labels = labels
      self.cells = cells
    }
  }

  public var header: [String] { definition.dimensions.map(\.name) + definition.measures.map(\.name) }

  /// Sorted by the dimensions in column order: `total` first, numbers as such, else in byte order. The row of all totals
  /// always exists.
  public init(_ cells: Cells, rules: Rules) {
    var cells = cells
    definition = cells.plan.table
    for key in OutcomeTable.keysOfAllTotals(cells.plan) { _ = cells.cell(key) }
    let plan = cells.plan
    let order = RowOrder(plan)
    let keys = cells.map.keys
    let sorted = keys.indices.map { (order: order.place(of: keys[$0]), cell: $0) }
      .sorted { $0.order < $1.order }.map(\.cell)
    rows = sorted.map { cell in
      let labels = plan.labels.indices.map { index in
        plan.layout.code(index, in: keys[cell]).map { plan.labels[index].labels[Int($0)] }
      }
      return Row(labels: labels, cells: plan.measures.map { Cell($0.kind, in: cells, cell, z: rules.confidenceZ) })
    }
    if definition.givesEvidence { evidence = Evidence(cells, rows, order: sorted) }
  }

  /// Rows that were made otherwise, put in the same order.
  ///
  /// - Parameter definition: says what the labels and cells of a row are, in its order of dimensions and measures.
  /// - Parameter rows: in any order.
  /// - Parameter evidence: in the order of `rows`; it is put in order with them.
  public init(_ definition: TableDefinition, _ rows: [Row], evidence: Evidence? = nil) {
    self.definition = definition
    let isNumber = definition.dimensions.map(\.isNumber)
    let order = rows.indices.sorted { left, right in
      for ((one, other), isNumber) in zip(zip(rows[left].labels, rows[right].labels), isNumber) where one != other {
        guard let one, let other else { return one == nil }
        if isNumber, let first = Int(one), let second = Int(other) { return first < second }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
      }
      return false
    }
    self.rows = order.map { rows[$0] }
    self.evidence = evidence
    if let evidence { self.evidence!.cells = order.map { evidence.cells[$0] } }
  }

  /// The same table with other cells, and without the evidence of what they were.
  public init(rows: [Row], of table: OutcomeTable) {
    definition = table.definition
    unplacedShare = table.unplacedShare
    self.rows = rows
  }

  /// The key whose dimensions are all `total`; where a complete one is the one dimension without a margin, one for each of
  /// its values.
  private static func keysOfAllTotals(_ plan: TablePlan) -> [UInt64] {
    let total = plan.layout.marginMasks.last ?? 0
    let others = plan.table.dimensions.indices.filter { !plan.table.margins.contains(plan.table.dimensions[$0]) }
    if others.isEmpty { return [total] }
    guard others.count == 1, plan.table.dimensions[others[0]].isComplete else { return [] }
    return plan.labels[others[0]].labels.indices.map { total | UInt64($0) << plan.layout.shifts[others[0]] }
  }
}

/// The order of the rows of a table, as one word for each key.
private struct RowOrder {
  private let layout: KeyLayout
  /// By dimension, the place of each code: `total` is 0.
  private let places: [[UInt64]]

  init(_ plan: TablePlan) {
    layout = plan.layout
    places = zip(plan.table.dimensions, plan.labels).map { dimension, labels in
      let sorted = labels.labels.indices.sorted { left, right in
        let (one, other) = (labels.labels[left], labels.labels[right])
        if dimension.isNumber, let first = Int(one), let second = Int(other) { return first < second }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
      }
      var places = [UInt64](repeating: 0, count: labels.labels.count)
      for (place, code) in sorted.enumerated() { places[code] = UInt64(place) + 1 }
      return places
    }
  }

  /// The first dimension in the high bits: a place needs no more bits than a code.
  func place(of key: UInt64) -> UInt64 {
    var word: UInt64 = 0
    for (index, places) in places.enumerated() {
      word = word << layout.widths[index] | (layout.code(index, in: key).map { places[Int($0)] } ?? 0)
    }
    return word
  }
}
