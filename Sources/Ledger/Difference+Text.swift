import Definition
import Formats

extension Difference {
  /// The causes, then the tables whose figures moved, in lines for people.
  ///
  /// - Parameter cells: at most so many of each table.
  public func text(cells: Int) -> [String] {
    var lines =
      ["causes"] + (causes.isEmpty ? ["  none: same inputs, definition and version"] : causes.map { "  \($0)" })
    let moved = tables.filter { !$0.moves.isEmpty || $0.newRows + $0.goneRows > 0 || $0.obstacle != nil }
    for table in moved {
      lines.append("")
      guard table.obstacle == nil else {
        lines.append("\(table.name): not compared, \(table.obstacle!)")
        continue
      }
      lines.append(
        "\(table.name): \(table.moves.count) of \(table.cells) cells moved, \(table.newRows) rows new, \(table.goneRows) gone"
      )
      for move in table.moves.prefix(cells) {
        let place = zip(table.dimensions, move.labels).filter { $0.1 != "total" }.map { "\($0.0)=\($0.1)" }
        lines.append(
          "  \(place.isEmpty ? "all" : place.joined(separator: " "))  \(move.measure) \(move.before) -> \(move.after)"
            + move.difference)
      }
      if table.moves.count > cells { lines.append("  and \(table.moves.count - cells) more: --cells, --csv") }
    }
    lines.append("")
    lines.append("\(tables.count - moved.count) of \(tables.count) tables are the same")
    return lines
  }

  /// `table,row,measure,before,after`, the rows as `departement=13 sector=chr`.
  public var csv: [String] {
    ["table,row,measure,before,after"]
      + tables.flatMap { table in
        table.moves.map { move in
          let place = zip(table.dimensions, move.labels).map { "\($0.0)=\($0.1)" }.joined(separator: " ")
          return [table.name, place, move.measure, move.before, move.after].map(csvField).joined(separator: ",")
        }
      }
  }
}

extension Difference.Move {
  /// ` (+12, +3.4 %)` between two numbers.
  fileprivate var difference: String {
    guard let old = Double(before), let new = Double(after) else { return "" }
    let sign = new >= old ? "+" : ""
    let share = old == 0 ? "" : ", \(sign)\(((new - old) / old * 1000).rounded() / 10) %"
    return " (\(sign)\(CheckRule.text(new - old))\(share))"
  }
}
