import Deliveries
import Ingest
import LabourMarket
import TestSupport
import Testing

/// What deliveries of declarations do to each other by their names, where persons are unknown (DOMAIN section 4).
@Suite struct FullDeliveryTests {
  private static let extract: [String] = []
  private static let personLevel = ["national_id", "nir"]
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  private func delivery(
    _ name: String, _ days: [String], layout: String = "extract", fields: [String] = extract,
    person: [String: String] = [:]
  ) throws -> InputFile {
    let rows = days.map { day in
      ["siret": "73282932000074", "hire_date": day, "contract": "2"].merging(person) { $1 }
    }
    return try files.file(.dpae, name, rows, fields: fields, layout: layout)
  }

  private func xdp(_ name: String, _ days: [String], person: [String: String] = [:]) throws -> InputFile {
    try delivery(name, days, layout: "xdp", fields: FullDeliveryTests.personLevel, person: person)
  }

  /// The days of the declarations that may stand of the first file, the others being there too, and its account.
  private func read(
    _ first: InputFile, beside others: InputFile..., owners: NIROwners = NIROwners()
  ) throws -> (days: [Int], persons: [UInt64], account: FileAccount, revisions: HireRevisions) {
    let context = DeclarationContext(
      rules: Rules(), asOf: day("2017-03-31"), coverage: Coverage([first] + others), owners: owners,
      directory: files.directory)
    let reader = PlainFiles.reader(first)
    let declarations = DeclarationReader(reader, context: context, fileIndex: 0, fileNumber: 0)
    var (workplaces, revisions) = (WorkplaceBook(), HireRevisions())
    var (days, persons): ([Int], [UInt64]) = ([], [])
    try declarations.read(workplaces: &workplaces, revisions: &revisions) { declaration in
      days.append(Day(number: declaration.hired).components.day)
      persons.append(declaration.person)
    }
    return (days, persons, reader.account, revisions)
  }

  private let october = ["2016-10-09", "2016-10-10", "2016-10-20", "2016-10-21"]

  @Test func `a full delivery replaces an earlier one of its layout on the days of its range, both ends included`()
    throws
  {
    let early = try delivery("d_20161001_20161031_20161101.csv", october)
    let found = try read(early, beside: try delivery("d_20161010_20161020_20161201.csv", []))
    #expect(found.days == [9, 21])
    #expect(found.account.superseded == 2)
  }

  @Test(arguments: [("20161101", [9, 10, 20, 21]), ("20161031", [9, 10, 20, 21]), ("20161102", [9, 21])])
  func `a full delivery of the same day, or an earlier one, replaces nothing`(delivered: String, days: [Int]) throws {
    let early = try delivery("d_20161001_20161031_20161101.csv", october)
    #expect(try read(early, beside: try delivery("d_20161010_20161020_\(delivered).csv", [])).days == days)
  }

  @Test func `a delivery of the same day counts by its time, where the names have one`() throws {
    let early = try delivery("d_20161001_20161031_20161101_0800.csv", october)
    #expect(try read(early, beside: try delivery("d_20161010_20161020_20161101_0801.csv", [])).days == [9, 21])
    #expect(try read(early, beside: try delivery("d_20161010_20161020_20161101_0800.csv", [])).days == [9, 10, 20, 21])
  }

  @Test func `a delta replaces nothing, and an extract replaces earlier deltas`() throws {
    let full = try delivery("d_20161001_20161031_20161101.csv", october)
    let delta = try delivery("d_20161102.csv", october, layout: "delta")
    #expect(try read(full, beside: delta).days == [9, 10, 20, 21])
    #expect(try read(delta, beside: try delivery("d_20161010_20161020_20161103.csv", [])).days == [9, 21])
    #expect(try read(delta, beside: try delivery("d_20161010_20161020_20161102.csv", [])).days == [9, 10, 20, 21])
  }

  @Test func `a full delivery of another layout replaces nothing of a full one`() throws {
    let full = try delivery("d_20161001_20161031_20161101.csv", october)
    let other = try delivery("d_20161001_20161031_20161201.csv", [], layout: "other")
    #expect(try read(full, beside: other).days == [9, 10, 20, 21])
  }

  @Test func `a known person has versions, and a later range replaces none of them`() throws {
    let known = try xdp("d_20161001_20161031_20161101.csv", october, person: ["national_id": "12"])
    let later = try xdp("d_20161010_20161020_20161201.csv", [])
    #expect(try read(known, beside: later).days == [9, 10, 20, 21])
    let unknown = try xdp("d_20161001_20161031_20161101.csv", october)
    #expect(try read(unknown, beside: later).days == [9, 21])
  }

  @Test(arguments: ["20160901", "20161201"])
  func `a row without persons is covered on the days of a person-level delivery, whenever that came`(delivered: String)
    throws
  {
    let extract = try delivery("d_20161001_20161031_20161101.csv", october)
    let found = try read(extract, beside: try xdp("d_20161010_20161020_\(delivered).csv", []))
    #expect(found.days == [9, 21])
    #expect(found.account.filtered.map { "\($0.key.name): \($0.value)" } == ["covered by XDP: 2"])
  }

  @Test func `a person-level delivery is covered by none, and one without a range covers nothing`() throws {
    let full = try xdp("d_20161001_20161031_20161101.csv", october, person: ["national_id": "12"])
    #expect(try read(full, beside: try xdp("d_20161010_20161020_20161201.csv", [])).account.filtered.isEmpty)
    let extract = try delivery("d_20161001_20161031_20161101.csv", october)
    #expect(try read(extract, beside: try xdp("d_20161201.csv", [])).days == [9, 10, 20, 21])
  }

  @Test func `a hire that a later delivery replaces is known until the month of that delivery`() throws {
    let early = try delivery("d_20161001_20161031_20161101.csv", ["2016-10-15"])
    let later = try delivery("d_20161001_20161031_20161201.csv", [])
    let months = try read(early, beside: later).revisions.months
    #expect(months.map(\.known) == [[0, 1, 0, 0, 0, 0, 0, 0]])
  }

  // MARK: who is hired

  @Test func `the person is the national identifier, else the owner of the NIR, else the NIR, else unknown`() throws {
    let nir = try #require(NIR("1850513055123"))
    var owners = NIROwners(capacity: 1)
    owners.set(nir, to: files.directory.person("77"), row: 0)
    let both = ["national_id": "12", "nir": "1850513055123"]
    let cases: [([String: String], NIROwners, PersonKey)] = [
      (both, owners, files.directory.person("12")),
      (["nir": "1850513055123"], owners, files.directory.person("77")),
      (both.merging(["national_id": "000"]) { $1 }, owners, files.directory.person("77")),
      (["nir": "1850513055123"], NIROwners(), PersonKey(nir)),
      (["nir": "9850513055123"], owners, .unknown),
    ]
    for (person, owners, expected) in cases {
      let file = try xdp("d_20161001_20161031_20161101.csv", ["2016-10-15"], person: person)
      #expect(try read(file, owners: owners).persons == [expected.bits])
    }
  }
}

extension NIR {
  fileprivate init?(_ text: String) {
    var text = text
    let nir = text.withUTF8 { NIR(UnsafeRawBufferPointer($0)) }
    guard let nir else { return nil }
    self = nir
  }
}
