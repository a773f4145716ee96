import Deliveries
import LabourMarket

extension OutcomeTable {
  /// The hires of each month as they became known: at its end, at the end of each of the six months after it, and on the
  /// as-of date. Late declarations are normal; a month whose last step has not come is provisional.
  static func revisions(
    _ definition: TableDefinition, _ revisions: HireRevisions, asOf: Day, _ rules: Rules
  ) -> OutcomeTable {
    let rows = revisions.months.map { month, known in
      let hires = known.last!
      let isOver = { (step: Int) in asOf >= endOfMonth(month + Int32(step)) }
      var cells: [String: Cell] = [
        "hires": .count(hires), "provisional": .count(isOver(rules.provisionalMonths) ? 0 : 1),
        "late_share": isOver(1) && hires > 0 ? .share(max(0, hires - known[1]), of: hires) : .notAvailable,
      ]
      for step in 0..<HireRevisions.steps - 1 {
        cells["hires_m\(step)"] = isOver(step) ? .count(known[step]) : .notAvailable
      }
      return Row(labels: [Day.month(month)], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }

  private static func endOfMonth(_ month: Int32) -> Day {
    let next = Int(month) + 1
    return Day(number: Day(year: next / 12, month: next % 12 + 1, day: 1)!.number - 1)
  }
}
