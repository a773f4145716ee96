import Deliveries
import Ingest
import LabourMarket
import Normalise
import TestSupport
import Testing

/// Which row of the short sources stands: that of the latest delivery, within one the greatest row (DOMAIN section 4).
@Suite struct ShortVersionTests {
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  // MARK: training records

  private func training(_ fields: KeyValuePairs<String, String> = [:]) -> [String: String] {
    var row = ["national_id": "12", "session": "501", "start": "2016-03-01", "dispositif": "AFC"]
    for (field, value) in fields { row[field] = value }
    return row
  }

  private func settled(_ delivered: InputFile...) throws -> (dispositifs: [String], counts: SettledCounts) {
    var table = try files.trainings(delivered, asOf: day("2017-03-31"))
    let counts = try table.settle(files: delivered, texts: PlainFiles.texts)
    return (table.records.map { table.book.text(of: $0.dispositif) }, counts)
  }

  @Test func `of a person in a session the record of the latest delivery stands, in whatever order they are read`()
    throws
  {
    let early = try files.file(.training, "t_20160401.csv", [training(["dispositif": "Z"])])
    let late = try files.file(.training, "t_20160402.csv", [training(["dispositif": "A"])])
    #expect(try settled(early, late).dispositifs == ["A"])
    let found = try settled(late, early)
    #expect(found.dispositifs == ["A"])
    #expect(found.counts.accepted == [1, 0] && found.counts.superseded == [0, 1])
  }

  @Test func `a delivery without a date is older than any dated one`() throws {
    let undated = try files.file(.training, "zzz.csv", [training(["dispositif": "Z"])])
    let dated = try files.file(.training, "t_19990101.csv", [training(["dispositif": "A"])])
    #expect(try settled(undated, dated).dispositifs == ["A"])
  }

  @Test func `another session, or another person, is another record`() throws {
    let file = try files.file(
      .training, "t_20160401.csv", [training(), training(["session": "502"]), training(["national_id": "13"])])
    #expect(try settled(file).dispositifs.count == 3)
  }

  @Test(arguments: [false, true])
  func `within one delivery the greatest row stands, byte by byte`(isSwapped: Bool) throws {
    // As text, not as numbers, and small letters after all capitals.
    let rows = [training(["dispositif": "AFC9"]), training(["dispositif": "AFC10"])]
    let letters = [
      training(["dispositif": "a", "national_id": "13"]), training(["dispositif": "Z", "national_id": "13"]),
    ]
    let all = rows + letters
    let file = try files.file(.training, "t_20160401.csv", isSwapped ? all.reversed() : all)
    #expect(Set(try settled(file).dispositifs) == ["AFC9", "a"])
  }

  @Test func `of equal rows of one delivery that of the file whose name comes first is the accepted one`() throws {
    let second = try files.file(.training, "t_20160401_b.csv", [training()])
    let first = try files.file(.training, "t_20160401_a.csv", [training()])
    #expect(try settled(second, first).counts.accepted == [0, 1])
    #expect(try settled(first, second).counts.accepted == [1, 0])
  }

  @Test func `of records without a person those of the latest delivery of their layout count`() throws {
    let unknown = training(["national_id": ""])
    let early = try files.file(.training, "t_20160401.csv", [unknown, unknown, unknown])
    let late = try files.file(.training, "t_20160402.csv", [unknown, unknown])
    let region = try files.file(.training, "r_20160301.csv", [unknown], layout: "region")
    #expect(try settled(early, late, region).counts.accepted == [0, 2, 1])
  }

  @Test func `a record without a person does not end those with one that an earlier delivery told of`() throws {
    let early = try files.file(.training, "t_20160401.csv", [training()])
    let late = try files.file(.training, "t_20160402.csv", [training(["national_id": ""])])
    #expect(try settled(early, late).counts.accepted == [1, 1])
  }

  // MARK: costs

  @Test func `the lines of a session in its latest delivery add up, and replace the earlier ones`() throws {
    let delivered = [
      try files.file(.costs, "c_20160401.csv", [["session": "1", "amount": "7"], ["session": "2", "amount": "5"]]),
      try files.file(
        .costs, "c_20160402_a.csv", [["session": "1", "amount": "10"], ["session": "1", "amount": "20"]]),
      try files.file(.costs, "c_20160402_b.csv", [["session": "1", "amount": "40"]]),
    ]
    var table = try files.costs(delivered)
    let counts = table.settle(files: delivered, texts: PlainFiles.texts)
    var sums: [String: Quantity] = [:]
    for line in table.lines { sums[table.book.text(of: line.session), default: .zero] += line.amount }
    #expect(sums == ["1": Quantity(70), "2": Quantity(5)])
    #expect(counts.accepted == [1, 2, 1] && counts.superseded == [1, 0, 0])
  }

  // MARK: the register, and whose a NIR is

  private func register(_ delivered: [InputFile]) throws -> RegisterTable {
    var table = RegisterTable()
    for (index, file) in delivered.enumerated() {
      try table.read(PlainFiles.reader(file), fileIndex: index, files.context())
    }
    _ = try table.settle(files: delivered, texts: PlainFiles.texts)
    return table
  }

  private func person(_ identifier: String, _ nir: String = "1850513055123", born: String = "1985-05-01") -> [String:
    String]
  {
    ["national_id": identifier, "nir": nir, "birth_date": born]
  }

  private func owner(_ delivered: InputFile...) throws -> PersonKey? {
    let table = try register(delivered)
    return table.owners(files: delivered, directory: files.directory).owner(of: try #require(table.persons[0].nir))
  }

  @Test func `of a person's rows that of the latest delivery stands`() throws {
    let early = try files.file(.register, "p_20160401.csv", [person("12", born: "1990-01-01")])
    let late = try files.file(.register, "p_20160402.csv", [person("12", born: "1980-01-01")])
    #expect(try register([late, early]).persons.map(\.birth) == [day("1980-01-01")])
  }

  @Test(arguments: [false, true])
  func `a NIR of two identifiers belongs to that of the latest delivery`(isSwapped: Bool) throws {
    let early = try files.file(.register, "p_20160401.csv", [person("11")])
    let late = try files.file(.register, "p_20160402.csv", [person("12")])
    #expect(try (isSwapped ? owner(late, early) : owner(early, late)) == files.directory.person("12"))
  }

  @Test(arguments: [("1000000001", "2000000002"), ("A2", "B1"), ("12", "12A"), ("12", "A")], [false, true])
  func `a NIR of two identifiers of one delivery belongs to the smaller`(
    _ pair: (smaller: String, greater: String), isSwapped: Bool
  ) throws {
    let rows = [person(pair.smaller), person(pair.greater)]
    let file = try files.file(.register, "p_20160401.csv", isSwapped ? rows.reversed() : rows)
    #expect(try owner(file) == files.directory.person(pair.smaller))
  }

  @Test func `a row that lost gives no NIR away`() throws {
    let early = try files.file(.register, "p_20160401.csv", [person("12")])
    let late = try files.file(.register, "p_20160402.csv", [person("12", "")])
    let table = try register([early, late])
    let nir = try #require(try register([early]).persons[0].nir)
    #expect(table.owners(files: [early, late], directory: files.directory).owner(of: nir) == nil)
  }

  @Test func `only trainees stay in the register`() throws {
    let file = try files.file(.register, "p_20160401.csv", [person("12"), person("13", "")])
    var table = try register([file])
    let trainings = try files.trainings(
      [try files.file(.training, "t_20160401.csv", [training(["national_id": "0013"])])], asOf: day("2017-03-31"))
    table.keepOnly(trainings)
    #expect(table.persons.map(\.person) == [files.directory.person("13")])
  }

  // MARK: offers, trust, surveys, needs

  @Test func `of an offer the row of the latest delivery stands, then the greatest`() throws {
    let offer = { (filled: String, number: String) in ["offer": number, "filed": "2016-01-04", "filled": filled] }
    let delivered = [
      try files.file(.offers, "o_20160402.csv", [offer("2016-02-01", "1"), offer("2016-02-02", "1"), offer("", "2")]),
      try files.file(.offers, "o_20160401.csv", [offer("2016-03-01", "1"), offer("2016-03-01", "3")]),
    ]
    var table = OfferTable()
    for (index, file) in delivered.enumerated() {
      try table.read(PlainFiles.reader(file), fileIndex: index, files.context())
    }
    let counts = try table.settle(files: delivered, texts: PlainFiles.texts)
    let filled = table.offers.map { (table.book.text(of: $0.offer), $0.filled?.description ?? "") }
    #expect(Dictionary(uniqueKeysWithValues: filled) == ["1": "2016-02-02", "2": "", "3": "2016-03-01"])
    #expect(counts.superseded == [1, 1])
  }

  @Test func `of the answers of one employer on one day the latest stands`() throws {
    let answer = { (date: String, trust: String) in
      ["siret": "73282932000074", "date": date, "trust": trust, "weight": "1"]
    }
    let delivered = [
      try files.file(.trust, "c_20160402.csv", [answer("2016-03-01", "non")]),
      try files.file(.trust, "c_20160401.csv", [answer("2016-03-01", "oui"), answer("2016-03-02", "oui")]),
    ]
    var table = TrustTable()
    for (index, file) in delivered.enumerated() {
      try table.read(PlainFiles.reader(file), fileIndex: index, files.context())
    }
    _ = try table.settle(files: delivered, texts: PlainFiles.texts)
    #expect(table.answers.map(\.date) == [day("2016-03-01"), day("2016-03-02")])
    #expect(table.answers.map(\.trusts) == [false, true])
  }

  @Test func `an establishment has one answer a survey: the greatest row of any file`() throws {
    let answer = { (projects: String) in
      ["siret": "73282932000074", "bassin": "9311", "weight": "1", "A0Z40": projects]
    }
    let delivered = [
      try files.file(.survey, "a.csv", [answer("1"), answer("3")]),
      try files.file(.survey, "b.csv", [answer("2")]),
      try files.file(.survey, "c.csv", [answer("1")], surveyed: 2017),
    ]
    var table = try files.survey(delivered)
    _ = try table.settle(files: delivered, texts: PlainFiles.texts)
    #expect(table.answers.map(\.year) == [2016, 2017])
    #expect(table.answers.map(\.projects) == [Quantity(3), Quantity(1)])
  }

  @Test(arguments: [false, true])
  func `of the open data of a year one file counts, the first by name`(isSwapped: Bool) throws {
    let need = { (year: String, projects: String) in
      ["year": year, "metier": "A0Z\(projects)", "bassin": "9311", "projects": projects]
    }
    let context = files.context(asOf: day("2024-12-31"))
    let one = try files.file(.needs, "a.csv", [need("2023", "1"), need("2023", "2")])
    let other = try files.file(.needs, "b.csv", [need("2023", "40"), need("2024", "50")])
    let delivered = isSwapped ? [other, one] : [one, other]
    var table = NeedTable()
    for (index, file) in delivered.enumerated() {
      try table.read(PlainFiles.reader(file), fileIndex: index, context)
    }
    _ = table.settle(files: delivered, texts: PlainFiles.texts)
    #expect(Set(table.needs.map(\.projects.low)) == [Quantity(1), Quantity(2), Quantity(50)])
  }
}
