import Ingest
import Join
import LabourMarket

extension OutcomeTable {
  /// Entries against the plan's target, month by month: every month with a target or an entry has a row; sums run within
  /// the calendar year (DOMAIN section 7).
  static func trainingPlan(_ definition: TableDefinition, _ facts: Facts) -> OutcomeTable {
    var months: [String: Month] = [:]
    for (month, target) in facts.plan.targets { months[month, default: Month()].target = target }
    for record in facts.entries.records {
      let month = Day.month(record.start.monthIndex)
      months[month, default: Month()].entries += 1
      months[month]!.amount += facts.entries.amount(of: record)
      if facts.trainings.label("training_type", of: record) == "certifiante" { months[month]!.certifying += 1 }
    }
    var (entries, target, year) = (Int64(0), Quantity.zero, Substring())
    let rows = months.sorted { $0.key < $1.key }.map { name, month in
      if name.prefix(4) != year { (entries, target, year) = (0, .zero, name.prefix(4)) }
      entries += month.entries
      target += month.target
      let cells: [String: Cell] = [
        "entries": .count(month.entries), "entries_cumulated": .count(entries), "target": .projects(month.target),
        "target_cumulated": .projects(target),
        "certifying_share": month.entries == 0 ? .notAvailable : .share(month.certifying, of: month.entries),
        "amount_eur": .amount(month.amount, terms: month.entries),
      ]
      return Row(labels: [name], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }

  private struct Month {
    var entries: Int64 = 0
    var certifying: Int64 = 0
    var amount = Quantity.zero
    var target = Quantity.zero
  }
}
