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
  /// Rows that give a commune another bassin than one before them did.
  private var contradictions: [Contradiction] = []

  public static let source = Source.communes

  public init() {}

  /// - Parameter zonings: by year, one without a year first.
  public init(_ zonings: [Zoning]) { self.zonings = zonings }

  private struct Contradiction {
    let commune: Commune
    let year: Int?
    let bassins: [String]
    let place: RowPlace
  }

  /// A row without a commune code, or without a bassin, is rejected. A commune of four digits has lost its zero.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = BassinFields.of
    try reader.forEachRow { row in
      guard let place = Commune(reader.text(row[at.commune])) else { return reader.reject(row, at.commune, .commune) }
      guard row[at.bassin].count > 0 else { return reader.reject(row, at.bassin, .bassin) }
      let version = reader.year(row[at.year])
      guard version != nil || row[at.year].count == 0 else { return reader.reject(row, at.year, .year) }
      reader.accept()
      if row[at.commune].count == 4 { reader.repair(.commune) }
      let code = plainLabel(BassinReference.padded(reader.text(row[at.bassin])))
      add(place, code, year: version, at: RowPlace(file: fileIndex, line: row.line))
      names.add(reader.text(row[at.name]), of: code, year: version)
    }
  }

  private mutating func add(_ commune: Commune, _ bassin: String, year: Int?, at place: RowPlace) {
    var index = zonings.firstIndex { $0.year == year } ?? zonings.endIndex
    if index == zonings.endIndex {
      zonings.append(Zoning(year: year))
      zonings.sort { ($0.year ?? .min) < ($1.year ?? .min) }
      index = zonings.firstIndex { $0.year == year }!
    }
    let known = zonings[index].bassins.updateValue(bassin, forKey: commune)
    if let known, known != bassin {
      contradictions.append(Contradiction(commune: commune, year: year, bassins: [known, bassin], place: place))
    }
  }

  /// - Throws: `UnreadableFile` where a commune lies in two bassins of one year: whatever is counted by bassin would follow
  ///   from the order of the lines.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    guard let first = contradictions.first else { return SettledCounts(fileCount: files.count) }
    let said = contradictions.prefix(5).map { found in
      let year = found.year.map { " in \($0)" } ?? ""
      return "\(found.commune.code) in \(found.bassins.joined(separator: " and "))\(year) "
        + "(\(files[Int(found.place.file)].name):\(found.place.line))"
    }
    let more = contradictions.count > 5 ? ", and \(contradictions.count - 5) more" : ""
    throw UnreadableFile(
      "\(files[Int(first.place.file)].name):\(first.place.line): the reference gives a commune two bassins: "
        + "\(said.joined(separator: ", "))\(more); leave one row for each commune, or say of which year each is (year)")
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

/// The zero that a code has lost.
extension Repair {
  fileprivate static let commune = Repair("commune")
}
