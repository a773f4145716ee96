import Deliveries
import Ingest
import LabourMarket
import TestSupport
import Testing

/// On which days hires, and until when trainings and offers, could have been seen (DOMAIN section 4b).
@Suite struct `What was observed` {
  private let files: PlainFiles

  init() throws { files = try PlainFiles() }

  /// - Parameter xdp: names of person-level deliveries, `x_<first>_<last>_<delivered>.csv`.
  private func observed(
    xdp names: [String], extracts: [String] = [], trainings: [String] = [], offers: [String] = [],
    asOf: String = "2017-03-31", rules: Rules = Rules()
  ) throws -> Observation {
    let persons = try names.map { try files.file(.dpae, $0, [], fields: ["national_id"], layout: "xdp") }
    let others = try extracts.map { try files.file(.dpae, $0, [], layout: "extract") }
    let all: [Source: [InputFile]] = [
      .dpae: persons + others, .training: try trainings.map { try files.file(.training, $0, [], fields: ["start"]) },
      .offers: try offers.map { try files.file(.offers, $0, []) },
    ]
    return Observation(files: { all[$0] ?? [] }, asOf: day(asOf), rules: rules)
  }

  private func spans(_ ranges: [ClosedRange<Day>]) -> [String] { ranges.map { "\($0.lowerBound) \($0.upperBound)" } }

  @Test func `a delivery covers from its first hire date to its last`() throws {
    let found = try observed(xdp: ["x_20160101_20160131_20160208.csv"])
    #expect(spans(found.covered) == ["2016-01-01 2016-01-31"])
    #expect(found.hires == day("2016-01-31") && found.isStated)
  }

  @Test func `a delivery that runs ahead covers up to the day it came, and none before it begins`() throws {
    let found = try observed(xdp: ["x_20170301_20170407_20170331.csv", "y_20170501_20170531_20170331.csv"])
    #expect(spans(found.covered) == ["2017-03-01 2017-03-31"])
    #expect(found.hires == day("2017-03-31"))
  }

  @Test(arguments: [
    ("20160204", ["2016-01-01 2016-02-29"], 1), ("20160205", ["2016-01-01 2016-01-31", "2016-02-05 2016-02-29"], 0),
  ])
  func `three uncovered days in a row count as covered, a fourth makes a hole`(
    first: String, covered: [String], bridged: Int
  ) throws {
    let found = try observed(xdp: ["x_20160101_20160131_20160208.csv", "x_\(first)_20160229_20160308.csv"])
    #expect(spans(found.covered) == covered)
    #expect(found.bridged.count == bridged)
    #expect(spans(found.holes) == (bridged == 1 ? [] : ["2016-02-01 2016-02-04"]))
  }

  @Test func `deliveries that touch or overlap make one run of days, in whatever order they come`() throws {
    let names = [
      "x_20160201_20160229_20160308.csv", "x_20160101_20160131_20160208.csv", "x_20160115_20160210_20160301.csv",
    ]
    #expect(spans(try observed(xdp: names).covered) == ["2016-01-01 2016-02-29"])
    #expect(try observed(xdp: names.reversed()) == observed(xdp: names))
  }

  @Test func `a day that a later delivery covers stays covered when a shorter one begins after it`() throws {
    let found = try observed(xdp: ["x_20160101_20161231_20170108.csv", "x_20160201_20160229_20160308.csv"])
    #expect(spans(found.covered) == ["2016-01-01 2016-12-31"])
  }

  @Test func `messages, deltas and extracts without persons cover nothing`() throws {
    let found = try observed(xdp: ["x_20160101_20160131_20160208.csv"], extracts: ["e_20160101_20161231_20170108.csv"])
    #expect(spans(found.covered) == ["2016-01-01 2016-01-31"])
  }

  @Test func `without a person-level delivery every day is taken to be covered, up to the latest delivery`() throws {
    let found = try observed(xdp: [], extracts: ["e_20160101_20161231_20170108.csv", "d_20170110.csv"])
    #expect(!found.isStated)
    #expect(found.hires == day("2017-01-10"))
    #expect(found.seesHires(after: day("2001-01-01"), through: day("2017-01-10")))
    #expect(!found.seesHires(after: day("2001-01-01"), through: day("2017-01-11")))
  }

  @Test func `trainings and offers are observed until their latest delivery, and never after the as-of date`() throws {
    let found = try observed(
      xdp: [], trainings: ["t_20170115.csv", "t_20160115.csv"], offers: ["o_20170331.csv"], asOf: "2017-03-30")
    #expect(found.trainings == day("2017-01-15"))
    #expect(found.offers == day("2017-03-30"))
    #expect(found.hires == nil)
    #expect(!found.seesHires(after: day("2016-01-01"), through: day("2016-01-02")))
  }

  @Test func `the days of a month are counted over all runs`() throws {
    let found = try observed(xdp: ["x_20160101_20160110_20160208.csv", "x_20160125_20160229_20160308.csv"])
    #expect(found.coveredDays(of: day("2016-01-01")...day("2016-01-31")) == 17)
    #expect(found.coveredDays(of: day("2016-02-28")...day("2016-03-31")) == 2)
    #expect(found.coveredDays(of: day("2015-12-01")...day("2015-12-31")) == 0)
  }
}
