import LabourMarket

/// Some facts that are counted as they flow, as columns of one length.
public struct UnitColumns: Sendable {
  /// Facts of a unit lie side by side; 0 is no unit.
  public var units: [UInt64] = []
  /// The counts that a fact is one of, each with the facts that it counts; `nil` counts all.
  public var flags: [(column: CountColumn, isCounted: [Bool]?)] = []

  public init() {}
}

extension Cells {
  /// The key of no cell: of a fact that a filter leaves out.
  public static let leftOut = UInt64.max

  /// Counts some facts into their cells.
  ///
  /// - Parameter facts: those of a unit side by side.
  /// - Parameter keys: for each fact that of its cell, or `leftOut`.
  /// - Parameter column: counts each unit once in every cell, margins too, in which it has a fact.
  /// - Parameter findsLargest: also the most facts that one unit has in a cell, where the plan asks for it.
  /// - Parameter areNew: the facts themselves count; in a second pass over them they do not.
  public mutating func count(
    _ facts: UnitColumns, of keys: [UInt64], units column: CountColumn, findsLargest: Bool, areNew: Bool
  ) {
    var cells = keys
    number(&cells)
    let distinct = plan.distincts.contains(column) ? plan.counts.firstIndex(of: column) : nil
    let largest = findsLargest ? plan.counts.firstIndex(of: TablePlan.largest) : nil
    if let distinct { countUnits(facts.units, in: cells, to: distinct) }
    if let largest { findLargest(facts.units, in: cells, to: largest) }
    for mask in plan.layout.marginMasks.dropFirst() where distinct != nil || largest != nil {
      var margins = keys.map { $0 == Cells.leftOut ? $0 : $0 | mask }
      number(&margins)
      if let distinct { countUnits(facts.units, in: margins, to: distinct) }
      if let largest { findLargest(facts.units, in: margins, to: largest) }
    }
    guard areNew else { return }
    for (column, isCounted) in facts.flags {
      guard let place = plan.counts.firstIndex(of: column) else { continue }
      if let isCounted { add(to: place, of: cells) { isCounted[$0] } } else { add(to: place, of: cells) { _ in true } }
    }
  }

  /// The most facts that one unit has in each cell: a cell remembers whose facts it is counting.
  private mutating func findLargest(_ units: [UInt64], in cells: [UInt64], to place: Int) {
    var last = [UInt64](repeating: 0, count: map.count)
    var facts = [Int64](repeating: 0, count: map.count)
    withCounts { counts, width in
      for index in cells.indices where cells[index] != Cells.leftOut {
        let cell = Int(cells[index])
        facts[cell] = last[cell] == units[index] ? facts[cell] + 1 : 1
        last[cell] = units[index]
        counts[cell &* width &+ place] = max(counts[cell &* width &+ place], facts[cell])
      }
    }
  }

  /// Puts the number of its cell in place of each key.
  private mutating func number(_ keys: inout [UInt64]) {
    for index in keys.indices where keys[index] != Cells.leftOut { keys[index] = UInt64(cell(keys[index])) }
  }

  /// One more in the cell of each fact that is `counted`.
  @inline(__always)
  private mutating func add(to place: Int, of cells: [UInt64], counted: (Int) -> Bool) {
    withCounts { counts, width in
      for index in cells.indices where cells[index] != Cells.leftOut && counted(index) {
        counts[Int(cells[index]) &* width &+ place] &+= 1
      }
    }
  }

  /// One more for each unit in every cell in which it has a fact; 0 is no unit. A cell remembers who was counted last.
  private mutating func countUnits(_ units: [UInt64], in cells: [UInt64], to place: Int) {
    var last = [UInt64](repeating: 0, count: map.count)
    withCounts { counts, width in
      for index in cells.indices where cells[index] != Cells.leftOut && units[index] != 0 {
        let cell = Int(cells[index])
        if last[cell] == units[index] { continue }
        last[cell] = units[index]
        counts[cell &* width &+ place] &+= 1
      }
    }
  }
}
