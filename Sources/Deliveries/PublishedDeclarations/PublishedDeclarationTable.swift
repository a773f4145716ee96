public import Ingest
public import LabourMarket

/// A count that the collecting body publishes of the declarations that it received (DOMAIN section 2.10): of a region in
/// a month, or of a département and large sector in a quarter. Codes are of the table's book; a field that the file has
/// not is the empty text.
public struct PublishedDeclarations: PlacedRecord, Sendable {
  public var period: Period
  /// Two digits; the region as it was until 2015 stands beside it, as the file has rows for each.
  public var region: UInt32
  public var formerRegion: UInt32
  /// Empty in the series by region, and so is the sector.
  public var departement: UInt32
  public var sector: UInt32
  public var contract: Contract
  /// What is said of the length of the contract, beside its nature.
  public var length: UInt32
  public var count: Int
  /// Seasonally adjusted; `nil` where it is not given.
  public var adjusted: Quantity?
  public var place: RowPlace

  /// By the months and quarters of the calendar: `Day.monthIndex` of the last month.
  public enum Period: Hashable, Sendable {
    case month(Int32)
    case quarter(Int32)
  }

  /// The nature of the contract: a closed list. *A month* is 31 days here.
  public enum Contract: String, Sendable, CaseIterable {
    case cdi = "CDI"
    case long = "CDD de plus d'un mois"
    case short = "CDD de moins d'un mois"
  }
}

/// The published series of hiring declarations of a run.
public struct PublishedDeclarationTable: DeliveredTable {
  public var declarations: [PublishedDeclarations] = []
  public var book = CodeBook()

  public static let source = Source.publishedDeclarations

  public init() {}

  /// A row is rejected whose day does not end its month or quarter, whose codes or contract are unknown, or whose numbers
  /// are none.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = PublishedFields.of
    let isMonthly = reader.file.feeds(at.monthEnd)
    let end = isMonthly ? at.monthEnd : at.quarterEnd
    try reader.forEachRow { row in
      guard let period = reader.day(row[end]).flatMap({ PublishedDeclarations.Period(endingOn: $0, isMonthly) }) else {
        return reader.reject(row, end, .period)
      }
      let region = reader.text(row[at.region])
      guard region.utf8.count == 2, region.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return reader.reject(row, at.region, .region)
      }
      let departement = Departement(column: reader.text(row[at.departement]))
      guard departement != nil || row[at.departement].count == 0 else {
        return reader.reject(row, at.departement, .departement)
      }
      let nature = reader.text(row[at.contract]).replacing("’", with: "'")
      guard let contract = PublishedDeclarations.Contract(rawValue: nature) else {
        return reader.reject(row, at.contract, .contract)
      }
      guard let count = PublishedDeclarationTable.count(reader.text(row[at.count])) else {
        return reader.reject(row, at.count, .count)
      }
      let adjusted = Quantity(row[at.adjusted])
      guard adjusted != nil || row[at.adjusted].count == 0 else { return reader.reject(row, at.adjusted, .adjusted) }
      declarations.append(
        PublishedDeclarations(
          period: period, region: reader.code(row[at.region], in: &book),
          formerRegion: reader.code(row[at.formerRegion], in: &book), departement: book.intern(departement?.code ?? ""),
          sector: reader.code(row[at.sector], in: &book), contract: contract,
          length: reader.code(row[at.length], in: &book), count: count, adjusted: adjusted,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }

  /// Some digits, and nothing else.
  private static func count(_ text: String) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}

extension PublishedDeclarationTable {
  /// Keeps one row for each cell of the series: that of the first file by name, within one file the greatest row.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    var cells = CodeBook()
    let byName = files.indices.sorted { files[$1].name.utf8.lexicographicallyPrecedes(files[$0].name.utf8) }
    var ranks = [Int](repeating: 0, count: files.count)
    for (rank, file) in byName.enumerated() { ranks[file] = rank }
    return try declarations.keepVersions(of: files, ranks: ranks, texts: texts) { row in
      let cell = (row.period.number, row.contract.number, row.region, row.formerRegion, row.departement, row.sector)
      return (UInt64(withUnsafeBytes(of: cell) { cells.intern($0) }), UInt64(row.length))
    }
  }
}

extension PublishedDeclarations.Contract {
  fileprivate var number: UInt32 { UInt32(Self.allCases.firstIndex(of: self)!) }
}

extension PublishedDeclarations.Period {
  fileprivate var number: UInt32 {
    switch self {
    case .month(let month): UInt32(month) << 1
    case .quarter(let month): UInt32(month) << 1 | 1
    }
  }

  /// `nil` where the day is not the last of a month, or of a quarter.
  init?(endingOn day: Day, _ isMonthly: Bool) {
    let month = day.monthIndex
    guard Day(number: day.number + 1).monthIndex == month + 1, isMonthly || month % 3 == 2 else { return nil }
    self = isMonthly ? .month(month) : .quarter(month)
  }
}

extension DeliveredTables {
  public var publishedDeclarations: PublishedDeclarationTable { self[PublishedDeclarationTable.self] }
}

private struct PublishedFields {
  static let of = PublishedFields()

  let region, contract, count, monthEnd, quarterEnd, formerRegion, departement, sector, length, adjusted: Field
  let list: FieldList

  init() {
    var list = FieldList()
    region = list.required("region")
    contract = list.required("contract")
    count = list.required("count")
    monthEnd = list.alternative("month_end")
    quarterEnd = list.alternative("quarter_end")
    formerRegion = list.optional("former_region")
    departement = list.optional("departement")
    sector = list.optional("sector")
    length = list.optional("contract_length")
    adjusted = list.optional("adjusted")
    self.list = list
  }
}

extension Source {
  public static let publishedDeclarations = Source(
    "published-declarations", title: ("déclarations publiées", "published declarations"), isDelivered: false,
    fields: PublishedFields.of.list, reasons: [.period, .region, .departement, .contract, .count, .adjusted])
}

extension Reason {
  fileprivate static let period = Reason("period", remedy: "give the last day of the month or quarter as yyyy-mm-dd")
  fileprivate static let region = Reason("region", remedy: "give the code of the region as two digits")
  fileprivate static let departement = Reason("departement", remedy: "give the code of the département, or nothing")
  fileprivate static let contract = Reason(
    "contract-nature",
    remedy: "known natures are \(PublishedDeclarations.Contract.allCases.map(\.rawValue).joined(separator: ", "))")
  fileprivate static let count = Reason("count", remedy: "give the number of declarations as digits")
  fileprivate static let adjusted = Reason("adjusted", remedy: "give a number, or nothing")
}
