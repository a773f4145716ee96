import Deliveries
import Ingest
import Join
import LabourMarket
import Normalise
import TestSupport
import Testing

/// What hires say of one leaver, who was in training from 1 March to 31 August 2016 (DOMAIN section 5).
@Suite struct OutcomeTests {
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  private func finder(
    from start: String = "2016-03-01", to end: String = "2016-08-31", asOf: String = "2017-03-31",
    rules: Rules = Rules()
  ) throws -> (exits: Exits, finder: OutcomeFinder) {
    let rows = ["1", "2"].map { ["national_id": $0, "session": "501", "start": start, "end": end] }
    let table = try files.trainings([try files.file(.training, "t_20160401.csv", rows)], asOf: day(asOf))
    let observed = Observation(untilDay: asOf)
    let exits = Exits(table, asOf: day(asOf), observed: observed, rules: rules)
    return (exits, OutcomeFinder(exits, observed: observed, rules: rules))
  }

  private func outcome(
    to end: String = "2016-08-31", asOf: String = "2017-03-31", rules: Rules = Rules(),
    _ change: (inout Declared) -> Void
  ) throws -> Outcome {
    let hire = Declared(change).declaration(in: files.directory)
    return try #require(finder(to: end, asOf: asOf, rules: rules).finder.outcomes(of: hire).first).outcome
  }

  // MARK: the window of access

  @Test(arguments: [
    ("2016-08-30", false, nil), ("2016-08-31", false, nil), ("2016-09-01", true, "2016-09-01"),
    ("2017-02-28", true, "2017-02-28"), ("2017-03-01", false, "2017-03-01"),
  ])
  func `a hire counts from the day after the exit to the last of the sixth month, here shortened to the 28th`(
    hired: String, isAccess: Bool, first: String?
  ) throws {
    let found = try outcome { $0.hired = hired }
    #expect(found.access == isAccess && found.durable == isAccess)
    #expect(found.firstHire == first.map { day($0).number })
    #expect(found.isKnown)
  }

  @Test(arguments: [("2016-02-29", true), ("2016-03-01", false)])
  func `in a leap year the window after 31 August ends on the 29th`(hired: String, isAccess: Bool) throws {
    let rows = [["national_id": "1", "session": "1", "start": "2015-03-01", "end": "2015-08-31"]]
    let table = try files.trainings([try files.file(.training, "l.csv", rows)], asOf: day("2016-03-31"))
    let observed = Observation(untilDay: "2016-03-31")
    let finder = OutcomeFinder(
      Exits(table, asOf: day("2016-03-31"), observed: observed, rules: Rules()), observed: observed, rules: Rules())
    let hire = Declared { $0.hired = hired }.declaration(in: files.directory)
    #expect(finder.outcomes(of: hire).first?.outcome.access == isAccess)
  }

  @Test(arguments: [("2016-12-30", true), ("2016-12-31", false)])
  func `the window has the months of the rules`(hired: String, isAccess: Bool) throws {
    var rules = Rules()
    rules.accessMonths = 4
    #expect(try outcome(to: "2016-08-30", rules: rules) { $0.hired = hired }.access == isAccess)
  }

  // MARK: how long a hire lasts

  @Test(
    arguments: [ContractType.cdd, .ctt], [(29, false, false), (30, true, false), (181, true, false), (182, true, true)])
  func `thirty days are a month, and 182 are durable`(
    contract: ContractType, _ expected: (days: Int32, isAccess: Bool, isDurable: Bool)
  ) throws {
    let hired = day("2016-09-01")
    let found = try outcome {
      ($0.hired, $0.contract) = ("2016-09-01", contract)
      $0.end = Day(number: hired.number + expected.days - 1).description
    }
    #expect(found.access == expected.isAccess)
    #expect(found.durable == expected.isDurable)
    #expect(found.firstHire == hired.number)
  }

  @Test(arguments: [(Int32(1500), true), (1501, false)])
  func `a duration over 1500 days is unknown`(days: Int32, isAccess: Bool) throws {
    let found = try outcome {
      ($0.hired, $0.contract) = ("2016-09-01", .cdd)
      $0.end = Day(number: day("2016-09-01").number + days - 1).description
    }
    #expect(found.access == isAccess && found.durable == isAccess)
    #expect(found.employed)
  }

  @Test func `a CDD without an end is a hire of one day at least, and no more`() throws {
    let found = try outcome { ($0.hired, $0.contract) = ("2016-09-01", .cdd) }
    #expect(found.firstHire == day("2016-09-01").number)
    #expect(!found.access && !found.durable && !found.employed)
  }

  // MARK: a job today

  @Test(arguments: [("2016-03-01", false), ("2016-03-02", true), ("2016-08-31", true), ("2017-03-31", true)])
  func `a CDI is a job today from the day after the training's start`(hired: String, isEmployed: Bool) throws {
    #expect(try outcome { $0.hired = hired }.employed == isEmployed)
  }

  @Test(arguments: [("2017-03-30", false), ("2017-03-31", true), ("2017-04-01", true)])
  func `a CDD is a job today until its end`(end: String, isEmployed: Bool) throws {
    let found = try outcome { ($0.hired, $0.contract, $0.end) = ("2016-05-02", .cdd, end) }
    #expect(found.employed == isEmployed)
    // It began during the training.
    #expect(!found.access && found.firstHire == nil)
  }

  /// As of 31 March 2017, hires are observed until the 28th of February.
  private func employed(_ change: (inout Declared) -> Void) throws -> Bool {
    let rows = [["national_id": "1", "session": "501", "start": "2016-03-01", "end": "2016-08-31"]]
    let table = try files.trainings([try files.file(.training, "o_20160401.csv", rows)], asOf: day("2017-03-31"))
    let observed = Observation(untilDay: "2017-02-28")
    let exits = Exits(table, asOf: day("2017-03-31"), observed: observed, rules: Rules())
    let hire = Declared(change).declaration(in: files.directory)
    return try #require(
      OutcomeFinder(exits, observed: observed, rules: Rules()).outcomes(of: hire).first
    ).outcome.employed
  }

  @Test(arguments: [("2017-02-28", true), ("2017-03-01", false)])
  func `who is hired after the day observed has no job on it`(hired: String, isEmployed: Bool) throws {
    #expect(try employed { $0.hired = hired } == isEmployed)
  }

  @Test(arguments: [("2017-02-27", false), ("2017-02-28", true)])
  func `a CDD is a job on the day observed if it lasts until then`(end: String, isEmployed: Bool) throws {
    #expect(try employed { ($0.hired, $0.contract, $0.end) = ("2016-05-02", .cdd, end) } == isEmployed)
  }

  // MARK: several hires, several persons

  @Test func `of several hires each says what it can, and the first day stays`() throws {
    let (exits, finder) = try finder()
    var outcomes = [Outcome](repeating: Outcome(), count: exits.all.count)
    let late = Declared { ($0.hired, $0.contract, $0.end) = ("2016-11-02", .cdd, "2016-12-31") }
    let early = Declared { ($0.hired, $0.contract, $0.end) = ("2016-09-05", .cdd, "2016-09-06") }
    let stranger = Declared { ($0.hired, $0.person) = ("2016-09-01", "999") }
    let unknown = Declared { ($0.hired, $0.person) = ("2016-09-01", "") }
    _ = outcomes.withUnsafeMutableBufferPointer { outcomes in
      DeclaredHires([late, early, stranger, unknown], threads: 2, in: files.directory).settle {
        finder.add($0, to: outcomes)
      }
    }
    var expected = Outcome()
    (expected.isKnown, expected.firstHire, expected.access) = (true, day("2016-09-05").number, true)
    #expect(outcomes == [expected, Outcome()])
  }

  @Test func `a hire before the training only makes the person known`() throws {
    var expected = Outcome()
    expected.isKnown = true
    #expect(try outcome { $0.hired = "2015-01-05" } == expected)
  }

  @Test func `a hire of somebody else, or of nobody known, says nothing of an exit`() throws {
    let finder = try finder().finder
    for person in ["3", ""] {
      #expect(finder.outcomes(of: Declared { $0.person = person }.declaration(in: files.directory)).isEmpty)
    }
    #expect(finder.outcomes(of: Declared { $0.person = "2" }.declaration(in: files.directory)).map(\.exit) == [1])
  }
}
