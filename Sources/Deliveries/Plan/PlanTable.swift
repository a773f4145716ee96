public import Ingest
public import LabourMarket

/// The target of the training plan, by month (DOMAIN section 7).
public struct PlanTable: DeliveredTable {
  public private(set) var targets: [String: Quantity] = [:]

  public static let source = Source.plan

  public init() {}

  /// A row without a month yyyy-mm or a number is rejected. Of two rows for a month the greater stands.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = PlanFields.of
    try reader.forEachRow { row in
      let name = reader.text(row[at.month])
      let isMonth = (Array("\(name)-01".utf8)).withUnsafeBytes { Day(yearFirst: $0) } != nil && name.utf8.count == 7
      guard isMonth else { return reader.reject(row, at.month, .month) }
      guard let entries = Quantity(row[at.target]) else { return reader.reject(row, at.target, .target) }
      reader.accept()
      targets[name] = max(targets[name] ?? entries, entries)
    }
  }
}

extension DeliveredTables {
  public var plan: PlanTable { self[PlanTable.self] }
}

private struct PlanFields {
  static let of = PlanFields()

  let month, target: Field
  let list: FieldList

  init() {
    var list = FieldList()
    month = list.required("month")
    target = list.required("target")
    self.list = list
  }
}

extension Source {
  public static let plan = Source(
    "plan", title: ("plan", "plan"), isDelivered: false, fields: PlanFields.of.list, reasons: [.month, .target])
}

extension Reason {
  fileprivate static let month = Reason("month", remedy: "give the month as yyyy-mm")
  fileprivate static let target = Reason("target", remedy: "give a number")
}
