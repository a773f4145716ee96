public import LabourMarket

/// One establishment's answer to the BMO survey (DOMAIN section 2.5). Codes are of the table's book.
public struct SurveyAnswer: Sendable {
  public var siret: SIRET
  public var year: Int
  public var sector: Sector
  public var departement: UInt32
  public var bassin: UInt32
  public var weight: Quantity
  /// All projects, and where those of each FAP stand in `intentions`.
  public var projects: Quantity
  public var intentions: Range<Int>
  public var place: RowPlace
}

/// The answers to the BMO survey of a run, in the order of the files and of their lines.
public struct SurveyTable: Sendable {
  public var answers: [SurveyAnswer] = []
  /// Projects above 0, by FAP.
  public private(set) var intentions: [(fap: UInt32, projects: Quantity)] = []
  public var book = CodeBook()

  public init() {}

  /// Reads one file; an answer without SIRET or weight, or with projects that are no number, is rejected. The year is
  /// that of the name of the bassin's column.
  public mutating func read(_ reader: RowReader, fileIndex: Int, rules: Rules) throws {
    let source = Source.survey
    let (siret, weight, naf) = (source.index(of: "siret"), source.index(of: "weight"), source.index(of: "naf"))
    let (bassin, commune) = (source.index(of: "bassin"), source.index(of: "commune"))
    let departement = source.index(of: "departement")
    let faps = reader.file.wide.map { book.intern($0.code) }
    guard let year = reader.file.year(of: bassin) else { return }
    try reader.forEachRow { row in
      guard let employer = reader.siret(row[siret]) else { return reader.reject(row, field: siret, .siret) }
      guard let share = Quantity(row[weight], digits: 6), share >= .zero else {
        return reader.reject(row, field: weight, .weight)
      }
      let first = intentions.count
      var total = Quantity.zero
      for (index, fap) in faps.enumerated() {
        let field = source.fields.count + index
        if row[field].count == 0 { continue }
        guard let projects = Quantity(row[field], digits: 6), projects >= .zero else {
          intentions.removeLast(intentions.count - first)
          return reader.reject(row, field: field, .projects)
        }
        if projects > .zero { intentions.append((fap, projects)) }
        total += projects
      }
      let place = Commune(reader.text(row[commune]))?.departement ?? Departement(column: reader.text(row[departement]))
      answers.append(
        SurveyAnswer(
          siret: employer, year: year, sector: Sector(NAF(reader.text(row[naf])), interimNAF: rules.interimNAF),
          departement: book.intern(place?.code ?? ""),
          bassin: book.intern(BassinReference.padded(reader.text(row[bassin]))), weight: share, projects: total,
          intentions: first..<intentions.count, place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}
