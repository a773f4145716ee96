public import Ingest
public import LabourMarket

/// A published number of projects: exact, or a secret known to lie between two bounds (DOMAIN section 5).
public struct Bounds: Sendable, Equatable {
  public var low: Quantity
  public var high: Quantity

  public init(low: Quantity, high: Quantity) {
    self.low = low
    self.high = high
  }

  public init(_ exact: Quantity) { self.init(low: exact, high: exact) }
}

/// One row of the BMO open data: métier x bassin x département. Codes are of the table's book.
public struct Need: PlacedRecord, Sendable {
  public var year: Int
  public var region: UInt32
  public var departement: UInt32
  public var bassin: UInt32
  public var family: UInt32
  public var metier: UInt32
  public var projects: Bounds
  public var difficult: Bounds
  public var seasonal: Bounds
  /// The number of projects is secret.
  public var isSecret: Bool
  public var place: RowPlace
}

/// The BMO open data of a run.
public struct NeedTable: DeliveredTable {
  public var needs: [Need] = []
  public var book = CodeBook()
  public private(set) var metierNames = CodeNames()
  public private(set) var bassinNames = CodeNames()

  public static let source = Source.needs

  public init() {}

  /// A row whose year, projects, difficult or seasonal projects cannot be read is rejected, and so is
  /// one whose projects are blank: a secret is neither 0 nor missing. Of the others a second one of the same year, métier,
  /// bassin and département is rejected too, the first in the file stands; what then is of a year after that of the as-of
  /// date is filtered (DOMAIN section 4).
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = NeedFields.of
    let secretHigh = Quantity(context.rules.secretHigh)
    var known: Set<RowKey> = []
    try reader.forEachRow { row in
      guard let surveyed = reader.year(row[at.year]) else { return reader.reject(row, at.year, .year) }
      let isSecret = NeedTable.isSecret(row[at.projects])
      let projects = isSecret ? Bounds(low: Quantity(1), high: secretHigh) : NeedTable.exact(row[at.projects])
      guard let projects else { return reader.reject(row, at.projects, .projects) }
      // A part of a secret number is at most 4, and at most the whole.
      let part = Bounds(low: .zero, high: min(secretHigh, projects.high))
      let difficult = NeedTable.part(row[at.difficult], secret: part)
      guard let difficult else { return reader.reject(row, at.difficult, .difficult) }
      let seasonal = NeedTable.part(row[at.seasonal], secret: part)
      guard let seasonal else { return reader.reject(row, at.seasonal, .seasonal) }
      let bassinCode = code(row[at.bassin], reader, padded: 4, .bassin)
      let metier = reader.code(row[at.metier], in: &book)
      let departement = code(row[at.departement], reader, padded: 2, .departement)
      let key = RowKey(year: surveyed, metier: metier, bassin: bassinCode, departement: departement)
      guard known.insert(key).inserted else { return reader.reject(row, at.metier, .repeated) }
      guard surveyed <= context.asOf.year else { return reader.filter(.afterAsOf) }
      metierNames.add(reader.text(row[at.metierName]), of: reader.text(row[at.metier]), year: surveyed)
      bassinNames.add(reader.text(row[at.bassinName]), of: book.text(of: bassinCode), year: surveyed)
      needs.append(
        Need(
          year: surveyed, region: code(row[at.region], reader, padded: 2, .departement),
          departement: departement, bassin: bassinCode, family: reader.code(row[at.family], in: &book),
          metier: metier, projects: projects, difficult: difficult, seasonal: seasonal,
          isSecret: isSecret, place: RowPlace(file: fileIndex, line: row.line)))
    }
  }

  /// What a file has one row of.
  private struct RowKey: Hashable {
    let year: Int
    let metier, bassin, departement: UInt32
  }

  private static func isSecret(_ field: UnsafeRawBufferPointer) -> Bool { field.count == 1 && field[0] == 0x2A }

  private static func exact(_ field: UnsafeRawBufferPointer) -> Bounds? {
    guard let quantity = Quantity(field), quantity >= .zero else { return nil }
    return Bounds(quantity)
  }

  /// Blank is 0.
  private static func part(_ field: UnsafeRawBufferPointer, secret: Bounds) -> Bounds? {
    if field.count == 0 { return Bounds(.zero) }
    return isSecret(field) ? secret : exact(field)
  }

  /// A code that arrives as a number has lost its zeros.
  private mutating func code(
    _ field: UnsafeRawBufferPointer, _ reader: RowReader, padded width: Int, _ repair: Repair
  ) -> UInt32 {
    let isNumber = field.allSatisfy { (0x30...0x39).contains($0) }
    guard isNumber, field.count > 0, field.count < width else { return reader.code(field, in: &book) }
    reader.repair(repair)
    return book.intern(String(repeating: "0", count: width - field.count) + reader.text(field))
  }
}

extension NeedTable {
  /// Keeps, for each year, the rows of one file: the first by name (DOMAIN section 4: one file a year).
  public mutating func settle(files: [InputFile], texts: RowTexts) -> SettledCounts {
    var first: [Int: Int32] = [:]
    for need in needs {
      guard let known = first[need.year] else {
        first[need.year] = need.place.file
        continue
      }
      let (one, other) = (files[Int(need.place.file)].name, files[Int(known)].name)
      if one.utf8.lexicographicallyPrecedes(other.utf8) { first[need.year] = need.place.file }
    }
    let stands = needs.map { first[$0.year] == $0.place.file }
    return needs.keep(stands, fileCount: files.count)
  }
}

extension DeliveredTables {
  public var needs: NeedTable { self[NeedTable.self] }
}

private struct NeedFields {
  static let of = NeedFields()

  let year, metier, bassin, projects, family, departement, region, difficult, seasonal, metierName, bassinName: Field
  let list: FieldList

  init() {
    var list = FieldList()
    year = list.required("year")
    metier = list.required("metier")
    bassin = list.required("bassin")
    projects = list.required("projects")
    family = list.optional("family")
    departement = list.optional("departement")
    region = list.optional("region")
    difficult = list.optional("difficult")
    seasonal = list.optional("seasonal")
    metierName = list.optional("metier_name")
    bassinName = list.optional("bassin_name")
    self.list = list
  }
}

extension Source {
  public static let needs = Source(
    "needs", title: ("BMO, données ouvertes", "BMO, open data"), isDelivered: false, fields: NeedFields.of.list,
    reasons: [.year, .projects, .difficult, .seasonal, .repeated])
}

extension Reason {
  fileprivate static let projects = Reason("projects", remedy: "give a number of projects, or * where it is secret")
  fileprivate static let difficult = Reason("difficult", remedy: partRemedy)
  fileprivate static let seasonal = Reason("seasonal", remedy: partRemedy)
  fileprivate static let repeated = Reason(
    "repeated", remedy: "ask for a file with one row for each métier, bassin and département; the first one counts")
  private static let partRemedy = "give a number of projects, * where it is secret, or nothing"
}

/// Zeros that a code has lost.
extension Repair {
  fileprivate static let bassin = Repair("bassin")
  fileprivate static let departement = Repair("departement")
}
