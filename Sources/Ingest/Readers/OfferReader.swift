public import LabourMarket

/// One job offer (DOMAIN section 2.8). Codes are of the table's book.
public struct Offer: Sendable {
  public var offer: UInt32
  public var region: UInt32
  public var departement: UInt32
  public var filed: Day
  /// `nil` where it is not filled yet.
  public var filled: Day?
  public var place: RowPlace
}

/// The offers of a run, in the order of the files and of their lines.
public struct OfferTable: Sendable {
  public var offers: [Offer] = []
  public var book = CodeBook()

  public init() {}

  /// Reads one file; an offer without number or day of filing, or filled before it was filed, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int) throws {
    let source = Source.offers
    let (offer, region) = (source.index(of: "offer"), source.index(of: "region"))
    let departement = source.index(of: "departement")
    let (filed, filled) = (source.index(of: "filed"), source.index(of: "filled"))
    try reader.forEachRow { row in
      guard row[offer].count > 0 else { return reader.reject(row, field: offer, .offer) }
      guard let start = reader.day(row[filed]) else { return reader.reject(row, field: filed, .filed) }
      let end = row[filled].count > 0 ? reader.day(row[filled]) : nil
      if end == nil, row[filled].count > 0 { return reader.reject(row, field: filled, .filled) }
      if let end, end < start { return reader.reject(row, field: filled, .filledBeforeFiled) }
      let place = Departement(column: reader.text(row[departement]))
      offers.append(
        Offer(
          offer: reader.code(row[offer], in: &book), region: reader.code(row[region], in: &book),
          departement: book.intern(place?.code ?? ""), filed: start, filled: end,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}
