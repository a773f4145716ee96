import Deliveries
import Ingest
import Join
import LabourMarket
import Normalise
import TestSupport
import Testing

/// The entries in training, each with its share of what the session cost (DOMAIN sections 5 and 7).
@Suite struct EntryTests {
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  private func entries(sessions: [String], costs: [(String, String)]) throws -> (Entries, [String]) {
    let rows = sessions.enumerated().map {
      ["national_id": String($0 + 1), "session": $1, "start": "2016-03-01"]
    }
    let trainings = try files.trainings([try files.file(.training, "t.csv", rows)], asOf: day("2017-03-31"))
    let lines = costs.map { ["session": $0.0, "amount": $0.1] }
    let entries = Entries(trainings, try files.costs([try files.file(.costs, "c.csv", lines)]))
    return (entries, entries.records.map { entries.amount(of: $0).text(decimals: 2) })
  }

  @Test func `a session's entries share what all its lines cost`() throws {
    let (entries, amounts) = try entries(
      sessions: ["A", "B", "A", "A", "A"], costs: [("A", "100"), ("B", "7,5"), ("A", "20.02")])
    #expect(amounts == ["30.01", "7.50", "30.01", "30.01", "30.01"])
    #expect(entries.amountWithoutEntry == .zero)
  }

  @Test func `an amount whose session has no entry is kept apart`() throws {
    let (entries, amounts) = try entries(sessions: ["A"], costs: [("B", "5"), ("A", "1"), ("C", "7"), ("B", "-2")])
    #expect(amounts == ["1.00"])
    #expect(entries.amountWithoutEntry == Quantity(10))
  }

  @Test func `a session without a cost costs nothing`() throws {
    #expect(try entries(sessions: ["A", "B"], costs: [("A", "4")]).1 == ["4.00", "0.00"])
  }

  @Test func `what cannot be divided is lost by less than 10^-18 an entry`() throws {
    let (entries, amounts) = try entries(sessions: ["A", "A", "A"], costs: [("A", "100")])
    #expect(amounts == ["33.33", "33.33", "33.33"])
    let sum = entries.records.reduce(Quantity.zero) { $0 + entries.amount(of: $1) }
    #expect(Quantity(100).units - sum.units == 1)
  }
}

/// Which of the survey's establishments hired in its year, other than by interim (DOMAIN section 5).
@Suite struct EmployerTests {
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  private func survey(_ years: Int..., sirets: [String] = ["73282932000074"]) throws -> SurveyTable {
    try files.survey(
      try years.map { year in
        let rows = sirets.map { ["siret": $0, "bassin": "9311", "weight": "1", "A0Z40": "1"] }
        return try files.file(.survey, "s\(year).csv", rows, surveyed: year)
      })
  }

  private func hasHired(_ survey: SurveyTable, _ declared: Declared...) -> [Bool] {
    let hires = DeclaredHires(declared)
    var employers = HiringEmployers(survey, workplaces: hires.workplaces, rules: Rules())
    hires.settle { employers.add($0) }
    return survey.answers.map { employers.hasHired($0) }
  }

  @Test(arguments: [("2015-12-31", false), ("2016-01-01", true), ("2016-12-31", true), ("2017-01-01", false)])
  func `a hire counts on every day of the survey's year, and on no other`(hired: String, isSeen: Bool) throws {
    #expect(hasHired(try survey(2016), Declared { $0.hired = hired }) == [isSeen])
  }

  @Test func `each survey has its own year`() throws {
    let surveys = try survey(2017, 2015, 2016)
    #expect(hasHired(surveys, Declared { $0.hired = "2016-05-02" }) == [false, false, true])
    #expect(
      HiringEmployers(surveys, workplaces: DeclaredHires([]).workplaces, rules: Rules()).years == [2015, 2016, 2017])
  }

  @Test func `a hire by interim counts neither by its contract nor by the activity`() throws {
    let survey = try survey(2016)
    #expect(hasHired(survey, Declared { ($0.contract, $0.end) = (.ctt, "2016-12-31") }) == [false])
    #expect(hasHired(survey, Declared { $0.naf = "7820Z" }) == [false])
    #expect(hasHired(survey, Declared { $0.naf = "7830Z" }) == [true])
    #expect(hasHired(survey, Declared { $0.contract = .cdd }) == [true])
  }

  @Test func `hires of a month or more are counted, a CDI and a CDD from its thirtieth day`() throws {
    let survey = try survey(2016)
    let hires = DeclaredHires([
      Declared { $0.person = "1" }, Declared { ($0.person, $0.contract, $0.end) = ("2", .cdd, "2016-10-31") },
      Declared { ($0.person, $0.contract, $0.end) = ("3", .cdd, "2016-11-01") },
      Declared { ($0.person, $0.contract) = ("4", .cdd) },
    ])
    var employers = HiringEmployers(survey, workplaces: hires.workplaces, rules: Rules())
    hires.settle { employers.add($0) }
    #expect(survey.answers.map { employers.hiresOfMonth($0) } == [2])
    employers.merge(employers)
    #expect(survey.answers.map { employers.hiresOfMonth($0) } == [4])
  }

  @Test func `a hire of an unknown person counts, one of another establishment does not`() throws {
    let survey = try survey(2016, sirets: ["73282932000074", "55210023400012"])
    #expect(hasHired(survey, Declared { $0.person = "" }) == [true, false])
  }

  @Test func `what two threads have seen adds up`() throws {
    let survey = try survey(2016, sirets: ["73282932000074", "55210023400012"])
    let parts = [Declared(), Declared { $0.siret = 55_210_023_400_012 }].map { declared in
      let hires = DeclaredHires([declared])
      var employers = HiringEmployers(survey, workplaces: hires.workplaces, rules: Rules())
      hires.settle { employers.add($0) }
      return employers
    }
    var merged = parts[0]
    #expect(survey.answers.map { merged.hasHired($0) } == [true, false])
    merged.merge(parts[1])
    #expect(survey.answers.map { merged.hasHired($0) } == [true, true])
  }
}
