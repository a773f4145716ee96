public import Ingest
public import LabourMarket

/// Which bassin a commune lies in, for each year that the reference states (DOMAIN section 2.9).
public struct BassinReference: DeliveredTable {
  /// One zoning: that of a year, or of all years.
  public struct Zoning: Sendable {
    public var year: Int?
    public var bassins: [Commune: String] = [:]

    public init(year: Int? = nil, bassins: [Commune: String] = [:]) {
      (self.year, self.bassins) = (year, bassins)
    }
  }

  /// By year, one without a year first.
  public private(set) var zonings: [Zoning] = []
  public private(set) var names = CodeNames()

  public static let source = Source.communes

  public init() {}

  /// - Parameter zonings: by year, one without a year first.
  public init(_ zonings: [Zoning]) { self.zonings = zonings }

  /// A row without a commune code, or without a bassin, is rejected. Of two rows for one commune and
  /// year the later in byte order stands, so that the order of lines never counts.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = BassinFields.of
    try reader.forEachRow { row in
      guard let place = Commune(reader.text(row[at.commune])) else { return reader.reject(row, at.commune, .commune) }
      guard row[at.bassin].count > 0 else { return reader.reject(row, at.bassin, .bassin) }
      let version = reader.year(row[at.year])
      guard version != nil || row[at.year].count == 0 else { return reader.reject(row, at.year, .year) }
      reader.accept()
      let code = plainLabel(BassinReference.padded(reader.text(row[at.bassin])))
      add(place, code, year: version)
      names.add(reader.text(row[at.name]), of: code, year: version)
    }
  }

  private mutating func add(_ commune: Commune, _ bassin: String, year: Int?) {
    let index = zonings.firstIndex { $0.year == year } ?? zonings.endIndex
    if index == zonings.endIndex { zonings.append(Zoning(year: year)) }
    let known = zonings[index].bassins[commune]
    zonings[index].bassins[commune] = known.map { max($0, bassin) } ?? bassin
    zonings.sort { ($0.year ?? .min) < ($1.year ?? .min) }
  }

  /// The index of the zoning that a fact of this year takes: the latest that is not after it, else the earliest.
  public func zoning(for year: Int) -> Int? {
    zonings.isEmpty ? nil : zonings.lastIndex { ($0.year ?? .min) <= year } ?? 0
  }

  /// The bassin of a commune in a zoning; an arrondissement that is absent takes the row of its city.
  public func bassin(of commune: Commune, zoning: Int) -> String? {
    let bassins = zonings[zoning].bassins
    return bassins[commune] ?? commune.wholeCity.flatMap { bassins[$0] }
  }

  /// A number of fewer than four digits has lost its zeros.
  static func padded(_ code: String) -> String {
    guard (1..<4).contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return code }
    return String(repeating: "0", count: 4 - code.utf8.count) + code
  }
}

extension DeliveredTables {
  public var bassins: BassinReference { self[BassinReference.self] }
}

private struct BassinFields {
  static let of = BassinFields()

  let commune, bassin, year, name: Field
  let list: FieldList

  init() {
    var list = FieldList()
    commune = list.required("commune")
    bassin = list.required("bassin")
    year = list.optional("year")
    name = list.optional("bassin_name")
    self.list = list
  }
}

extension Source {
  public static let communes = Source(
    "communes", title: ("communes", "communes"), isDelivered: false, fields: BassinFields.of.list,
    reasons: [.commune, .bassin, .year])
}

extension Reason {
  fileprivate static let commune = Reason("commune", remedy: "give the code")
  fileprivate static let bassin = Reason("bassin", remedy: "give the code")
}
