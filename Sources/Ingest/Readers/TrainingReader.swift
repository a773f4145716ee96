public import LabourMarket

/// One training record: a person in a session (DOMAIN section 2.6). Codes are of the table's book.
public struct TrainingRecord: Sendable {
  public var person: PersonKey
  public var session: UInt32
  public var start: Day
  /// `nil` where the record has none: then its person never leaves by it.
  public var end: Day?
  public var dispositif: UInt32
  public var commune: UInt32
  public var departement: UInt32
  public var funders: UInt32
  public var formacode: UInt32
  public var isCertifying: Bool
  public var place: RowPlace
}

/// The training records of a run, in the order of the files and of their lines.
public struct TrainingTable: Sendable {
  public var records: [TrainingRecord] = []
  public var book = CodeBook()

  public init() {}

  /// The records of several tables, in their order. Each table is given up once it is taken in.
  public init(joining tables: consuming [TrainingTable]) {
    guard tables.count > 1 else {
      self = tables.first ?? TrainingTable()
      return
    }
    records.reserveCapacity(tables.reduce(0) { $0 + $1.records.count })
    for index in tables.indices {
      var table = TrainingTable()
      swap(&table, &tables[index])
      append(table)
    }
  }

  private mutating func append(_ other: TrainingTable) {
    let codes = book.merge(other.book)
    for var record in other.records {
      record.session = codes[Int(record.session)]
      record.dispositif = codes[Int(record.dispositif)]
      record.commune = codes[Int(record.commune)]
      record.departement = codes[Int(record.departement)]
      record.funders = codes[Int(record.funders)]
      record.formacode = codes[Int(record.formacode)]
      records.append(record)
    }
  }

  /// Reads one file. A record without session, without a valid start, or with an end that is no date or before the
  /// start is rejected; one that starts after the as-of date is filtered (DOMAIN section 3).
  public mutating func read(_ reader: RowReader, fileIndex: Int, asOf: Day, directory: PersonDirectory) throws {
    let source = Source.training
    let (person, session) = (source.index(of: "national_id"), source.index(of: "session"))
    let (start, end) = (source.index(of: "start"), source.index(of: "end"))
    let startMonth = source.index(of: "start_month")
    let hasMonth = reader.file.columns[start] < 0
    let postcode = source.index(of: "place_postcode")
    let (commune, departement) = (source.index(of: "place_commune"), source.index(of: "place_departement"))
    let (dispositif, funders) = (source.index(of: "dispositif"), source.index(of: "funders"))
    let formacode = source.index(of: "formacode")
    let certifications = (1...5).map { source.index(of: "certifinfo_\($0)") }
    try reader.forEachRow { row in
      guard row[session].count > 0 else { return reader.reject(row, field: session, .session) }
      guard let started = hasMonth ? Day(firstOfMonth: row[startMonth]) : reader.day(row[start]) else {
        return reader.reject(row, field: hasMonth ? startMonth : start, .start)
      }
      let ended = row[end].count > 0 ? reader.day(row[end]) : nil
      if ended == nil, row[end].count > 0 { return reader.reject(row, field: end, .end) }
      if let ended, ended < started { return reader.reject(row, field: end, .endBeforeStart) }
      guard started <= asOf else { return reader.filter(.afterAsOf) }
      records.append(
        TrainingRecord(
          person: PersonKey(nationalIdentifier: row[person], in: directory),
          session: reader.code(row[session], in: &book), start: started, end: ended,
          dispositif: reader.code(row[dispositif], in: &book), commune: reader.code(row[commune], in: &book),
          departement: row[departement].count == 0 && row[postcode].count > 0
            ? book.intern(Departement(postcode: reader.text(row[postcode]))?.code ?? "")
            : reader.code(row[departement], in: &book),
          funders: reader.code(row[funders], in: &book),
          formacode: reader.code(row[formacode], in: &book),
          isCertifying: certifications.contains { row[$0].count > 0 },
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}
