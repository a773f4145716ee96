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
public struct Need: Sendable {
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

/// The BMO open data of a run, in the order of the files and of their rows.
public struct NeedTable: Sendable {
  public var needs: [Need] = []
  public var book = CodeBook()
  public private(set) var metierNames = CodeNames()
  public private(set) var bassinNames = CodeNames()

  public init() {}

  /// Reads one file; a row whose year, projects, difficult or seasonal projects cannot be read is rejected, and so is
  /// one whose projects are blank: a secret is neither 0 nor missing.
  public mutating func read(_ reader: RowReader, fileIndex: Int, rules: Rules) throws {
    let source = Source.needs
    let (year, metier, bassin) = (source.index(of: "year"), source.index(of: "metier"), source.index(of: "bassin"))
    let (family, region) = (source.index(of: "family"), source.index(of: "region"))
    let departement = source.index(of: "departement")
    let (met, xmet, smet) = (
      source.index(of: "projects"), source.index(of: "difficult"), source.index(of: "seasonal")
    )
    let (metierName, bassinName) = (source.index(of: "metier_name"), source.index(of: "bassin_name"))
    let secretHigh = Quantity(rules.secretHigh)
    try reader.forEachRow { row in
      guard let surveyed = reader.year(row[year]) else { return reader.reject(row, field: year, .year) }
      let isSecret = NeedTable.isSecret(row[met])
      let projects = isSecret ? Bounds(low: Quantity(1), high: secretHigh) : NeedTable.exact(row[met])
      guard let projects else { return reader.reject(row, field: met, .projects) }
      // A part of a secret number is at most 4, and at most the whole.
      let part = Bounds(low: .zero, high: min(secretHigh, projects.high))
      let difficult = NeedTable.part(row[xmet], secret: part)
      guard let difficult else { return reader.reject(row, field: xmet, .difficult) }
      let seasonal = NeedTable.part(row[smet], secret: part)
      guard let seasonal else { return reader.reject(row, field: smet, .seasonal) }
      let bassinCode = code(row[bassin], reader, padded: 4, .bassin)
      metierNames.add(reader.text(row[metierName]), of: reader.text(row[metier]), year: surveyed)
      bassinNames.add(reader.text(row[bassinName]), of: book.text(of: bassinCode), year: surveyed)
      needs.append(
        Need(
          year: surveyed, region: code(row[region], reader, padded: 2, .departement),
          departement: code(row[departement], reader, padded: 2, .departement),
          bassin: bassinCode, family: reader.code(row[family], in: &book),
          metier: reader.code(row[metier], in: &book), projects: projects, difficult: difficult, seasonal: seasonal,
          isSecret: isSecret, place: RowPlace(file: fileIndex, line: row.line)))
    }
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
