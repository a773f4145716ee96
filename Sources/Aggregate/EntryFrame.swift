import Deliveries
import Join
import LabourMarket

extension FactFrame {
  /// The entries in training, one row each.
  init(_ entries: Entries, dimensions names: Set<String>, in context: TrainingContext) {
    rowCount = entries.records.count
    for name in names {
      var column = DimensionColumn()
      for record in entries.records {
        column.append(value(name, of: record, in: context)) { label(name, of: record, in: context) }
      }
      dimensions[name] = column
    }
    flags["entries"] = [UInt8](repeating: 1, count: rowCount)
    // See `Cell` for how halves are still found.
    sums["amount_eur"] = entries.records.map { entries.amount(of: $0) }
  }
}

private func value(_ dimension: String, of record: TrainingRecord, in context: TrainingContext) -> UInt64 {
  switch dimension {
  case "month", "year": UInt64(UInt32(record.start.monthIndex))
  default: context.value(dimension, of: record)
  }
}

private func label(_ dimension: String, of record: TrainingRecord, in context: TrainingContext) -> String {
  switch dimension {
  case "month": Day.month(record.start.monthIndex)
  case "year": String(record.start.year)
  default: context.label(dimension, of: record)
  }
}
