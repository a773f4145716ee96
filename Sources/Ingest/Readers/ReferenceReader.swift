public import LabourMarket

/// Which bassin a commune lies in, for each year that the reference states (DOMAIN section 2.9).
public struct BassinReference: Sendable {
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

  /// - Parameter zonings: by year, one without a year first.
  public init(_ zonings: [Zoning] = []) { self.zonings = zonings }

  /// Reads one file; a row without a commune code, or without a bassin, is rejected. Of two rows for one commune and
  /// year the later in byte order stands, so that the order of lines never counts.
  public mutating func read(_ reader: RowReader) throws {
    let source = Source.communes
    let (commune, bassin) = (source.index(of: "commune"), source.index(of: "bassin"))
    let (year, name) = (source.index(of: "year"), source.index(of: "bassin_name"))
    try reader.forEachRow { row in
      guard let place = Commune(reader.text(row[commune])) else { return reader.reject(row, field: commune, .commune) }
      guard row[bassin].count > 0 else { return reader.reject(row, field: bassin, .bassin) }
      let version = reader.year(row[year])
      guard version != nil || row[year].count == 0 else { return reader.reject(row, field: year, .year) }
      reader.accept()
      let code = plainLabel(BassinReference.padded(reader.text(row[bassin])))
      add(place, code, year: version)
      names.add(reader.text(row[name]), of: code, year: version)
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

/// How a ROME code is shared between the FAP métiers (DOMAIN section 2.9).
public struct FAPReference: Sendable {
  /// The rows as read, in the order of the files; the weight is `nil` where the file has none.
  public private(set) var rows: [(fap: String, rome: String, weight: Quantity?, year: Int?)] = []

  public init() {}

  /// Reads one file; a row without FAP or ROME, or whose weight is no number, is rejected.
  public mutating func read(_ reader: RowReader) throws {
    let source = Source.fapRome
    let (fap, rome) = (source.index(of: "fap"), source.index(of: "rome"))
    let (weight, year) = (source.index(of: "weight"), source.index(of: "year"))
    try reader.forEachRow { row in
      guard row[fap].count > 0 else { return reader.reject(row, field: fap, .fap) }
      guard row[rome].count > 0 else { return reader.reject(row, field: rome, .rome) }
      let share = row[weight].count > 0 ? Quantity(row[weight], digits: 6) : nil
      guard share != nil || row[weight].count == 0 else { return reader.reject(row, field: weight, .weight) }
      let version = reader.year(row[year])
      guard version != nil || row[year].count == 0 else { return reader.reject(row, field: year, .year) }
      reader.accept()
      rows.append((reader.text(row[fap]), reader.text(row[rome]), share, version))
    }
  }
}
