import TestSupport
import Testing

@Suite struct EntryTests {
  private func entries(_ records: [String: String]..., costs: (session: String, euro: String)...) throws -> [[String:
    String]]
  {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    for (index, record) in records.enumerated() {
      try night.deliverTrainings(Deliveries.trainings(record), on: "20170301_\(index)")
    }
    let lines = costs.map { "\($0.session)|\($0.euro)\n" }.joined()
    try night.put(
      "KC_REFERENCEMENT|DN_MONTANTPAYEDECISIONBUREAU\n" + lines, at: "training/sessions-montants_20170301.csv")
    try night.run()
    return try night.table("training-entries")
  }

  private func total(_ rows: [[String: String]], dispositif: String = "total") -> [String?] {
    let row = rows.first { $0["month"] == "total" && $0["dispositif"] == dispositif && $0["training_type"] == "total" }
    return [row?["entries"], row?["amount_eur"]]
  }

  private func entry(_ person: String, _ dispositif: String = "AFC", _ fields: KeyValuePairs<String, String> = [:])
    -> [String: String]
  {
    Deliveries.training(fields).merging(["dn_individu_national": person, "c_dispositifformation": dispositif]) { $1 }
  }

  @Test func `the lines of a session add up, and are shared equally`() throws {
    let rows = try entries(
      entry("1", "A"), entry("2", "B"), entry("3", "B"), costs: ("501", "60.01"), ("501", "40"))
    #expect(total(rows) == ["3", "100.01"])
    #expect(total(rows, dispositif: "A") == ["1", "33.34"])
    #expect(total(rows, dispositif: "B") == ["2", "66.67"])
  }

  @Test func `a half of a cent rounds away from zero, made of sixths too`() throws {
    let rows = try entries(
      entry("1", "A"), entry("2", "A"), entry("3", "A"), entry("4", "B"), entry("5", "B"), entry("6", "B"),
      costs: ("501", "0.01"))
    #expect(total(rows, dispositif: "A") == ["3", "0.01"])
    #expect(total(rows, dispositif: "B") == ["3", "0.01"])
  }

  @Test func `an amount whose session has no entry is in no table`() throws {
    #expect(total(try entries(entry("1"), costs: ("502", "99.00"))) == ["1", "0.00"])
  }

  @Test func `records without person count one each`() throws {
    #expect(total(try entries(entry(""), entry("0"))) == ["2", "0.00"])
  }

  @Test func `a person enters a session once`() throws {
    #expect(total(try entries(entry("7"), entry("007"))) == ["1", "0.00"])
  }

  @Test(arguments: [("2017-03-31", "1"), ("2017-04-01", "0")])
  func `a training that starts after the as-of date is not yet true`(start: String, entries count: String) throws {
    let record = entry("1", "AFC", ["dd_datedebutplanformation": start, "dd_datefinplanformation": "2017-12-31"])
    #expect(total(try entries(record)).first == count)
  }

  @Test(arguments: [
    ("AFPR", "", "prealable"), ("POEI_MONO", "1", "prealable"), ("POEC_OPCA", "", "prealable"),
    ("AFC", "8122", "certifiante"), ("AFC", "NULL", "qualifiante"), ("AFPRX", "", "qualifiante"),
  ])
  func `the type of a training`(dispositif: String, certification: String, type: String) throws {
    let rows = try entries(entry("1", dispositif, ["dn_certifinfo_3_id": certification]))
    #expect(rows.contains { $0["training_type"] == type && $0["dispositif"] == dispositif })
  }

  @Test func `sums of the plan start anew with the year, and what prepares for a hire certifies nothing`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    let records = [("2016-11-02", "AFC", "55"), ("2016-12-05", "POEI_MONO", "55"), ("2017-01-09", "AFC", "")]
    try night.deliverTrainings(
      Deliveries.trainings(
        records.enumerated().map { index, record in
          entry(
            "\(index + 1)", record.1,
            [
              "dd_datedebutplanformation": record.0, "dd_datefinplanformation": "2017-03-01",
              "dn_certifinfo_1_id": record.2,
            ])
        }))
    try night.run()
    let plan = try night.table("training-plan")
    #expect(plan.map { $0["month"] } == ["2016-11", "2016-12", "2017-01"])
    #expect(plan.map { $0["entries_cumulated"] } == ["1", "2", "1"])
    #expect(plan.map { $0["certifying_share"] } == ["1.0000", "0.0000", "0.0000"])
  }

  @Test func `a blank dispositif is unknown`() throws {
    #expect(total(try entries(entry("1", " ")), dispositif: "?").first == "1")
  }
}
