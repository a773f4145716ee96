public import Ingest
public import LabourMarket

/// One job offer (DOMAIN section 2.8). Codes are of the table's book.
public struct Offer: PlacedRecord, Sendable {
  public var offer: UInt32
  public var region: UInt32
  public var departement: UInt32
  public var filed: Day
  /// `nil` where it is not filled yet.
  public var filled: Day?
  public var place: RowPlace
}

/// The offers of a run.
public struct OfferTable: DeliveredTable {
  public var offers: [Offer] = []
  public var book = CodeBook()

  public static let source = Source.offers

  public init() {}

  /// An offer without number or day of filing, or filled before it was filed, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = OfferFields.of
    try reader.forEachRow { row in
      guard row[at.offer].count > 0 else { return reader.reject(row, at.offer, .offer) }
      guard let start = reader.day(row[at.filed]) else { return reader.reject(row, at.filed, .filed) }
      let end = row[at.filled].count > 0 ? reader.day(row[at.filled]) : nil
      if end == nil, row[at.filled].count > 0 { return reader.reject(row, at.filled, .filled) }
      if let end, end < start { return reader.reject(row, at.filled, .filledBeforeFiled) }
      reader.note(date: start)
      let place = Departement(column: reader.text(row[at.departement]))
      offers.append(
        Offer(
          offer: reader.code(row[at.offer], in: &book), region: reader.code(row[at.region], in: &book),
          departement: book.intern(place?.code ?? ""), filed: start, filled: end,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}

extension OfferTable {
  /// Keeps one row for each offer.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    try offers.keepVersions(of: files, ranks: files.deliveryRanks, texts: texts) { (UInt64($0.offer), 0) }
  }
}

extension DeliveredTables {
  public var offers: OfferTable { self[OfferTable.self] }
}

private struct OfferFields {
  static let of = OfferFields()

  let offer, filed, filled, region, departement: Field
  let list: FieldList

  init() {
    var list = FieldList()
    offer = list.required("offer")
    filed = list.required("filed")
    filled = list.required("filled")
    region = list.optional("region")
    departement = list.optional("departement")
    _ = list.optional("rome")
    self.list = list
  }
}

extension Source {
  public static let offers = Source(
    "offers", title: ("offres", "offers"), isDelivered: true, fields: OfferFields.of.list,
    reasons: [.offer, .filed, .filled, .filledBeforeFiled])
}

extension Reason {
  fileprivate static let offer = Reason("offer", remedy: "ask the sender for the number of the offer")
  fileprivate static let filed = Reason(
    "filed", remedy: "ask the sender for the day on which the offer was filed, as yyyy-mm-dd")
  fileprivate static let filled = Reason(
    "filled", remedy: "ask the sender for the day on which the offer was filled, or nothing")
  fileprivate static let filledBeforeFiled = Reason(
    "filled-before-filed", remedy: "ask the sender which of the two dates is wrong")
}
