public import Ingest
public import LabourMarket

/// One payment for a training session (DOMAIN section 2.6).
public struct CostLine: PlacedRecord, Sendable {
  public var session: UInt32
  public var amount: Quantity
  public var place: RowPlace
}

/// The payments of a run. Codes are of the table's book.
public struct CostTable: DeliveredTable {
  public var lines: [CostLine] = []
  public var book = CodeBook()

  public static let source = Source.costs

  public init() {}

  /// A line without session or without an amount in euro is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = CostFields.of
    // Lines of one delivery add up.
    try reader.forEachRow(countsRepeats: true) { row in
      guard row[at.session].count > 0 else { return reader.reject(row, at.session, .session) }
      guard let euro = Quantity(row[at.amount]) else { return reader.reject(row, at.amount, .amount) }
      lines.append(
        CostLine(
          session: reader.code(row[at.session], in: &book), amount: euro,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }

  /// Keeps, for each session, the lines of its latest delivery, which add up.
  public mutating func settle(files: [InputFile], texts: RowTexts) -> SettledCounts {
    let ranks = files.deliveryRanks
    var latest: [UInt32: Int] = [:]
    for line in lines { latest[line.session] = max(latest[line.session] ?? 0, ranks[Int(line.place.file)]) }
    let stands = lines.map { ranks[Int($0.place.file)] == latest[$0.session] }
    return lines.keep(stands, fileCount: files.count)
  }
}

extension DeliveredTables {
  public var costs: CostTable { self[CostTable.self] }
}

private struct CostFields {
  static let of = CostFields()

  let session, amount: Field
  let list: FieldList

  init() {
    var list = FieldList()
    session = list.required("session")
    amount = list.required("amount")
    self.list = list
  }
}

extension Source {
  public static let costs = Source(
    "costs", title: ("montants", "costs"), isDelivered: true, fields: CostFields.of.list,
    reasons: [.session, .amount])
}

extension Reason {
  fileprivate static let session = Reason("session", remedy: "ask the sender for the number of the training session")
  fileprivate static let amount = Reason("amount", remedy: "ask the sender for an amount in euro")
}
