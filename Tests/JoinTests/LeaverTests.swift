import Deliveries
import Ingest
import Join
import LabourMarket
import TestSupport
import Testing

/// Who left, by which training, and when that can be judged (DOMAIN section 5).
@Suite struct LeaverTests {
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  private func training(
    _ session: String, from start: String = "2016-03-01", to end: String = "2016-08-31", person: String = "12"
  ) -> [String: String] {
    ["national_id": person, "session": session, "start": start, "end": end]
  }

  private func leavers(
    _ rows: [String: String]..., asOf: String = "2017-03-31", rules: Rules = Rules(), observed: Observation? = nil,
    list: (Exits) -> [Int] = \.leavers
  ) throws -> [(session: String, leaver: Exit)] {
    let table = try files.trainings(
      [try files.file(.training, "t_20160401.csv", rows, fields: ["end"])], asOf: day(asOf))
    let exits = Exits(table, asOf: day(asOf), observed: observed ?? Observation(untilDay: asOf), rules: rules)
    for place in exits.all.indices {
      #expect(try #require(exits.places(of: exits.training(of: exits.all[place]).person.bits)).contains(place))
    }
    return list(exits).map { (table.book.text(of: exits.training(of: exits.all[$0]).session), exits.all[$0]) }
  }

  // MARK: maturity and cohort

  @Test(arguments: [
    ("2016-09-30", "2017-03-30", true), ("2016-10-01", "2017-03-31", false), ("2016-09-30", "2017-03-29", false),
    ("2016-08-31", "2017-02-28", true), ("2016-08-31", "2017-02-27", false), ("2015-08-31", "2016-02-29", true),
    ("2015-08-31", "2016-02-28", false),
  ])
  func `a leaver whose sixth month ends on the as-of date is mature, one whose ends a day later is not`(
    end: String, asOf: String, isMature: Bool
  ) throws {
    let rows = training("1", from: "2015-01-05", to: end)
    #expect(try leavers(rows, asOf: asOf).map(\.leaver.isMature) == [isMature])
  }

  @Test(arguments: [("2016-03-31", true), ("2016-03-30", false)])
  func `who left twelve months ago is followed to the end of the curve`(asOf: String, isFollowed: Bool) throws {
    let rows = training("1", from: "2015-01-05", to: "2015-03-31")
    #expect(try leavers(rows, asOf: asOf, list: \.followed).count == (isFollowed ? 1 : 0))
  }

  @Test(arguments: [("2015-09-30", 0), ("2015-10-01", 1), ("2017-03-31", 1), ("2017-04-01", 0)])
  func `the cohort are the exits after eighteen months ago and up to the as-of date`(end: String, count: Int) throws {
    #expect(try leavers(training("1", from: "2015-01-05", to: end)).count == count)
  }

  @Test func `the months are those of the rules`() throws {
    var rules = Rules()
    (rules.accessMonths, rules.curveMonths, rules.cohortMonths) = (3, 4, 5)
    let ends = ["2016-10-31", "2016-11-01", "2016-12-01", "2017-01-01"]
    let rows = ends.enumerated().map { training("\($0)", to: $1, person: "1\($0)") }
    let found = try leavers(rows[0], rows[1], rows[2], rows[3], rules: rules).map(\.leaver)
    #expect(found.map(\.end) == [day("2016-11-01"), day("2016-12-01"), day("2017-01-01")])
    #expect(found.map(\.isMature) == [true, true, false])
    #expect(try leavers(rows[0], rows[1], rows[2], rows[3], rules: rules, list: \.followed).map(\.session) == ["1"])
  }

  // MARK: the last training

  @Test(arguments: [false, true])
  func `the latest end counts, whatever started later`(isSwapped: Bool) throws {
    let last = training("1", from: "2016-01-04", to: "2016-09-01")
    let other = training("2", from: "2016-06-01", to: "2016-08-31")
    #expect(try (isSwapped ? leavers(other, last) : leavers(last, other)).map(\.session) == ["1"])
  }

  @Test(arguments: [false, true])
  func `of two exits of one day the latest start counts, whatever the sessions`(isSwapped: Bool) throws {
    let last = training("1", from: "2016-03-02")
    let other = training("2", from: "2016-03-01")
    #expect(try (isSwapped ? leavers(other, last) : leavers(last, other)).map(\.session) == ["1"])
  }

  /// A number is compared as one, and comes before what is none; numbers of one value by their text.
  @Test(
    arguments: [
      ("9", "10"), ("099", "100"), ("8", "9"), ("99999999999999999999", "100000000000000000000"),
      ("999", "A1"), ("A1", "A2"), ("A10", "A9"), ("007", "07"), ("12", "12bis"),
    ], [false, true])
  func `of two with one end and one start the greatest session counts, as a number where it is one`(
    _ sessions: (lesser: String, greater: String), isSwapped: Bool
  ) throws {
    let (lesser, greater) = (training(sessions.lesser), training(sessions.greater))
    let found = try isSwapped ? leavers(greater, lesser) : leavers(lesser, greater)
    #expect(found.map(\.session) == [sessions.greater])
  }

  @Test func `each person leaves once, in the order of the records`() throws {
    let found = try leavers(
      training("1", person: "30"), training("2", person: "20"), training("3", person: "30"),
      training("4", person: "10"))
    #expect(found.map(\.session) == ["2", "3", "4"])
  }

  @Test func `a record without a person, or without an end, makes no leaver`() throws {
    #expect(try leavers(training("1", person: ""), training("2", person: "000"), training("3", to: "")).isEmpty)
  }

  @Test func `a training that has not ended hides no exit before it`() throws {
    #expect(try leavers(training("1"), training("2", from: "2016-09-05", to: "")).map(\.session) == ["1"])
    #expect(try leavers(training("1"), training("2", from: "2016-09-05", to: "2017-04-01")).map(\.session) == ["1"])
  }

  // MARK: what could be observed

  private func seen(_ spans: (String, String)...) -> Observation {
    Observation(covered: spans.map { day($0.0)...day($0.1) })
  }

  @Test(arguments: [
    ("2016-03-01", "2016-08-29", true), ("2016-03-02", "2016-08-29", false), ("2016-03-01", "2016-08-28", false),
  ])
  func `an exit is mature when every day of its window is covered`(first: String, last: String, isMature: Bool) throws {
    let observed = seen((first, last))
    let found = try leavers(training("1", from: "2016-01-04", to: "2016-02-29"), observed: observed)
    #expect(found.map(\.leaver.isMature) == [isMature])
  }

  @Test(arguments: [("2016-05-31", true), ("2016-05-30", false)])
  func `one uncovered day within the window keeps an exit from being mature`(last: String, isMature: Bool) throws {
    let spans = [("2016-01-01", last), ("2016-06-01", "2017-03-31")]
    let covered = isMature ? [day("2016-01-01")...day("2017-03-31")] : spans.map { day($0.0)...day($0.1) }
    let found = try leavers(
      training("1", from: "2016-01-04", to: "2016-03-31"), observed: Observation(covered: covered))
    #expect(found.map(\.leaver.isMature) == [isMature])
  }

  @Test(arguments: [false, true])
  func `who leaves another training too late to be followed counts by the exit before`(isSwapped: Bool) throws {
    let followed = training("1", from: "2016-01-04", to: "2016-09-30")
    let late = training("2", from: "2016-11-02", to: "2016-12-30")
    let found = try isSwapped ? leavers(late, followed) : leavers(followed, late)
    #expect(found.map(\.session) == ["1"])
    #expect(found.map(\.leaver.isMature) == [true])
  }

  @Test func `of exits none of which could be followed the last one is the leaver`() throws {
    let found = try leavers(
      training("1", from: "2016-09-01", to: "2016-11-30"), training("2", from: "2016-12-01", to: "2017-02-28"))
    #expect(found.map(\.session) == ["2"])
    #expect(found.map(\.leaver.isMature) == [false])
  }

  @Test func `the curve follows the last exit with all its months, whatever the leaver is`() throws {
    let rows = [
      training("1", from: "2015-11-02", to: "2016-03-31"), training("2", from: "2016-05-02", to: "2016-09-30"),
    ]
    #expect(try leavers(rows[0], rows[1]).map(\.session) == ["2"])
    #expect(try leavers(rows[0], rows[1], list: \.followed).map(\.session) == ["1"])
  }

  // MARK: quarters and re-entries

  private func quarters(asOf: String, _ observed: Observation) throws -> [Int32] {
    let table = try files.trainings(
      [try files.file(.training, "q.csv", [training("1")], fields: ["end"])], asOf: day(asOf))
    return Exits(table, asOf: day(asOf), observed: observed, rules: Rules()).quarters
  }

  @Test(arguments: [("2016-12-30", true), ("2016-12-29", false)])
  func `a quarter qualifies once its last exit could be mature`(last: String, qualifies: Bool) throws {
    #expect(try quarters(asOf: "2017-03-31", seen(("2015-10-02", last))).contains(2016 * 4 + 1) == qualifies)
  }

  @Test(arguments: [("2016-01-02", true), ("2016-01-03", false)])
  func `a quarter qualifies when its second day is covered`(first: String, qualifies: Bool) throws {
    #expect(try quarters(asOf: "2016-09-30", seen((first, "2016-09-30"))).contains(2016 * 4) == qualifies)
  }

  @Test(arguments: [("2016-12-31", Int32(8056)), ("2017-01-01", 8057)])
  func `the series begins after thirty-six months ago`(asOf: String, first: Int32) throws {
    let found = try quarters(asOf: asOf, seen(("2013-01-01", asOf)))
    #expect(found.first == first)
  }

  @Test func `of each person and quarter the last exit counts, and only of quarters that qualify`() throws {
    let rows = [
      training("1", from: "2016-01-04", to: "2016-01-29"), training("2", from: "2016-02-01", to: "2016-03-31"),
      training("3", from: "2016-04-04", to: "2016-04-29"), training("4", from: "2016-08-01", to: "2016-11-30"),
    ]
    #expect(try leavers(rows[0], rows[1], rows[2], rows[3], list: \.ofQuarters).map(\.session) == ["2", "3"])
  }

  @Test(arguments: [("2016-08-31", false), ("2016-09-01", true), ("2017-02-28", true), ("2017-03-01", false)])
  func `who starts another training in the months of access has re-entered`(start: String, isReEntry: Bool) throws {
    let found = try leavers(training("1"), training("2", from: start, to: ""))
    #expect(found.map(\.leaver.isReEntry) == [isReEntry])
  }

  @Test func `another person's training is no re-entry`() throws {
    let found = try leavers(training("1"), training("2", from: "2016-09-05", to: "", person: "13"))
    #expect(found.map(\.leaver.isReEntry) == [false])
  }
}

extension Observation {
  /// Everything until a day.
  init(untilDay last: String) { self.init(covered: [HiringDeclaration.knownDays.lowerBound...day(last)]) }
}
