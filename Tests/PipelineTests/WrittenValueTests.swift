import Failures
import Foundation
import Nights
import TestSupport
import Testing

/// Values that are well formed and wrong, from the delivery to the tables: what other programs make of them on their way.
@Suite struct WrittenValueTests {
  private func night(_ hires: [[String: String]], _ trainings: [[String: String]] = []) throws -> Night {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(hires), from: "20150901", to: "20170331", on: "20170331")
    if !trainings.isEmpty { try night.deliverTrainings(Deliveries.trainings(trainings), on: "20161005") }
    return night
  }

  /// Of all leavers.
  private func leavers(_ night: Night) throws -> [String?] {
    let totals = try night.totals("training-access")
    return ["leavers", "not_mature", "access_any", "access", "access_durable"].map { totals[$0] }
  }

  private func account(_ night: Night, _ source: String) throws -> [String: Any] {
    let manifest = try JSONSerialization.jsonObject(with: Data(try night.text("manifest.json").utf8)) as? [String: Any]
    return try #require((manifest?["accounting"] as? [String: [String: Any]])?[source])
  }

  @Test(arguments: ["NaN", "None", "\\N", "-", "#N/A", "N/A", "000", "0.0"])
  func `who has no identifier is nobody, however a program says so`(text: String) throws {
    let night = try night(
      (0..<3).map { _ in Deliveries.hire(["DC_INDIVIDU_NATIONAL": text, "KC_NIR": text]) },
      (1...2).map { Deliveries.training(["dn_individu_national": text, "dn_session_id": "\($0)"]) })
    try night.run()
    #expect(try night.table("hires").map { [$0["hires"], $0["persons"]] } == [["3", "0"]])
    #expect(try leavers(night) == ["0", "0", "0", "0", "0"])
    #expect(!(try night.text("manifest.json")).contains("\"finding\""))
  }

  @Test(arguments: ["1000000001.0", "01000000001", "\u{A0}1000000001", "\u{FEFF}1000000001", "1000000001\u{202F}\t"])
  func `an identifier is the same however it is written`(text: String) throws {
    let night = try night(
      [Deliveries.hire(["DC_INDIVIDU_NATIONAL": text])], [Deliveries.training()])
    try night.run()
    #expect(try leavers(night) == ["1", "0", "1", "1", "1"])
    let repaired = try account(night, "dpae")["repaired"] as? [String: Int]
    #expect(repaired == (text.hasSuffix(".0") ? ["identifier": 1] : [:]))
  }

  @Test(arguments: ["1 85 05 13 055 123 46", "1850513055123.0", "1\u{A0}85\u{A0}05\u{A0}13\u{A0}055\u{A0}123"])
  func `a NIR printed in groups finds its person, and counts as repaired`(text: String) throws {
    let night = try night(
      [Deliveries.hire(["DC_INDIVIDU_NATIONAL": "", "KC_NIR": text])], [Deliveries.training()])
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "1000000001", "KC_NIR": "1850513055123"]),
      at: "register/REFH_INDIVIDU_20160115.csv.gz")
    try night.run()
    #expect(try leavers(night) == ["1", "0", "1", "1", "1"])
    #expect(try account(night, "dpae")["repaired"] as? [String: Int] == ["identifier": 1])
  }

  @Test func `what is unusable or odd is counted by file, with its place and without its value`() throws {
    let night = try night([
      Deliveries.hire(), Deliveries.hire(["KC_NIR": "9850513055123"]),
      Deliveries.hire(["DC_INDIVIDU_NATIONAL": "10-1"]),
      Deliveries.hire(["KC_SIRET": "1", "DC_INDIVIDU_NATIONAL": "10-2"]),
    ])
    try night.run()
    let said = night.log.all.filter { $0.contains(" identifier in ") || $0.contains(" nir in ") }
    #expect(said.count == 2 && said.allSatisfy { $0.hasPrefix("notice ") })
    #expect(said.contains { $0.contains("nir in 1 line, the first at line 3, column 21 (KC_NIR);") })
    #expect(
      said.contains { $0.contains("identifier in 2 lines, the first at line 4, column 35 (DC_INDIVIDU_NATIONAL);") })
    let written = try night.everythingWritten() + night.log.all.joined()
    #expect(!written.contains("9850513055123") && !written.contains("10-1") && !written.contains("10-2"))
  }

  @Test func `a byte order mark where files were joined is a warning, and costs nobody`() throws {
    let night = try night(
      [Deliveries.hire(["DC_INDIVIDU_NATIONAL": "", "KC_NIR": "1850513055123"])], [Deliveries.training()])
    let other = Deliveries.register(["KC_INDIVIDU_NATIONAL": "2", "KC_NIR": "2850313055001"])
    try night.put(
      "\u{FEFF}\(other)\u{FEFF}1000000001|1850513055123|1985-03-01|1|13055\n",
      at: "register/REFH_INDIVIDU_20160115.csv.gz")
    let result = try night.run()
    #expect(try leavers(night) == ["1", "0", "1", "1", "1"])
    #expect(result.status == .doneWithWarnings)
    let place = "register/REFH_INDIVIDU_20160115.csv.gz: byte-order-mark in 1 line, the first at line 3, byte 1;"
    #expect(result.warnings.filter { $0.hasPrefix(place) }.count == 1)
  }

  @Test(arguments: ["7.32830E+13", "73282932000074.0", "732 829 320 00074"])
  func `a SIRET that a spreadsheet wrote is rejected, and the remedy names the spreadsheet`(siret: String) throws {
    let night = try night([Deliveries.hire(), Deliveries.hire(["KC_SIRET": siret])])
    try night.run()
    let rejects = try night.text("rejects/dpae.csv").split(separator: "\n").dropFirst()
    #expect(rejects.count == 1 && rejects.allSatisfy { $0.contains(",siret,") && $0.contains("a spreadsheet") })
  }

  @Test func `activities with and without a dot are one sector, and those of the first revision none`() throws {
    let activities = ["47.11B", "4711B", "745B", "78.20Z"]
    let night = try night(
      activities.enumerated().map { Deliveries.hire(["DC_NAF_ID": $1, "DC_INDIVIDU_NATIONAL": "\($0 + 1)"]) })
    try night.run()
    let sectors = try night.table("hires").map { [$0["sector"], $0["hires"]] }
    #expect(Set(sectors) == [["commerce", "2"], ["interim", "1"], ["?", "1"]])
    #expect(try account(night, "dpae")["repaired"] as? [String: Int] == ["naf": 2])
  }

  @Test func `a hire outside the range of its delivery counts, and is found`() throws {
    let night = try Night()
    try night.deliver(
      Deliveries.warehouse(
        Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-31"]), Deliveries.hire(["KD_DATEEMBAUCHE": "2016-11-01"])),
      from: "20161001", to: "20161031", on: "20161108")
    try night.run()
    #expect(try night.table("hires").map { $0["month"] } == ["2016-10", "2016-11"])
    #expect(night.log.all.contains { $0.contains("outside-range in 1 line, the first at line 3, column 37") })
  }

  @Test func `lines of an extract without persons that are there twice count, and are found`() throws {
    let columns = ExtractTests.columns
    func row(_ postcode: String) -> String {
      let values = [
        "kc_siret": "73282932000074", "dc_codepostal": postcode, "kd_dateembauche": "2016-10-03",
        "dc_typecontrat_id": "2",
      ]
      return columns.map { values[$0] ?? "" }.joined(separator: "\u{A5}") + "\n"
    }
    let night = try Night()
    try night.put(
      columns.joined(separator: "\u{A5}") + "\n" + [row("13001"), row("13002"), row("13001"), row("13001")].joined(),
      at: "dpae/LBB_XDPDPA_DPAE_20160101_20161231_20170105_174915.csv")
    try night.run()
    #expect(try night.table("hires").map { $0["hires"] } == ["4"])
    #expect(night.log.all.contains { $0.contains("repeated-lines in 3 lines (1 distinct), the first at line 4;") })
  }
}

/// The deliveries beside the project that went wrong in these ways.
@Suite(.enabled(if: hasSharedCases, "the folder of cases is absent"))
struct WrittenValueCaseTests {
  private func night(_ number: Int) throws -> (night: Night, result: Run.Result) {
    let night = try Night()
    return (night, try night.run(input: "\(sharedCases)/\(number)"))
  }

  private func leavers(_ night: Night) throws -> [String?] {
    let totals = try night.totals("training-access")
    return ["leavers", "not_mature", "access_any", "access", "access_durable"].map { totals[$0] }
  }

  private func hires(_ night: Night) throws -> [String?] {
    let totals = try night.table("hires-by-sector").filter { $0["departement"] == "total" && $0["sector"] == "total" }
    return totals.flatMap { [$0["hires"], $0["persons"]] }
  }

  @Test func `1: the trainee is found behind the mark, which is said`() throws {
    let (night, result) = try night(1)
    #expect(try leavers(night) == ["1", "0", "1", "1", "1"])
    #expect(result.warnings.contains { $0.contains("register/REFH_INDIVIDU_20160115.csv.gz: byte-order-mark") })
  }

  @Test(arguments: [(3, "2"), (60, "6")]) func `3 and 60: who has no identifier is nobody`(number: Int, count: String)
    throws
  {
    let night = try night(number).night
    #expect(try hires(night) == [count, "0"])
    #expect(try leavers(night) == ["0", "0", "0", "0", "0"])
  }

  @Test func `5: three rejects name a spreadsheet`() throws {
    // Of four rows: whether that holds the run is another matter.
    let (night, result) = try night(5)
    let text = try String(contentsOfFile: "\(result.folder)/rejects/dpae.csv", encoding: .utf8)
    let rejects = withExtendedLifetime(night) { text.split(separator: "\n").dropFirst() }
    #expect(rejects.count == 3 && rejects.allSatisfy { $0.contains(",siret,") && $0.contains("a spreadsheet") })
  }

  @Test func `8: the person of a NIR in groups is known, and the NIR repaired`() throws {
    let night = try night(8).night
    #expect(try leavers(night) == ["1", "0", "1", "1", "1"])
    #expect(try night.text("manifest.json").contains("\"identifier\" : 1"))
  }

  @Test func `17: a dot changes no sector`() throws {
    let night = try night(17).night
    let sectors = try night.table("hires").map { [$0["sector"], $0["hires"]] }
    #expect(Set(sectors) == [["commerce", "2"], ["interim", "1"], ["?", "1"]])
    #expect(try night.text("manifest.json").contains("\"naf\" : 2"))
  }
}
