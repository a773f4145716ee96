import Deliveries
import Ingest
import LabourMarket
import Testing

@Suite struct `A training record` {
  private let plain = [
    "national_id": "1000000001", "session": "501", "start": "2016-03-01", "end": "2016-08-31", "dispositif": "AFC",
    "place_commune": "13055", "place_departement": "13", "funders": "REGION", "formacode": "42801", "certifinfo_1": "7",
  ]

  @Test func `is read as it stands`() throws {
    let table = try Settled<TrainingTable>(plain).table
    let record = try #require(table.records.first)
    #expect(record.person.bits == 1_000_000_001 && record.isCertifying)
    #expect(record.start == Day(iso: "2016-03-01") && record.end == Day(iso: "2016-08-31"))
    let codes = [
      record.session, record.dispositif, record.commune, record.departement, record.funders, record.formacode,
    ]
    #expect(codes.map { table.book.text(of: $0) } == ["501", "AFC", "13055", "13", "REGION", "42801"])
  }

  @Test(arguments: [" AFC", "AFC ", "\tAFC\t "])
  func `is read without the blanks around its values`(dispositif: String) throws {
    let table = try Settled<TrainingTable>(plain.with(["dispositif": dispositif])).table
    #expect(table.records.map { table.book.text(of: $0.dispositif) } == ["AFC"])
  }

  @Test(arguments: [("4", "13001", "4"), ("", "04000", "04"), ("", "20200", "2B"), ("", "", ""), ("", "99999", "")])
  func `lies in the département of its column, else of its postcode`(
    column: String, postcode: String, departement: String
  ) throws {
    let table = try Settled<TrainingTable>(plain.with(["place_departement": column, "place_postcode": postcode])).table
    #expect(table.records.map { table.book.text(of: $0.departement) } == [departement])
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(
      TrainingTable.self, of: plain,
      [
        ("session", ["session": ""]), ("start", ["start": "2016-02-30"]), ("end", ["end": "2016-08-32"]),
        ("end-before-start", ["end": "2016-02-29"]),
      ])
    #expect(try Settled<TrainingTable>(plain.with(["end": "2016-03-01"])).accepted == [1])
  }

  @Test func `has an identifier that is mended, odd or unknown as it is written`() throws {
    let rows = ["1000000001.0", "10-1", "NaN", "None", "\\N", "#N/A"].map { plain.with(["national_id": $0]) }
    let tray = try Tray(.training)
    try tray.put(rows)
    let settled = try Settled<TrainingTable>(tray)
    #expect(settled.table.records.map(\.person.isUnknown) == [false, false, true, true, true, true])
    #expect(settled.table.records[0].person.bits == 1_000_000_001)
    #expect(settled.accounts[0].repaired == [.identifier: 1])
    #expect(settled.findings[0].map(\.kind) == [.identifier])
    #expect(settled.findings[0].map { [$0.lines, $0.firstLine, $0.column] } == [[1, 3, 6]])
    #expect(settled.findings[0].map(\.field) == ["national_id"])
  }

  @Test func `that is rejected has its finding all the same`() throws {
    let settled = try Settled<TrainingTable>(plain.with(["national_id": "10-1", "session": ""]))
    #expect(settled.accounts[0].rejectedRows == 1 && settled.findings[0].map(\.kind) == [.identifier])
  }

  @Test func `starts on the as-of date at the latest`() throws {
    let row = plain.with(["start": "2017-03-31", "end": ""])
    #expect(try Settled<TrainingTable>(row, asOf: "2017-03-31").accepted == [1])
    #expect(try Settled<TrainingTable>(row, asOf: "2017-03-30").accounts[0].filtered.map(\.key.name) == ["after as-of"])
  }

  @Test func `stands in its latest delivery, not in one of the day before`() throws {
    let corrected = plain.with(["end": "2016-09-30"])
    let later = try Settled<TrainingTable>((plain, "20170302"), (corrected, "20170303"))
    #expect(later.accepted == [0, 1] && later.table.records.map(\.end) == [Day(iso: "2016-09-30")])
    let earlier = try Settled<TrainingTable>((plain, "20170302"), (corrected, "20170301"))
    #expect(earlier.accepted == [1, 0] && earlier.table.records.map(\.end) == [Day(iso: "2016-08-31")])
  }

  @Test func `of another person or another session is another record`() throws {
    for changes in [["national_id": "1000000002"], ["session": "502"]] {
      #expect(try Settled<TrainingTable>(plain, plain.with(changes)).accepted == [2])
    }
  }

  @Test func `without a person counts in the latest delivery of its layout alone, as often as it stands there`() throws
  {
    let tray = try Tray(.training)
    let nobody = plain.with(["national_id": ""])
    try tray.put([nobody], on: "20170301", named: "a")
    try tray.put([nobody, nobody], on: "20170302", named: "b")
    try tray.put([nobody], on: "20170228", named: "c", layout: "region")
    #expect(try Settled<TrainingTable>(tray).accepted == [0, 2, 1])
  }

  @Test func `means the same whichever table its file was read into`() throws {
    let one = try Settled<TrainingTable>(plain.with(["session": "9"]), plain).table
    let two = try Settled<TrainingTable>(plain.with(["dispositif": "POEI"])).table
    let joined = TrainingTable(joining: [one, two])
    #expect(joined.records.map { joined.book.text(of: $0.session) } == ["9", "501", "501"])
    #expect(joined.records.map { joined.book.text(of: $0.dispositif) } == ["AFC", "AFC", "POEI"])
  }
}

@Suite struct `A person of the register` {
  private let plain = [
    "national_id": "1000000001", "nir": "2690549588157", "birth_date": "1969-05-01", "sex": "2",
  ]

  @Test func `is read as it stands, and what is odd is unknown`() throws {
    let person = try #require(try Settled<RegisterTable>(plain).table.persons.first)
    #expect(person.person.bits == 1_000_000_001 && person.birth == Day(iso: "1969-05-01") && person.sex == 2)
    #expect(person.nir != nil)
    let odd = try Settled<RegisterTable>(plain.with(["birth_date": "1969-05-32", "sex": "3", "nir": "9"])).table
    #expect(odd.persons[0].birth == nil && odd.persons[0].sex == 0 && odd.persons[0].nir == nil)
  }

  @Test func `is rejected without an identifier`() throws {
    try expectRejections(RegisterTable.self, of: plain, [("person", ["national_id": "000"])])
    #expect(try Settled<RegisterTable>(plain.with(["national_id": "None"])).accounts[0].rejectedRows == 1)
  }

  @Test func `has a NIR that is mended, missing or unusable as it is written`() throws {
    let texts = [
      "2 69 05 49 588 157", "2690549588157.0", "2690549588157", "", "NaN", "9690549588157", "269054958815700",
    ]
    let rows = texts.enumerated().map { plain.with(["national_id": "\($0 + 1)", "nir": $1]) }
    let tray = try Tray(.register)
    try tray.put(rows)
    let settled = try Settled<RegisterTable>(tray)
    let nir = try #require(settled.table.persons[2].nir)
    #expect(settled.table.persons.map { $0.nir == nir } == [true, true, true, false, false, false, false])
    #expect(settled.accounts[0].repaired == [.identifier: 2])
    #expect(settled.findings[0].map { [$0.lines, $0.firstLine] } == [[2, 7]])
    #expect(settled.findings[0].map(\.kind) == [.nir])
  }

  @Test func `stands in its latest delivery, not in one of the day before`() throws {
    let other = plain.with(["sex": "1"])
    #expect(try Settled<RegisterTable>((plain, "20170302"), (other, "20170303")).table.persons.map(\.sex) == [1])
    #expect(try Settled<RegisterTable>((plain, "20170302"), (other, "20170301")).table.persons.map(\.sex) == [2])
  }

  @Test func `of one day stands as the greatest row, whichever file it is in`() throws {
    let other = plain.with(["sex": "1"])
    #expect(try Settled<RegisterTable>((plain, "20170302"), (other, "20170302")).accepted == [1, 0])
    #expect(try Settled<RegisterTable>((other, "20170302"), (plain, "20170302")).accepted == [0, 1])
    #expect(try Settled<RegisterTable>((plain, "20170302"), (plain, "20170302")).accepted == [1, 0])
  }

  @Test func `owns its NIR by the latest delivery, then by the smallest identifier`() throws {
    let other = plain.with(["national_id": "999"])
    let nir = try #require(try Settled<RegisterTable>(plain).table.persons[0].nir)
    func owner(_ first: (Row, String?), _ second: (Row, String?)) throws -> UInt64? {
      try Settled<RegisterTable>(first, second).table.owners.owner(of: nir)?.bits
    }
    #expect(try owner((plain, "20170303"), (other, "20170302")) == 1_000_000_001)
    #expect(try owner((plain, "20170302"), (other, "20170303")) == 999)
    // In byte order "1000000001" comes before "999".
    #expect(try owner((plain, "20170302"), (other, "20170302")) == 1_000_000_001)
  }
}

@Suite struct `A payment` {
  private let plain = ["session": "501", "amount": "1234,50"]

  @Test func `is read as it stands`() throws {
    let table = try Settled<CostTable>(plain).table
    #expect(table.lines.map { table.book.text(of: $0.session) } == ["501"])
    #expect(table.lines.map { $0.amount.text(decimals: 2) } == ["1234.50"])
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(CostTable.self, of: plain, [("session", ["session": ""]), ("amount", ["amount": "12 euro"])])
  }

  @Test func `that is written twice counts twice, and the file says so`() throws {
    let (other, third) = (plain.with(["session": "502"]), plain.with(["session": "503"]))
    let settled = try Settled<CostTable>(plain, other, plain, third, plain, third)
    let finding = try #require(settled.findings[0].first)
    #expect(settled.findings[0].count == 1 && finding.kind == .repeatedLines && settled.accepted == [6])
    // Three lines of one session and two of another have a twin; the first repeat is on line 4.
    #expect([finding.lines, finding.distinct, finding.of, finding.firstLine] == [5, 2, 6, 4])
    #expect(finding.description.hasPrefix("repeated-lines in 5 lines (2 distinct), the first at line 4;"))
    #expect(try Settled<CostTable>(plain, other, third).findings == [[]])
  }

  @Test func `is told from many others`() throws {
    let tray = try Tray(.costs)
    let rows = (0..<5000).map { plain.with(["session": "\($0)"]) }
    try tray.put(rows + [plain.with(["session": "4711"])])
    let finding = try #require(try Settled<CostTable>(tray).findings[0].first)
    #expect([finding.lines, finding.distinct, finding.of, finding.firstLine] == [2, 1, 5001, 5002])
  }

  @Test func `of one delivery adds up, and a delivery one day later takes the place of both`() throws {
    let tray = try Tray(.costs)
    try tray.put([plain, plain.with(["amount": "2"])], on: "20170301", named: "a")
    #expect(try Settled<CostTable>(tray).accepted == [2])
    try tray.put([plain.with(["amount": "3"])], on: "20170302", named: "b")
    let settled = try Settled<CostTable>(tray)
    #expect(settled.accepted == [0, 1] && settled.superseded == [2, 0])
    #expect(settled.table.lines.map { $0.amount.text(decimals: 0) } == ["3"])
  }
}
