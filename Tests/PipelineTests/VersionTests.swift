import Failures
import Nights
import TestSupport
import Testing

@Suite struct VersionTests {
  private func hired(_ fields: KeyValuePairs<String, String> = [:]) -> [String: String] { Deliveries.hire(fields) }

  private func hires(_ night: Night) throws -> [[String: String]] { try night.table("hires") }

  @Test func `the later delivery stands`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired(["DC_TYPECONTRAT_ID": "1"])), on: "20161101")
    try night.deliver(Deliveries.warehouse(hired(["DC_TYPECONTRAT_ID": "2"])), on: "20161001")
    try night.run()
    #expect(try hires(night).map { $0["contract_class"] } == ["CDD ?"])
  }

  /// The second of each pair stands, whichever comes first in the file.
  @Test(
    arguments: [
      ("KD_DATECREATION", "", "2016-09-01"), ("KD_DATECREATION", "2016-09-01", "2016-09-02"),
      ("DC_TYPECONTRAT_ID", "1", "2"), ("DC_TYPECONTRAT_ID", "2", "3"), ("DD_DATEFINCDD", "", "2016-10-20"),
      ("DD_DATEFINCDD", "2016-10-20", "2016-12-20"), ("DC_NAF_ID", "", "4711F"), ("DC_NAF_ID", "4711F", "5610A"),
      ("DC_COMMUNE_ID", "", "04070"), ("DC_COMMUNE_ID", "04070", "13055"), ("DC_CODEPOSTAL", "4000", "13001"),
    ], [false, true])
  func `of two versions in one delivery the greater stands`(
    _ change: (field: String, lesser: String, greater: String), isSwapped: Bool
  ) throws {
    let night = try Night()
    let plain = hired(["DC_TYPECONTRAT_ID": "1", "DC_COMMUNE_ID": change.field == "DC_CODEPOSTAL" ? "" : "13055"])
    // What is lesser in the field is greater in all that is compared after it.
    let lesser = plain.merging([change.field: change.lesser]) { $1 }
    let greater = plain.merging([change.field: change.greater]) { $1 }
    try night.deliver(Deliveries.warehouse(isSwapped ? [greater, lesser] : [lesser, greater]))
    try night.run()
    let alone = try Night()
    try alone.deliver(Deliveries.warehouse(greater))
    try alone.run()
    #expect(try night.files()["hires.csv"] == alone.files()["hires.csv"])
  }

  @Test func `repeats are one hire, and every row is accounted for`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired(), hired(), hired()), part: "_a")
    try night.deliver(Deliveries.warehouse(hired()), part: "_b")
    try night.run()
    #expect(try hires(night).map { $0["hires"] } == ["1"])
    let manifest = try night.text("manifest.json")
    #expect(manifest.contains("\"superseded\" : 3"))
  }

  @Test func `a national identifier and the NIR that the register gives it are one person`() throws {
    let night = try Night()
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "1000000001", "KC_NIR": "1850513055123"]),
      at: "register/REFH_INDIVIDU_20160101.csv.gz")
    try night.deliver(
      Deliveries.warehouse(hired(), hired(["DC_INDIVIDU_NATIONAL": "", "KC_NIR": "185051305512346"])))
    try night.run()
    #expect(try hires(night).map { $0["hires"] } == ["1"])
  }

  @Test func `a NIR of two identifiers belongs to the later delivery`() throws {
    let night = try Night()
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "1000000001", "KC_NIR": "1850513055123"]),
      at: "register/REFH_INDIVIDU_20160101.csv")
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "2000000002", "KC_NIR": "1850513055123"]),
      at: "register/REFH_INDIVIDU_20160201.csv")
    try night.deliver(Deliveries.warehouse(hired(["DC_INDIVIDU_NATIONAL": "0", "KC_NIR": "1850513055123"])))
    try night.deliverTrainings(
      Deliveries.trainings(
        Deliveries.training(["c_dispositifformation": "ONE"]),
        Deliveries.training(["dn_individu_national": "2000000002", "c_dispositifformation": "TWO"])))
    try night.run()
    let access = try night.table("training-access").filter { $0["departement"] == "total" && $0["age_band"] == "total" }
    #expect(access.first { $0["dispositif"] == "ONE" }?["access_any"] == "0")
    #expect(access.first { $0["dispositif"] == "TWO" }?["access_any"] == "1")
  }

  @Test func `a rejected version supersedes nothing`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired()), on: "20161001")
    try night.deliver(Deliveries.warehouse(hired(["DC_TYPECONTRAT_ID": "9"])), on: "20161101")
    try night.run()
    #expect(try hires(night).map { $0["contract_class"] } == ["CDI"])
  }

  @Test func `rows of unknown persons are not versions of each other`() throws {
    let night = try Night()
    let unknown = hired(["DC_INDIVIDU_NATIONAL": ""])
    try night.deliver(Deliveries.warehouse(unknown, unknown))
    try night.run()
    #expect(try hires(night).map { [$0["hires"], $0["persons"], $0["establishments"]] } == [["2", "0", "1"]])
  }

  @Test(arguments: [("20161003", "1"), ("20161004", "2")])
  func `a full delivery replaces the unknown persons of an earlier one within its range`(first: String, hires: String)
    throws
  {
    let night = try Night()
    let unknown = hired(["DC_INDIVIDU_NATIONAL": ""])
    try night.deliver(Deliveries.warehouse(unknown), on: "20161101")
    let other = hired(["DC_INDIVIDU_NATIONAL": "", "DC_NOMRAISONSOCIALE": "AUTRE"])
    try night.deliver(Deliveries.warehouse(other), from: first, on: "20161201")
    try night.run()
    #expect(try night.table("hires").map { $0["hires"] } == [hires])
  }

  @Test func `two full deliveries of one day replace nothing of each other`() throws {
    let night = try Night()
    let unknown = hired(["DC_INDIVIDU_NATIONAL": ""])
    try night.deliver(Deliveries.warehouse(unknown), part: "_1")
    let other = hired(["DC_INDIVIDU_NATIONAL": "", "DC_NOMRAISONSOCIALE": "AUTRE"])
    try night.deliver(Deliveries.warehouse(other), part: "_2")
    try night.run()
    #expect(try hires(night).map { $0["hires"] } == ["2"])
  }

  @Test(arguments: [("2016-10-31", true), ("2016-11-01", false)])
  func `a delivery is seen from its day on`(asOf: String, isOld: Bool) throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired(["DC_TYPECONTRAT_ID": "1"])), on: "20161005")
    try night.deliver(Deliveries.warehouse(hired()), on: "20161101")
    try night.run(asOf: asOf)
    #expect(try hires(night).map { $0["contract_class"] } == [isOld ? "CDD ?" : "CDI"])
  }

  @Test func `a delivery without a date is the oldest, and warned of`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hired()))
    let older = Deliveries.training(["c_dispositifformation": "POEI"])
    try night.put(Deliveries.trainings(older), at: "training/stagiaires-zzz.csv")
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training()), on: "20000101")
    let result = try night.run()
    #expect(try night.table("training-access").contains { $0["dispositif"] == "AFC" })
    #expect(try !night.table("training-access").contains { $0["dispositif"] == "POEI" })
    #expect(result.status == .doneWithWarnings)
    #expect(result.warnings.contains { $0.contains("training/stagiaires-zzz.csv") && $0.contains("no delivery date") })
  }
}
