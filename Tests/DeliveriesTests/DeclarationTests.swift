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
    let tray = try Tray(.dpae)
    try tray.put(rows)
    let context = DeclarationContext(
      rules: Rules(), asOf: Day(iso: "2017-03-31")!, coverage: Coverage(tray.files), owners: NIROwners(),
      directory: PersonDirectory())
    let reader = tray.readers()[0]
    var (workplaces, revisions) = (WorkplaceBook(), HireRevisions())
    var declarations: [HiringDeclaration] = []
    try DeclarationReader(reader, context: context, fileIndex: 0, fileNumber: 0).read(
      workplaces: &workplaces, revisions: &revisions
    ) { declarations.append($0) }
    return (declarations, reader.account)
  }

  @Test func `is read as it stands`() throws {
    let hire = try #require(try read(plain).declarations.first)
    #expect(hire.siret.number == 73_282_932_000_074)
    #expect(hire.hired == Day(iso: "2016-10-03")!.number && hire.end == Day(iso: "2016-10-31")!.number)
    #expect(hire.created == Day(iso: "2016-10-01")!.number && hire.contract == .cdd)
    #expect(hire.person == 1_000_000_001)
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
}
