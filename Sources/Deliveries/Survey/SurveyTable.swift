public import Ingest
public import LabourMarket

/// One establishment's answer to the BMO survey (DOMAIN section 2.5). Codes are of the table's book.
public struct SurveyAnswer: PlacedRecord, Sendable {
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

/// The answers to the BMO survey of a run.
public struct SurveyTable: DeliveredTable {
  public var answers: [SurveyAnswer] = []
  /// Projects above 0, by FAP.
  public private(set) var intentions: [(fap: UInt32, projects: Quantity)] = []
  public var book = CodeBook()

  public static let source = Source.survey

  public init() {}

  /// An answer without SIRET or weight, or with projects that are no number, is rejected. The year is
  /// that of the name of the bassin's column; answers of one after that of the as-of date are filtered (DOMAIN section 4).
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = SurveyFields.of
    let faps = reader.file.wide.map { book.intern($0.code) }
    guard let year = reader.file.year(of: at.bassin) else { return }
    try reader.forEachRow { row in
      guard let employer = reader.siret(row[at.siret]) else { return reader.rejectSIRET(row, at.siret) }
      guard let share = Quantity(row[at.weight], digits: 6), share >= .zero else {
        return reader.reject(row, at.weight, .weight)
      }
      let first = intentions.count
      var total = Quantity.zero
      for (index, fap) in faps.enumerated() {
        let place = at.list.all.count + index
        if row[at: place].count == 0 { continue }
        guard let projects = Quantity(row[at: place], digits: 6), projects >= .zero else {
          intentions.removeLast(intentions.count - first)
          return reader.reject(row, at: place, .projects)
        }
        if projects > .zero { intentions.append((fap, projects)) }
        total += projects
      }
      guard year <= context.asOf.year else {
        intentions.removeLast(intentions.count - first)
        return reader.filter(.afterAsOf)
      }
      let place =
        Commune(reader.text(row[at.commune]))?.departement ?? Departement(column: reader.text(row[at.departement]))
      answers.append(
        SurveyAnswer(
          siret: employer, year: year,
          sector: Sector(reader.naf(row, at.naf), interimNAF: context.rules.interimNAF),
          departement: book.intern(place?.code ?? ""),
          bassin: book.intern(BassinReference.padded(reader.text(row[at.bassin]))), weight: share, projects: total,
          intentions: first..<intentions.count, place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}

extension SurveyTable {
  /// Keeps one answer for each SIRET and year.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let undated = files.map { _ in 0 }
    return try answers.keepVersions(of: files, ranks: undated, texts: texts) { ($0.siret.number, UInt64($0.year)) }
  }
}

extension DeliveredTables {
  public var survey: SurveyTable { self[SurveyTable.self] }
}

private struct SurveyFields {
  static let of = SurveyFields()

  let siret, bassin, weight, projects, commune, departement, naf: Field
  let list: FieldList

  init() {
    var list = FieldList()
    siret = list.required("siret")
    bassin = list.required("bassin")
    weight = list.required("weight")
    projects = list.wide("projects_by_fap")
    commune = list.optional("commune")
    departement = list.optional("departement")
    naf = list.optional("naf")
    self.list = list
  }
}

extension Source {
  public static let survey = Source(
    "survey", title: ("BMO, réponses", "BMO, answers"), isDelivered: false, fields: SurveyFields.of.list,
    reasons: [.siret, .weight, .projects])
}

extension Reason {
  fileprivate static let weight = Reason("weight", remedy: "give a number")
  fileprivate static let projects = Reason("projects", remedy: "give a number of projects, or * where it is secret")
}
