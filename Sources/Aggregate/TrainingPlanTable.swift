import Deliveries
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
    var evidence = Evidence()
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
      evidence.add(name, month.entries, certifying: month.certifying, cumulated: entries, definition.measures)
      return Row(labels: [name], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }

  private struct Month {
    var entries: Int64 = 0
    var certifying: Int64 = 0
    var amount = Quantity.zero
    var target = Quantity.zero
  }
}

extension Evidence {
  /// A month of the plan: its entries are those of the tables on entries.
  fileprivate mutating func add(
    _ month: String, _ entries: Int64, certifying: Int64, cumulated: Int64, _ measures: [String]
  ) {
    let all = CountReference(.entry, "entries", ["month": month])
    let part = CountReference(.entry, "entries", ["month": month, "training_type": "certifiante"])
    let sum = CountReference(.planMonth, "entries_cumulated", ["month": month])
    counts.merge(
      [
        all: CountEvidence(entries, .persons), part: CountEvidence(certifying, .persons),
        sum: CountEvidence(cumulated, .persons),
      ]
    ) { $1 }
    cells.append(
      measures.map { measure in
        switch measure {
        case "entries": CellEvidence(counts: [all], isCount: true)
        case "amount_eur": CellEvidence(counts: [all])
        case "entries_cumulated": CellEvidence(counts: [sum], isCount: true)
        case "certifying_share": CellEvidence(counts: [part, all], rate: Rate(part, of: all))
        default: CellEvidence()
        }
      })
  }
}
