import Deliveries
import Ingest
import LabourMarket
import Testing

@Suite struct `A declaration` {
  private let plain = [
    "siret": "73282932000074", "hire_date": "2016-10-03", "contract": "1", "end_date": "2016-10-31",
    "creation_date": "2016-10-01", "naf": "5610A", "commune": "13055", "postcode": "13001",
    "national_id": "1000000001",
  ]

  private func read(_ rows: Row...) throws -> (declarations: [HiringDeclaration], account: FileAccount) {
    let (declarations, reader) = try read(rows)
    return (declarations, reader.account)
  }

  private func read(
    _ rows: [Row], named name: String = "x.csv", extract: Bool = false
  ) throws -> ([HiringDeclaration], RowReader) {
    let tray = try Tray(.dpae)
    try tray.put(rows, as: name, without: extract ? ["national_id", "nir", "nir_key"] : [])
    let context = DeclarationContext(
      rules: Rules(), asOf: Day(iso: "2017-03-31")!, coverage: Coverage(tray.files), owners: NIROwners(),
      directory: PersonDirectory())
    let reader = tray.readers()[0]
    var (workplaces, revisions) = (WorkplaceBook(), HireRevisions())
    var declarations: [HiringDeclaration] = []
    try DeclarationReader(reader, context: context, fileIndex: 0, fileNumber: 0).read(
      workplaces: &workplaces, revisions: &revisions
    ) { declarations.append($0) }
    return (declarations, reader)
  }

  @Test func `is read as it stands`() throws {
    let hire = try #require(try read(plain).declarations.first)
    #expect(hire.siret.number == 73_282_932_000_074)
    #expect(hire.hired == Day(iso: "2016-10-03")!.number && hire.end == Day(iso: "2016-10-31")!.number)
    #expect(hire.created == Day(iso: "2016-10-01")!.number && hire.contract == .cdd)
    #expect(hire.person == 1_000_000_001)
  }

  @Test func `keeps the body that it came through, as written`() throws {
    let tray = try Tray(.dpae)
    try tray.put([plain.with(["organisme": "URSSAF"]), plain.with(["organisme": "A VERY LONG NAME"]), plain])
    let context = DeclarationContext(
      rules: Rules(), asOf: Day(iso: "2017-03-31")!, coverage: Coverage(tray.files), owners: NIROwners(),
      directory: PersonDirectory())
    var found: [String] = []
    try DeclarationReader(tray.readers()[0], context: context, fileIndex: 0, fileNumber: 0).readLines {
      found.append($2.parts(of: $0.workplace).organisme)
    }
    #expect(found == ["URSSAF", "A VERY LONG NAME", ""])
  }

  @Test(arguments: [
    ("siret", ["siret": "73282932000075"]), ("hire-date", ["hire_date": "2016-09-31"]),
    ("hire-before-2000", ["hire_date": "1999-12-31"]), ("contract", ["contract": "4"]),
    ("end-date", ["end_date": "2016-10-32"]), ("end-before-hire", ["end_date": "2016-10-02"]),
  ])
  func `is rejected where one thing is wrong`(reason: String, changes: Row) throws {
    let (declarations, account) = try read(plain, plain.with(changes))
    #expect(declarations.count == 1 && account.rejected.map(\.key.name) == [reason])
    #expect(Source.dpae.reasons.contains { $0.name == reason })
  }

  @Test func `counts on the bound of each reason`() throws {
    for changes in [["hire_date": "2000-01-01", "end_date": ""], ["end_date": "2016-10-03"], ["contract": "3"]] {
      #expect(try read(plain.with(changes)).account.rejectedRows == 0, "\(changes)")
    }
  }

  @Test func `of the as-of date counts, and of the day after it does not yet`() throws {
    let open = plain.with(["end_date": ""])
    #expect(try read(open.with(["hire_date": "2017-03-31"])).declarations.count == 1)
    let later = try read(open.with(["hire_date": "2017-04-01"]))
    #expect(later.declarations.isEmpty && later.account.filtered.map(\.key.name) == ["after as-of"])
  }

  @Test(arguments: [("80", true), ("79", false), ("8", false), ("", true)])
  func `is of the person of its NIR, unless a key of its own is wrong`(key: String, isKnown: Bool) throws {
    let nir = plain.with(["national_id": "", "nir": "2690549588157", "nir_key": key])
    #expect(try read(nir).declarations.map { $0.person != 0 } == [isKnown])
  }

  @Test func `that lasts longer than any contract stands, its duration counted as unknown`() throws {
    let longest = plain.with(["hire_date": "2016-01-01", "end_date": "2020-02-08"])
    #expect(try read(longest).account.repaired.isEmpty)
    let longer = try read(longest.with(["end_date": "2020-02-09"]))
    #expect(longer.declarations.map(\.end) == [Day(iso: "2020-02-09")!.number])
    #expect(longer.account.repaired.map { "\($0.key.name) \($0.value)" } == ["duration 1"])
  }

  @Test func `that was sent to try the line is filtered`() throws {
    #expect(try read(plain.with(["test_indicator": "1"])).account.filtered.map(\.key.name) == ["test message"])
    #expect(try read(plain.with(["test_indicator": "2"])).declarations.count == 1)
  }

  @Test func `has a person whose identifier is mended, odd or unknown as it is written`() throws {
    let texts = ["1000000001.0", "1000000001", "10-1", "NaN", "#N/A", ""]
    let (declarations, reader) = try read(texts.map { plain.with(["national_id": $0]) })
    #expect(declarations.map { $0.person == 1_000_000_001 } == [true, true, false, false, false, false])
    #expect(declarations.map { $0.person == 0 } == [false, false, false, true, true, true])
    #expect(reader.account.repaired == [.identifier: 1] && reader.findings.map(\.kind) == [.identifier])
  }

  @Test func `has a NIR that counts where it can be used, and is counted where it cannot`() throws {
    let nobody = plain.with(["national_id": ""])
    let rows = [
      nobody.with(["nir": "1 85 05 13 055 123 46"]), nobody.with(["nir": "1850513055123.0"]),
      nobody.with(["nir": "1850513055123"]), nobody.with(["nir": "1850513055123", "nir_key": "46"]),
      nobody.with(["nir": "9850513055123"]), nobody.with(["nir": "None"]),
    ]
    let (declarations, reader) = try read(rows)
    let person = try #require(declarations.last { $0.person != 0 }?.person)
    #expect(declarations.map(\.person) == [person, person, person, person, 0, 0])
    #expect(reader.account.repaired == [.identifier: 2])
    #expect(reader.findings.map { [$0.lines, $0.firstLine] } == [[1, 6]] && reader.findings[0].kind == .nir)
  }

  @Test func `has its findings whatever becomes of its row`() throws {
    let odd = plain.with(["national_id": "10-1", "nir": "9850513055123"])
    let rows = [
      odd.with(["siret": "1"]), odd.with(["contract": "4"]), odd.with(["hire_date": "2017-04-01", "end_date": ""]), odd,
    ]
    let (declarations, reader) = try read(rows)
    #expect(declarations.count == 1)
    #expect(reader.findings.map(\.kind) == [.identifier, .nir] && reader.findings.map(\.lines) == [4, 4])
  }

  @Test func `of a dotted activity is mended, and of a wrong one is not`() throws {
    let rows = ["56.10A", "5610A", "745B", "56.10", "44.10A"].map { plain.with(["naf": $0]) }
    #expect(try read(rows).1.account.repaired == [.naf: 1])
    // The same establishment is met again, from memory.
    let again = Array(repeating: plain.with(["naf": "56.10A"]), count: 3)
    #expect(try read(again).1.account.repaired == [.naf: 3])
  }

  @Test(arguments: ["7.32830E+13", "73282932000074.0", "732 829 320 00074"])
  func `of a SIRET that a spreadsheet wrote is rejected, and says who did it`(siret: String) throws {
    let reader = try read([plain.with(["siret": siret])]).1
    #expect(reader.account.rejected.map(\.key.name) == ["siret"])
    let said = String(decoding: reader.rejects.text, as: UTF8.self)
    #expect(said.contains("a spreadsheet has changed the number") && !said.contains("ask the sender"))
    let wrong = try read([plain.with(["siret": "73282932000075"])]).1
    #expect(!String(decoding: wrong.rejects.text, as: UTF8.self).contains("spreadsheet"))
  }

  @Test func `outside the range of its delivery stays, and is counted, on its bounds not`() throws {
    let days = ["2016-09-30", "2016-10-01", "2016-10-31", "2016-11-01", "1999-12-31"]
    let rows = days.map { plain.with(["hire_date": $0, "end_date": ""]) }
    let (declarations, reader) = try read(rows, named: "x_20161001_20161031_20161108.csv")
    #expect(declarations.count == 4 && reader.account.rejectedRows == 1)
    let finding = try #require(reader.findings.first)
    #expect(
      finding.kind == .outsideRange && finding.lines == 3 && finding.firstLine == 2 && finding.field == "hire_date")
    #expect(try read(rows, named: "x_20161108.csv").1.findings.isEmpty)
  }

  @Test func `that is written twice is said where nobody is named, for each of them counts`() throws {
    let rows = [plain, plain.with(["postcode": "13002"]), plain]
    let (declarations, extract) = try read(rows, extract: true)
    #expect(declarations.count == 3 && extract.findings.map(\.kind) == [.repeatedLines])
    #expect(extract.findings.map { [$0.lines, $0.distinct, $0.of, $0.firstLine] } == [[2, 1, 3, 4]])
    #expect(try read(rows).1.findings.isEmpty)
  }
}
