import Aggregate

/// One measure of a published table, by the labels of its rows.
struct PublishedCells {
  struct Row {
    let value: Double
    let base: Double?
  }

  private(set) var rows: [[String]: Row] = [:]

  init(_ records: [[String]], _ cells: CheckRule.TableCells, _ table: TableDefinition) {
    guard let header = records.first, let column = header.firstIndex(of: cells.measure) else { return }
    let base = cells.base.flatMap { header.firstIndex(of: $0.measure) }
    let columns = table.dimensions.compactMap { header.firstIndex(of: $0) }
    guard columns.count == table.dimensions.count else { return }
    for record in records.dropFirst() where record.count == header.count {
      guard let value = Double(record[column]) else { continue }
      rows[columns.map { record[$0] }] = Row(value: value, base: base.flatMap { Double(record[$0]) })
    }
  }
}
