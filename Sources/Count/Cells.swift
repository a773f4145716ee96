public import LabourMarket

/// The cells of one table while they are counted: leaves and margins alike.
public struct Cells: Sendable {
  public let plan: TablePlan
  private(set) var map = CellMap()
  /// For each cell, the counts, sums and values of `plan`, one after the other.
  private var counts: [Int64] = []
  private var sums: [Quantity] = []
  private var values: [[Int32]] = []

  public init(_ plan: TablePlan) { self.plan = plan }

  @inline(__always)
  public mutating func cell(_ key: UInt64) -> Int {
    let cell = map.cell(key)
    if cell * plan.counts.count == counts.count { grow() }
    return cell
  }

  /// Cells are made one at a time: a new one is always the last. A table without counts still counts its rows.
  private mutating func grow() {
    counts += repeatElement(0, count: plan.counts.count)
    sums += repeatElement(.zero, count: plan.sums.count)
    values += repeatElement([], count: plan.medians.count)
  }

  @inline(__always)
  public mutating func add(count: Int64, to index: Int, of cell: Int) {
    counts[cell &* plan.counts.count &+ index] &+= count
  }

  public mutating func add(quantity: Quantity, to index: Int, of cell: Int) {
    sums[cell * plan.sums.count + index] += quantity
  }

  public mutating func add(value: Int32, to index: Int, of cell: Int) {
    values[cell * plan.medians.count + index].append(value)
  }

  /// All counts, and how many a cell has.
  @inline(__always)
  mutating func withCounts(_ body: (UnsafeMutableBufferPointer<Int64>, Int) -> Void) {
    let width = plan.counts.count
    counts.withUnsafeMutableBufferPointer { body($0, width) }
  }

  public func count(_ index: Int, of cell: Int) -> Int64 { counts[cell * plan.counts.count + index] }
  public func sum(_ index: Int, of cell: Int) -> Quantity { sums[cell * plan.sums.count + index] }
  public func values(_ index: Int, of cell: Int) -> [Int32] { values[cell * plan.medians.count + index] }

  /// Adds the cells of another thread.
  public mutating func merge(_ other: Cells) {
    for (otherCell, key) in other.map.keys.enumerated() {
      let cell = cell(key)
      for index in plan.counts.indices {
        let count = other.count(index, of: otherCell)
        // Each establishment was counted by one thread, so the largest of all is the largest of one.
        let added = plan.counts[index] == TablePlan.largest ? max(0, count - self.count(index, of: cell)) : count
        add(count: added, to: index, of: cell)
      }
      for index in plan.sums.indices { add(quantity: other.sum(index, of: otherCell), to: index, of: cell) }
      for index in plan.medians.indices {
        values[cell * plan.medians.count + index] += other.values(index, of: otherCell)
      }
    }
  }

  /// Makes the cells of the margins and gives them the sums of their leaves, but for the counts that do not add up.
  public mutating func addUpMargins(except distincts: [CountColumn]) {
    let additive = plan.counts.indices.filter {
      !distincts.contains(plan.counts[$0]) && plan.counts[$0] != TablePlan.largest
    }
    let leaves = map.keys.indices.filter { cell in
      plan.table.dimensions.indices.allSatisfy { plan.layout.code($0, in: map.keys[cell]) != nil }
    }
    for leaf in leaves {
      for mask in plan.layout.marginMasks.dropFirst() {
        let margin = cell(map.keys[leaf] | mask)
        for index in additive { add(count: count(index, of: leaf), to: index, of: margin) }
      }
    }
  }
}
