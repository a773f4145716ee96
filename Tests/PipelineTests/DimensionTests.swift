import Foundation
import TestSupport
import Testing

/// What a leaver and a hire are described by, in tables of the nightly definition with other dimensions.
@Suite struct DimensionTests {
  /// A night with the zonings of three years, and the definition with some text of it replaced.
  private func night(_ text: String, with other: String) throws -> (night: Night, definition: String) {
    let night = try Night()
    let zonings = (2015...2017).map { "13055,93\($0 - 2000),x,\($0)\n" }.joined()
    try night.put("commune,bassin,libelle_bassin,year\n\(zonings)", at: "reference/commune-bassin.csv")
    let folder = try night.define().replacing("/plain.yaml", with: "")
    let yaml = try String(contentsOfFile: "\(packageRoot)/Pipelines/nightly.yaml", encoding: .utf8)
    #expect(yaml.contains(text))
    let path = "\(folder)/nightly.yaml"
    try yaml.replacing(text, with: other).write(toFile: path, atomically: true, encoding: .utf8)
    return (night, path)
  }

  /// What stands in the dimension for one leaver of 31 August 2016.
  private func leaver(
    by dimension: String, _ record: KeyValuePairs<String, String> = [:], born birth: String = "1990-08-31",
    sex: String = "2"
  ) throws -> Set<String?> {
    let others = dimension == "departement" ? "" : ", \(dimension)"
    let (night, definition) = try night(
      "dimensions: [dispositif, departement, age_band]", with: "dimensions: [dispositif, departement\(others)]")
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training(record)))
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "1000000001", "KD_DATENAISSANCE": birth, "DC_SEXE": sex]),
      at: "register/REFH_INDIVIDU_20160101.csv")
    try night.run(definition: definition)
    return Set(try night.table("training-access").map { $0[dimension] }).subtracting(["total"])
  }

  @Test(arguments: [
    ("1990-09-01", "<26", "25-29"), ("1990-08-31", "26-50", "25-29"), ("1965-09-01", "26-50", "50-54"),
    ("1965-08-31", ">50", "50-54"), ("1991-09-01", "<26", "20-24"), ("1986-08-31", "26-50", "30-34"),
  ])
  func `a leaver is as old as on the last day of the training, in completed years`(
    birth: String, band: String, group: String
  ) throws {
    #expect(try leaver(by: "age_band", born: birth) == [band])
    #expect(try leaver(by: "age_group", born: birth) == [group])
  }

  @Test(arguments: [("42801", "428"), ("4280", "?"), ("4280X", "?"), ("", "?")])
  func `the domain is of a Formacode of five digits`(formacode: String, domain: String) throws {
    #expect(try leaver(by: "formacode_domain", ["dc_formacode_ppal_id": formacode]) == [domain])
  }

  @Test(arguments: [("1", "1"), ("2", "2"), ("3", "?")])
  func `the sex is the register's`(sex: String, label: String) throws {
    #expect(try leaver(by: "sex", sex: sex) == [label])
  }

  @Test func `the place of a training is that of its commune, in the zoning of the year in which it starts`() throws {
    #expect(try leaver(by: "departement", ["departement": "84"]) == ["13"])
    #expect(try leaver(by: "departement", ["departement": "84", "dc_insee_lieuformation": ""]) == ["84"])
    #expect(try leaver(by: "bassin", ["dd_datedebutplanformation": "2015-12-31"]) == ["9315"])
    #expect(try leaver(by: "bassin", ["dd_datedebutplanformation": "2016-01-01"]) == ["9316"])
  }

  @Test func `a hire lies in the zoning of its year, and a contract of temporary work in a sector of its own`() throws {
    let (night, definition) = try night("pipeline:", with: "pipeline:")
    let hires = [("2016-12-31", "2", "1"), ("2017-01-01", "3", "2")].map { day, contract, person in
      Deliveries.hire([
        "KD_DATEEMBAUCHE": day, "DC_TYPECONTRAT_ID": contract, "DC_INDIVIDU_NATIONAL": "100000000\(person)",
      ])
    }
    try night.deliver(Deliveries.warehouse(hires))
    try night.run(definition: definition)
    let rows = try night.table("hires").filter { $0["bassin"] != "total" && $0["sector"] != "total" }
    #expect(
      Set(rows.map { "\($0["month"]!) \($0["bassin"]!) \($0["sector"]!)" }) == [
        "2016-12 9316 chr", "2017-01 9317 interim",
      ])
  }
}
