import Definition
import Failures
import TestSupport
import Testing

/// What was known of a month, from month to month (table `revisions`).
@Suite struct RevisionTests {
  private func known(_ night: Night, asOf: String) throws -> [String: String] {
    try night.run(asOf: asOf)
    return try #require(try night.table("revisions").first { $0["month"] == "2016-10" })
  }

  private func hire(_ person: String, on day: String = "2016-10-03") -> [String: String] {
    Deliveries.hire(["DC_INDIVIDU_NATIONAL": person, "KD_DATEEMBAUCHE": day])
  }

  @Test func `a hire is known from the month of its first delivery, whichever version stands`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hire("1")), from: "20161001", to: "20161031", on: "20161031")
    try night.deliver(Deliveries.warehouse(hire("2")), from: "20161001", to: "20161031", on: "20161101")
    try night.deliver(Deliveries.warehouse(hire("1"), hire("3")), from: "20161001", to: "20161031", on: "20170131")
    let row = try known(night, asOf: "2017-03-31")
    #expect((0...6).map { row["hires_m\($0)"] } == ["1", "2", "2", "3", "3", "3", "nd"])
    #expect(row["hires"] == "3")
    #expect(row["late_share"] == "0.3333")
  }

  @Test func `the end of a month counts on that day, and not the day before`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hire("1")), from: "20161001", to: "20161031", on: "20161009")
    #expect(try known(night, asOf: "2016-10-30")["hires_m0"] == "nd")
    #expect(try known(night, asOf: "2016-10-31")["hires_m0"] == "1")
  }

  @Test func `a month is provisional until the sixth after it has ended`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hire("1")), from: "20161001", to: "20161031", on: "20161109")
    #expect(try known(night, asOf: "2017-04-29")["provisional"] == "1")
    #expect(try known(night, asOf: "2017-04-30")["provisional"] == "0")
  }

  @Test(arguments: [("20161031", "0"), ("20161030", "1")])
  func `a month of which a day is not covered stays provisional`(delivered: String, provisional: String) throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hire("1")), from: "20161001", to: "20161031", on: delivered)
    #expect(try known(night, asOf: "2017-04-30")["provisional"] == provisional)
  }

  @Test func `an unknown person's hire is known until a later delivery takes its place`() throws {
    let night = try Night()
    let unknown = hire("")
    try night.deliver(Deliveries.warehouse(unknown, unknown), from: "20161001", to: "20161031", on: "20161031")
    try night.deliver(Deliveries.warehouse(unknown), from: "20161001", to: "20161031", on: "20161210")
    let row = try known(night, asOf: "2017-03-31")
    #expect((0...3).map { row["hires_m\($0)"] } == ["2", "2", "1", "1"])
    #expect(row["hires"] == "1")
  }

  @Test func `what was known at the end of a month is what a replay of that day counts`() throws {
    let night = try Night()
    let sample = "\(packageRoot)/SampleInput"
    try night.run(asOf: "2017-03-31", input: sample)
    let revisions = try night.table("revisions")
    for (end, month, step) in [
      ("2016-11-30", "2016-10", 1), ("2017-02-28", "2016-11", 3), ("2017-02-28", "2017-01", 1),
    ] {
      try night.run(asOf: end, input: sample)
      let replayed = try night.table("hires").filter { $0["month"] == month }.reduce(0) { $0 + Int($1["hires"]!)! }
      let row = try #require(revisions.first { $0["month"] == month })
      #expect(Int(row["hires_m\(step)"]!) == replayed, "\(month) on \(end)")
    }
  }

  @Test func `the table is internal, even where the definition does not say so`() throws {
    let night = try Night.plain()
    try night.run(definition: try night.define(), audience: .public)
    #expect(night.names("current/tables") == ["hires.csv", "training-access.csv"])
  }
}
