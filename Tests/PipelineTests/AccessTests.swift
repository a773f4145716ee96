import TestSupport
import Testing

/// One trainee who leaves on 31 August 2016, seen on 31 March 2017: the window of access ends on 28 February 2017.
@Suite struct AccessTests {
  private func leaver(
    ending end: String = "2016-08-31", starting start: String = "2016-03-01", asOf: String = "2017-03-31",
    hires: [[String: String]]
  ) throws -> [String: String] {
    let night = try Night()
    // Delivered on the day of the run: every day up to it is covered.
    try night.deliver(
      Deliveries.warehouse(hires), from: "20150101", to: "20171231", on: asOf.filter { $0 != "-" })
    try night.deliverTrainings(
      Deliveries.trainings(
        Deliveries.training(["dd_datedebutplanformation": start, "dd_datefinplanformation": end])), on: "20170101")
    try night.run(asOf: asOf)
    return try night.totals("training-access")
  }

  private func hired(_ day: String, _ fields: KeyValuePairs<String, String> = [:]) -> [String: String] {
    Deliveries.hire(fields).merging(["KD_DATEEMBAUCHE": day]) { $1 }
  }

  @Test func `a hire on the day of the exit is no access`() throws {
    #expect(try leaver(hires: [hired("2016-08-31")])["access_any"] == "0")
  }

  @Test func `a hire on the day after the exit is access, a day later`() throws {
    let row = try leaver(hires: [hired("2016-09-01")])
    #expect(row["access_any"] == "1")
    #expect(row["days_to_first_hire"] == "1.0")
  }

  @Test func `a hire on the last day of the sixth month counts`() throws {
    #expect(try leaver(hires: [hired("2017-02-28")])["access_any"] == "1")
  }

  @Test func `a hire one day later does not`() throws {
    let row = try leaver(hires: [hired("2017-03-01")])
    #expect(row["access_any"] == "0")
    #expect(row["days_to_first_hire"] == "nd")
  }

  @Test(arguments: [("2016-09-29", "0"), ("2016-09-30", "1")])
  func `a CDD counts for access from thirty days`(end: String, access: String) throws {
    let row = try leaver(hires: [hired("2016-09-01", ["DC_TYPECONTRAT_ID": "1", "DD_DATEFINCDD": end])])
    #expect(row["access_any"] == "1")
    #expect(row["access"] == access)
  }

  @Test(arguments: [("2017-02-28", "0"), ("2017-03-01", "1")])
  func `a CDD is durable from 182 days`(end: String, durable: String) throws {
    let row = try leaver(hires: [hired("2016-09-01", ["DC_TYPECONTRAT_ID": "1", "DD_DATEFINCDD": end])])
    #expect(row["access"] == "1")
    #expect(row["access_durable"] == durable)
  }

  @Test(arguments: [("2020-10-09", "1"), ("2020-10-10", "0")])
  func `a duration over 1500 days is unknown, and its end still says who is employed`(end: String, access: String)
    throws
  {
    let row = try leaver(hires: [hired("2016-09-01", ["DC_TYPECONTRAT_ID": "1", "DD_DATEFINCDD": end])])
    #expect(row["access"] == access)
    #expect(row["employed"] == "1")
  }

  @Test(arguments: [("2017-03-30", "0"), ("2017-03-31", "1")])
  func `a contract that ends on the as-of day is a job today`(end: String, employed: String) throws {
    let row = try leaver(hires: [hired("2016-09-01", ["DC_TYPECONTRAT_ID": "1", "DD_DATEFINCDD": end])])
    #expect(row["employed"] == employed)
  }

  @Test func `an unknown end is no job today`() throws {
    #expect(try leaver(hires: [hired("2016-09-01", ["DC_TYPECONTRAT_ID": "1"])])["employed"] == "0")
  }

  @Test(arguments: [("2016-03-01", "0"), ("2016-03-02", "1")])
  func `a hire during the training is a job today, one on its first day is not`(day: String, employed: String) throws {
    let row = try leaver(hires: [hired(day)])
    #expect(row["employed"] == employed)
    #expect(row["access_any"] == "0")
  }

  @Test(arguments: [("2016-09-30", "1", "0"), ("2016-10-01", "0", "1")])
  func `a leaver is mature once the window has passed`(end: String, mature: String, notMature: String) throws {
    let row = try leaver(ending: end, hires: [])
    #expect(row["leavers"] == mature)
    #expect(row["not_mature"] == notMature)
  }

  @Test(arguments: [("2015-09-30", "0"), ("2015-10-01", "1")])
  func `the cohort starts eighteen months before`(end: String, leavers: String) throws {
    #expect(try leaver(ending: end, starting: "2015-01-05", hires: [])["leavers"] == leavers)
  }

  @Test func `a rate of nobody is not available, in the row of all totals that always exists`() throws {
    let row = try leaver(ending: "", hires: [])
    #expect(row["leavers"] == "0")
    #expect(["access_rate", "access_rate_low", "access_rate_high", "employed_rate"].allSatisfy { row[$0] == "nd" })
  }

  @Test func `the interval of one in one is Wilson's`() throws {
    let row = try leaver(hires: [hired("2016-09-01")])
    // (1 + z²/2 − z²/2) / (1 + z²) for p = 1, n = 1.
    #expect(row["access_rate"] == "1.0000")
    #expect(row["access_rate_low"] == "0.2065")
    #expect(row["access_rate_high"] == "1.0000")
  }

  @Test func `a median of two is their middle`() throws {
    let night = try Night()
    try night.deliver(
      Deliveries.warehouse(
        hired("2016-09-01"), hired("2016-09-04", ["DC_INDIVIDU_NATIONAL": "1000000002"])))
    try night.deliverTrainings(
      Deliveries.trainings(Deliveries.training(), Deliveries.training(["dn_individu_national": "1000000002"])))
    try night.run()
    #expect(try night.totals("training-access")["days_to_first_hire"] == "2.5")
  }

  @Test func `of two trainings with one exit and one start the greater session number counts, as a number`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    try night.deliverTrainings(
      Deliveries.trainings(
        Deliveries.training(["dn_session_id": "9", "c_dispositifformation": "NINE"]),
        Deliveries.training(["dn_session_id": "10", "c_dispositifformation": "TEN"])))
    try night.run()
    #expect(Set(try night.table("training-access").compactMap { $0["dispositif"] }) == ["total", "TEN"])
  }

  @Test func `the curve has twelve rows for a dispositif, from the first leaver of the cohort`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired("2016-05-15")))
    try night.deliverTrainings(
      Deliveries.trainings(
        Deliveries.training(["dd_datedebutplanformation": "2016-01-04", "dd_datefinplanformation": "2016-03-31"])))
    try night.run()
    let curve = try night.table("training-access-curve").filter { $0["dispositif"] == "AFC" }
    #expect(curve.map { $0["month_since_exit"] } == (1...12).map { String($0) })
    #expect(curve.map { $0["access_any"] } == ["0"] + [String](repeating: "1", count: 11))
    #expect(curve.allSatisfy { $0["leavers"] == "1" })
  }

  private func curve(ending end: String, hired day: String) throws -> [[String: String]] {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired(day)))
    try night.deliverTrainings(
      Deliveries.trainings(
        Deliveries.training(["dd_datedebutplanformation": "2016-01-04", "dd_datefinplanformation": end])))
    try night.run()
    return try night.table("training-access-curve").filter { $0["dispositif"] == "AFC" }
  }

  @Test(arguments: [("2016-04-30", "1"), ("2016-05-01", "0")])
  func `a month of the curve ends on the day of the exit, so many calendar months later`(day: String, hired: String)
    throws
  {
    #expect(try curve(ending: "2016-03-31", hired: day).first?["access_any"] == hired)
  }

  @Test func `who could not be followed to its end is not in the curve, though hired`() throws {
    let months = try curve(ending: "2016-04-01", hired: "2016-04-02")
    #expect(months.allSatisfy { $0["leavers"] == "0" && $0["access_any"] == "0" })
  }
}
