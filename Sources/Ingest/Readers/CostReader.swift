public import LabourMarket

/// One payment for a training session (DOMAIN section 2.6).
public struct CostLine: Sendable {
  public var session: UInt32
  public var amount: Quantity
  public var place: RowPlace
}

/// The payments of a run, in the order of the files and of their lines.
public struct CostTable: Sendable {
  public var lines: [CostLine] = []
  public var book = CodeBook()

  public init() {}

  /// Reads one file; a line without session or without an amount in euro is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int) throws {
    let session = Source.costs.index(of: "session")
    let amount = Source.costs.index(of: "amount")
    try reader.forEachRow { row in
      guard row[session].count > 0 else { return reader.reject(row, field: session, .session) }
      guard let euro = Quantity(row[amount]) else { return reader.reject(row, field: amount, .amount) }
      lines.append(
        CostLine(
          session: reader.code(row[session], in: &book), amount: euro,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}
