public import Ingest
public import LabourMarket

/// One person of the register (DOMAIN section 2.7).
public struct RegisteredPerson: PlacedRecord, Sendable {
  public var person: PersonKey
  /// `nil` where it is missing or unusable.
  public var nir: NIR?
  public var birth: Day?
  /// 1 or 2; 0 is unknown.
  public var sex: UInt8
  public var place: RowPlace
}

/// The persons register of a run.
public struct RegisterTable: JoinedTable {
  public var persons: [RegisteredPerson] = []
  /// Whose NIR it is, once the rows are settled and until the declarations are read.
  public private(set) var owners = NIROwners()

  public static let source = Source.register

  public init() {}

  public init(joining tables: consuming [RegisterTable]) {
    guard tables.count > 1 else {
      self = tables.first ?? RegisterTable()
      return
    }
    persons.reserveCapacity(tables.reduce(0) { $0 + $1.persons.count })
    for index in tables.indices {
      persons += tables[index].persons
      tables[index] = RegisterTable()
    }
  }

  /// A row without a national identifier is rejected, a bad birth date or sex is unknown.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = RegisterFields.of
    try reader.forEachRow { row in
      let person = reader.person(row, at.identifier, in: context.directory)
      let nir = reader.nir(row, at.nir)
      guard !person.isUnknown else { return reader.reject(row, at.identifier, .person) }
      let sex = row[at.sex]
      let isSex = sex.count == 1 && (sex[0] == 0x31 || sex[0] == 0x32)
      reader.noteUnknown(person: nir == nil, activity: false)
      persons.append(
        RegisteredPerson(
          person: person, nir: nir, birth: reader.day(row[at.birth]), sex: isSex ? sex[0] - 0x30 : 0,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}

extension RegisterTable {
  /// Keeps one row for each person.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    try persons.keepVersions(of: files, ranks: files.deliveryRanks, texts: texts) { ($0.person.bits, 0) }
  }

  public mutating func finish(files: [InputFile], _ context: ReadingContext) {
    owners = owners(files: files, directory: context.directory)
  }

  /// Whose NIR it is. One that two standing rows carry belongs to that of the latest delivery, then to the smallest
  /// identifier in byte order.
  public func owners(files: [InputFile], directory: PersonDirectory) -> NIROwners {
    let ranks = files.deliveryRanks
    var owners = NIROwners(capacity: persons.count)
    for (row, person) in persons.enumerated() {
      guard let nir = person.nir else { continue }
      if let known = owners.row(of: nir), !isBetter(row, than: known, ranks, directory) { continue }
      owners.set(nir, to: person.person, row: row)
    }
    return owners
  }

  /// Forgets who is in no training: only trainees are looked up in the register, once the NIR have their owners.
  public mutating func keepOnly(_ trainings: TrainingTable) {
    var trainees = KeyTable(capacity: trainings.records.count)
    for record in trainings.records where !record.person.isUnknown { trainees.set(record.person.bits, to: 0) }
    persons = persons.filter { trainees.row(of: $0.person.bits) != nil }
  }

  /// Forgets whose NIR it is: nobody asks once the declarations are read.
  public mutating func forgetOwners() { owners = NIROwners() }

  /// Whether a row's claim to a NIR goes before another's.
  private func isBetter(_ row: Int, than known: Int, _ ranks: [Int], _ directory: PersonDirectory) -> Bool {
    let (one, other) = (persons[row], persons[known])
    let (rank, knownRank) = (ranks[Int(one.place.file)], ranks[Int(other.place.file)])
    if rank != knownRank { return rank > knownRank }
    let (left, right) = (directory.identifier(of: one.person) ?? [], directory.identifier(of: other.person) ?? [])
    return left.lexicographicallyPrecedes(right)
  }
}

extension DeliveredTables {
  public var register: RegisterTable { self[RegisterTable.self] }
}

private struct RegisterFields {
  static let of = RegisterFields()

  let identifier, nir, birth, sex: Field
  let list: FieldList

  init() {
    var list = FieldList()
    identifier = list.required("national_id")
    nir = list.optional("nir")
    birth = list.optional("birth_date")
    sex = list.optional("sex")
    _ = list.optional("commune")
    self.list = list
  }
}

extension Source {
  public static let register = Source(
    "register", title: ("registre des personnes", "persons register"), isDelivered: true,
    fields: RegisterFields.of.list, reasons: [.person])
}

extension Reason {
  fileprivate static let person = Reason("person", remedy: "ask the sender for the national identifier")
}
