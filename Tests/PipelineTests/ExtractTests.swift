import TestSupport
import Testing

/// The extracts without persons (DOMAIN section 2.2), with what they do to a reader.
@Suite struct ExtractTests {
  static let columns = [
    "kc_siret", "dc_naf_id", "dc_adresse", "dc_codepostal", "dc_commune_id", "dn_tailleetablissement",
    "dc_communenaissancepays", "kd_dateembauche", "dc_typecontrat_id", "dd_datefincdd", "dc_romev3_1_id",
    "dc_romev3_2_id", "kd_datecreation", "dc_privepublic", "dc_commune_id", "dc_natureemploi_id",
    "dc_qualitesalarie_id", "dn_dureetravailhebdo", "dn_dureetravailmensuelle", "dn_dureetravailannuelle",
    "nbrjourtravaille", "iiann", "kn_trancheage", "dc_lblprioritede",
  ]
  private static let name = "dpae/LBB_XDPDPA_DPAE_20160101_20161231_20170105_174915.csv"

  private func row(commune: String = "13055", postcode: String = "13001", residence: String = "04070") -> [String] {
    var fields = [String](repeating: "", count: Self.columns.count)
    fields[0] = "73282932000074"
    fields[1] = "5610A"
    fields[3] = postcode
    fields[4] = commune
    fields[7] = "2016-10-03 00:00:00"
    fields[8] = "2"
    fields[14] = residence
    fields[22] = "de 26 ans à 50 ans"
    fields[23] = "NULL"
    return fields
  }

  private func bytes(_ rows: [[String]], separator: [UInt8], lineEnd: String = "\n", wrapper: String = "") -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, fields) in ([Self.columns] + rows).enumerated() {
      let mark = index == 0 ? "" : wrapper
      bytes += mark.utf8
      bytes += Array(fields.map { Array($0.utf8) }.joined(separator: separator))
      bytes += mark.utf8
      bytes += lineEnd.utf8
    }
    return bytes
  }

  private func hires(_ bytes: [UInt8], at name: String = name) throws -> [[String: String]] {
    let night = try Night()
    try night.put(bytes, at: name)
    try night.run()
    for text in try night.files().values { #expect(!String(decoding: text, as: UTF8.self).contains("\u{FFFD}")) }
    return try night.table("hires")
  }

  @Test(arguments: [[0xC2, 0xA5], [0xA5]] as [[UInt8]], ["", "'", "\""])
  func `the yen sign separates, in UTF-8 and alone, in wrapped lines too`(separator: [UInt8], wrapper: String) throws {
    let table = try hires(bytes([row(), row()], separator: separator, wrapper: wrapper))
    #expect(table.map { [$0["departement"], $0["sector"], $0["hires"]] } == [["13", "chr", "2"]])
  }

  @Test(arguments: ["\n", "\r\n"]) func `lines end with LF or CRLF`(lineEnd: String) throws {
    #expect(try hires(bytes([row()], separator: [0xA5], lineEnd: lineEnd)).map { $0["hires"] } == ["1"])
  }

  @Test func `the last line may lack its end`() throws {
    #expect(try hires(Array(bytes([row()], separator: [0xA5]).dropLast())).map { $0["hires"] } == ["1"])
  }

  @Test func `the first commune is the establishment's, the second the residence`() throws {
    #expect(
      try hires(bytes([row(commune: "06088", residence: "13055")], separator: [0xA5])).first?["departement"] == "06")
  }

  @Test(arguments: ["", "NULL", "null", "1305X"])
  func `without a commune the postcode tells, its lost zero put back`(commune: String) throws {
    #expect(
      try hires(bytes([row(commune: commune, postcode: "4000")], separator: [0xA5])).first?["departement"] == "04")
  }

  @Test(arguments: [("20161003", 0), ("20161004", 1)])
  func `what the person-level export covers is filtered, an empty one too`(first: String, hires: Int) throws {
    let night = try Night()
    try night.put(bytes([row()], separator: [0xA5]), at: Self.name)
    try night.deliver(Deliveries.warehouse([]), from: first, to: "20161231", on: "20161005")
    try night.run()
    #expect(try night.table("hires").count == hires)
    #expect(try night.text("manifest.json").contains("\"covered by XDP\" : 1") == (hires == 0))
  }

  @Test(arguments: [("20170105_174915", "1"), ("20160105_174915", "2")])
  func `an extract replaces earlier deltas, not later ones`(delivered: String, hires: String) throws {
    let night = try Night()
    let header = Self.columns + ["duree_pec", "dc_ididentiteexterne", "premiere_embauche"]
    let fields = row() + ["20", "perandomid1", "Embauche"]
    try night.put(
      [header, fields].map { $0.joined(separator: "|") + "\n" }.joined(), at: "dpae/lbb_xdpdpae_delta_201611102200.csv")
    try night.put(
      bytes([row()], separator: [0xA5]), at: "dpae/LBB_XDPDPA_DPAE_20160101_20161231_\(delivered).csv")
    try night.run()
    #expect(try night.table("hires").map { $0["hires"] } == [hires])
  }
}
