import LabourMarket

extension Cells {
  /// The key of no cell: of a hire that a filter leaves out.
  static let leftOut = UInt64.max

  /// Counts some hires into their cells.
  ///
  /// - Parameter hires: those of a unit side by side.
  /// - Parameter keys: for each hire that of its cell, or `leftOut`.
  /// - Parameter units: the measure that counts each unit once in every cell, margins too, in which it has a hire.
  /// - Parameter areNew: the hires themselves count; in a second pass over them they do not.
  mutating func count(hires: HireColumns, of keys: [UInt64], units: String, areNew: Bool) {
    var cells = keys
    number(&cells)
    let distinct = plan.distincts.contains(units) ? plan.counts.firstIndex(of: units) : nil
    let largest = units == "establishments" ? plan.counts.firstIndex(of: TablePlan.largest) : nil
    if let distinct { countUnits(hires.units, in: cells, to: distinct) }
    if let largest { findLargest(hires.units, in: cells, to: largest) }
    for mask in plan.layout.marginMasks.dropFirst() where distinct != nil || largest != nil {
      var margins = keys.map { $0 == Cells.leftOut ? $0 : $0 | mask }
      number(&margins)
      if let distinct { countUnits(hires.units, in: margins, to: distinct) }
      if let largest { findLargest(hires.units, in: margins, to: largest) }
    }
    guard areNew else { return }
    if let place = plan.counts.firstIndex(of: "hires") { add(to: place, of: cells) { _ in true } }
    if let place = plan.counts.firstIndex(of: "hires_1m") { add(to: place, of: cells) { hires.traits[$0].lastsMonth } }
    if let place = plan.counts.firstIndex(of: "hires_durable") {
      add(to: place, of: cells) { hires.traits[$0].isDurable }
    }
  }

  /// The most hires that one unit has in each cell: a cell remembers whose hires it is counting.
  private mutating func findLargest(_ units: [UInt64], in cells: [UInt64], to place: Int) {
    var last = [UInt64](repeating: 0, count: map.count)
    var hires = [Int64](repeating: 0, count: map.count)
    withCounts { counts, width in
      for index in cells.indices where cells[index] != Cells.leftOut {
        let cell = Int(cells[index])
        hires[cell] = last[cell] == units[index] ? hires[cell] + 1 : 1
        last[cell] = units[index]
        counts[cell &* width &+ place] = max(counts[cell &* width &+ place], hires[cell])
      }
    }
  }

  /// Puts the number of its cell in place of each key.
  private mutating func number(_ keys: inout [UInt64]) {
    for index in keys.indices where keys[index] != Cells.leftOut { keys[index] = UInt64(cell(keys[index])) }
  }

  /// One more in the cell of each hire that is `counted`.
  @inline(__always)
  private mutating func add(to place: Int, of cells: [UInt64], counted: (Int) -> Bool) {
    withCounts { counts, width in
      for index in cells.indices where cells[index] != Cells.leftOut && counted(index) {
        counts[Int(cells[index]) &* width &+ place] &+= 1
      }
    }
  }

  /// One more for each unit in every cell in which it has a hire; 0 is no unit. A cell remembers who was counted last.
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
