public import Ingest
public import LabourMarket

/// How a ROME code is shared between the FAP métiers (DOMAIN section 2.9).
public struct FAPReference: DeliveredTable {
  /// The rows as read, in the order of the files; the weight is `nil` where the file has none.
  public private(set) var rows: [(fap: String, rome: String, weight: Quantity?, year: Int?)] = []

  public static let source = Source.fapRome

  public init() {}

  /// A row without FAP or ROME, or whose weight is no number, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = FAPFields.of
    try reader.forEachRow { row in
      guard row[at.fap].count > 0 else { return reader.reject(row, at.fap, .fap) }
      guard row[at.rome].count > 0 else { return reader.reject(row, at.rome, .rome) }
      let share = row[at.weight].count > 0 ? Quantity(row[at.weight], digits: 6) : nil
      guard share != nil || row[at.weight].count == 0 else { return reader.reject(row, at.weight, .weight) }
      let version = reader.year(row[at.year])
      guard version != nil || row[at.year].count == 0 else { return reader.reject(row, at.year, .year) }
      reader.accept()
      rows.append((reader.text(row[at.fap]), reader.text(row[at.rome]), share, version))
    }
  }
}

extension DeliveredTables {
  public var faps: FAPReference { self[FAPReference.self] }
}

private struct FAPFields {
  static let of = FAPFields()

  let fap, rome, weight, year: Field
  let list: FieldList

  init() {
    var list = FieldList()
    fap = list.required("fap")
    rome = list.required("rome")
    weight = list.optional("weight")
    year = list.optional("year")
    self.list = list
  }
}

extension Source {
  public static let fapRome = Source(
    "fap-rome", title: ("FAP – ROME", "FAP – ROME"), isDelivered: false, fields: FAPFields.of.list,
    reasons: [.fap, .rome, .weight, .year])
}

extension Reason {
  fileprivate static let fap = Reason("fap", remedy: "give the code")
  fileprivate static let rome = Reason("rome", remedy: "give the code")
  fileprivate static let weight = Reason("weight", remedy: "give a number")
}
