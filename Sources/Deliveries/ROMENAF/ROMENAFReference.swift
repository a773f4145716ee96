public import Ingest
import LabourMarket

/// How many job seekers of each ROME an activity has hired, as labonneboite publishes it (DOMAIN section 2.9): what places
/// hires by métier where nothing says who works where.
public struct ROMENAFReference: DeliveredTable {
  /// The rows as read, in the order of the files.
  public private(set) var rows: [(rome: String, naf: String, hirings: Int, year: Int?)] = []

  public static let source = Source.romeNaf

  public init() {}

  /// A row without ROME, whose NAF is none, or whose hirings are no whole number, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = ROMENAFFields.of
    try reader.forEachRow { row in
      guard row[at.rome].count > 0 else { return reader.reject(row, at.rome, .rome) }
      guard let activity = NAF(reader.text(row[at.naf])) else { return reader.reject(row, at.naf, .naf) }
      guard let hirings = ROMENAFReference.count(row[at.hirings]) else {
        return reader.reject(row, at.hirings, .hirings)
      }
      let version = reader.year(row[at.year])
      guard version != nil || row[at.year].count == 0 else { return reader.reject(row, at.year, .year) }
      reader.accept()
      rows.append((reader.text(row[at.rome]), activity.code, hirings, version))
    }
  }

  /// Up to nine digits, and nothing else.
  private static func count(_ field: UnsafeRawBufferPointer) -> Int? {
    guard (1...9).contains(field.count), field.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return field.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

extension DeliveredTables {
  public var romeNAFs: ROMENAFReference { self[ROMENAFReference.self] }
}

private struct ROMENAFFields {
  static let of = ROMENAFFields()

  let rome, naf, hirings, year: Field
  let list: FieldList

  init() {
    var list = FieldList()
    rome = list.required("rome")
    naf = list.required("naf")
    hirings = list.required("hirings")
    year = list.optional("year")
    self.list = list
  }
}

extension Source {
  public static let romeNaf = Source(
    "rome-naf", title: ("ROME – NAF", "ROME – NAF"), isDelivered: false, fields: ROMENAFFields.of.list,
    reasons: [.rome, .naf, .hirings, .year])
}

extension Reason {
  fileprivate static let rome = Reason("rome", remedy: "give the code")
  fileprivate static let naf = Reason("naf", remedy: "give the activity as four digits and a letter")
  fileprivate static let hirings = Reason("hirings", remedy: "give a whole number of hires")
}
