public import Ingest
public import LabourMarket

/// Who works where: how the hires of an activity are shared between the FAP métiers (DOMAIN section 2.9).
public struct NAFFAPReference: DeliveredTable {
  /// The rows as read, in the order of the files.
  public private(set) var rows: [(naf: String, fap: String, weight: Quantity, year: Int?)] = []

  public static let source = Source.nafFap

  public init() {}

  /// A row without FAP, whose NAF is none, or whose weight is no number or below 0, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = NAFFAPFields.of
    try reader.forEachRow { row in
      guard let activity = NAF(reader.text(row[at.naf])) else { return reader.reject(row, at.naf, .naf) }
      guard row[at.fap].count > 0 else { return reader.reject(row, at.fap, .fap) }
      guard let share = Quantity(row[at.weight], digits: 6), share >= .zero else {
        return reader.reject(row, at.weight, .weight)
      }
      let version = reader.year(row[at.year])
      guard version != nil || row[at.year].count == 0 else { return reader.reject(row, at.year, .year) }
      reader.accept()
      rows.append((activity.code, reader.text(row[at.fap]), share, version))
    }
  }
}

extension DeliveredTables {
  public var nafFAPs: NAFFAPReference { self[NAFFAPReference.self] }
}

private struct NAFFAPFields {
  static let of = NAFFAPFields()

  let naf, fap, weight, year: Field
  let list: FieldList

  init() {
    var list = FieldList()
    naf = list.required("naf")
    fap = list.required("fap")
    weight = list.required("weight")
    year = list.optional("year")
    self.list = list
  }
}

extension Source {
  public static let nafFap = Source(
    "naf-fap", title: ("NAF – FAP", "NAF – FAP"), isDelivered: false, fields: NAFFAPFields.of.list,
    reasons: [.naf, .fap, .weight, .year])
}

extension Reason {
  fileprivate static let naf = Reason("naf", remedy: "give the activity as four digits and a letter")
  fileprivate static let fap = Reason("fap", remedy: "give the code")
  fileprivate static let weight = Reason("weight", remedy: "give a number")
}
