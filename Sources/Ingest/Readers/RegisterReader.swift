public import LabourMarket

/// One person of the register (DOMAIN section 2.7).
public struct RegisteredPerson: Sendable {
  public var person: PersonKey
  /// `nil` where it is missing or unusable.
  public var nir: NIR?
  public var birth: Day?
  /// 1 or 2; 0 is unknown.
  public var sex: UInt8
  public var place: RowPlace
}

/// The persons register of a run, in the order of the files and of their lines.
public struct RegisterTable: Sendable {
  public var persons: [RegisteredPerson] = []

  public init() {}

  /// The persons of several tables, in their order. Each table is given up once it is taken in.
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

  /// Reads one file; a row without a national identifier is rejected, a bad birth date or sex is unknown.
  public mutating func read(_ reader: RowReader, fileIndex: Int, directory: PersonDirectory) throws {
    let source = Source.register
    let (identifier, nir) = (source.index(of: "national_id"), source.index(of: "nir"))
    let (birth, sex) = (source.index(of: "birth_date"), source.index(of: "sex"))
    try reader.forEachRow { row in
      let person = PersonKey(nationalIdentifier: row[identifier], in: directory)
      guard !person.isUnknown else { return reader.reject(row, field: identifier, .person) }
      let isSex = row[sex].count == 1 && (row[sex][0] == 0x31 || row[sex][0] == 0x32)
      persons.append(
        RegisteredPerson(
          person: person, nir: NIR(row[nir]), birth: reader.day(row[birth]), sex: isSex ? row[sex][0] - 0x30 : 0,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}
