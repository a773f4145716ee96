public import Ingest
public import LabourMarket

/// One training record: a person in a session (DOMAIN section 2.6). Codes are of the table's book.
public struct TrainingRecord: PlacedRecord, Sendable {
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

/// The training records of a run.
public struct TrainingTable: JoinedTable {
  public var records: [TrainingRecord] = []
  public var book = CodeBook()

  public static let source = Source.training

  public init() {}

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

  /// A record without session, without a valid start, or with an end that is no date or before the
  /// start is rejected; one that starts after the as-of date is filtered (DOMAIN section 3).
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = TrainingFields.of
    let hasMonth = !reader.file.feeds(at.start)
    try reader.forEachRow { row in
      let person = reader.person(row, at.person, in: context.directory)
      guard row[at.session].count > 0 else { return reader.reject(row, at.session, .session) }
      guard let started = hasMonth ? Day(firstOfMonth: row[at.startMonth]) : reader.day(row[at.start]) else {
        return reader.reject(row, hasMonth ? at.startMonth : at.start, .start)
      }
      let ended = row[at.end].count > 0 ? reader.day(row[at.end]) : nil
      if ended == nil, row[at.end].count > 0 { return reader.reject(row, at.end, .end) }
      if let ended, ended < started { return reader.reject(row, at.end, .endBeforeStart) }
      reader.note(date: started)
      guard started <= context.asOf else { return reader.filter(.afterAsOf) }
      reader.noteUnknown(person: person.isUnknown, activity: false)
      records.append(
        TrainingRecord(
          person: person, session: reader.code(row[at.session], in: &book), start: started, end: ended,
          dispositif: reader.code(row[at.dispositif], in: &book), commune: reader.code(row[at.commune], in: &book),
          departement: row[at.departement].count == 0 && row[at.postcode].count > 0
            ? book.intern(Departement(postcode: reader.text(row[at.postcode]))?.code ?? "")
            : reader.code(row[at.departement], in: &book),
          funders: reader.code(row[at.funders], in: &book),
          formacode: reader.code(row[at.formacode], in: &book),
          isCertifying: at.certifications.contains { row[$0].count > 0 },
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}

extension TrainingTable {
  /// Keeps, of (person, session), one version; of the records without person those of the latest delivery.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let ranks = files.deliveryRanks
    // Of each layout: a region's file and the national export do not hold the same persons.
    var latest: [String: Int] = [:]
    for (file, rank) in zip(files, ranks) { latest[file.layout.name] = max(latest[file.layout.name] ?? 0, rank) }
    // A record without a person is a version of nothing but itself.
    let versions = records.enumerated().map { index, record in
      Version(
        key: record.person.isUnknown ? (UInt64(index), .max) : (record.person.bits, UInt64(record.session)),
        place: record.place)
    }
    var stands = try standing(versions, ranks: ranks, in: files, texts: texts)
    for (index, record) in records.enumerated() where record.person.isUnknown {
      let file = Int(record.place.file)
      stands[index] = ranks[file] == latest[files[file].layout.name]
    }
    return records.keep(stands, fileCount: files.count)
  }
}

extension DeliveredTables {
  public var trainings: TrainingTable { self[TrainingTable.self] }
}

struct TrainingFields {
  static let of = TrainingFields()

  let session, person, start, startMonth, end, dispositif, commune, departement, postcode, funders, formacode: Field
  let certifications: [Field]
  let list: FieldList

  init() {
    var list = FieldList()
    session = list.required("session")
    person = list.optional("national_id")
    start = list.alternative("start")
    startMonth = list.alternative("start_month")
    end = list.optional("end")
    dispositif = list.optional("dispositif")
    commune = list.optional("place_commune")
    departement = list.optional("place_departement")
    postcode = list.optional("place_postcode")
    funders = list.optional("funders")
    formacode = list.optional("formacode")
    certifications = (1...5).map { list.optional("certifinfo_\($0)") }
    self.list = list
  }
}

extension Source {
  public static let training = Source(
    "training", title: ("formations", "trainings"), isDelivered: true, fields: TrainingFields.of.list,
    reasons: [.session, .start, .end, .endBeforeStart])
}

extension InputFile {
  /// Whether its training records say who was trained; those of others are entries, and nobody leaves by them.
  public var namesTrainees: Bool { feeds(TrainingFields.of.person) }
}

extension Reason {
  fileprivate static let session = Reason("session", remedy: "ask the sender for the number of the training session")
  fileprivate static let start = Reason("start", remedy: "ask the sender for the start of the training")
  fileprivate static let end = Reason("end", remedy: "ask the sender for the end of the training, or nothing")
  fileprivate static let endBeforeStart = Reason(
    "end-before-start", remedy: "ask the sender which of the two dates is wrong")
}
