import Failures
import Foundation
import Ingest
import TestSupport
import Testing

/// Text that is not quite what its layout says: counted, said with its place, and never lost.
@Suite struct OddTextTests {
  private let name = "dpae/XDP_DPAE_20160101_20170331_20170101.csv"

  private func night(_ rows: [[String: String]], editing: (inout [UInt8]) -> Void = { _ in }) throws -> Night {
    let night = try Night()
    var bytes = Array(Deliveries.warehouse(rows).utf8)
    editing(&bytes)
    try night.put(bytes, at: name)
    return night
  }

  private func row(_ person: Int, _ label: String = "") -> [String: String] {
    Deliveries.hire(["DC_INDIVIDU_NATIONAL": "\(person)", "DC_LBLCOMMUNE": label])
  }

  @Test func `a row with a NUL is rejected with its line and byte, whichever column it stands in`() throws {
    let night = try night([row(1), row(2, "x\0y"), row(3)])
    try night.run()
    #expect(try night.table("hires").first?["hires"] == "2")
    let rejects = try night.text("rejects/dpae.csv")
    #expect(rejects.contains("\(name),3,,,nul-byte,byte 36 of the line,"), "\(rejects)")
  }

  @Test func `lines in two encodings are read, and said`() throws {
    let night = try night([row(1, "Fréjus"), row(2, "Fr#jus"), row(3)]) { bytes in
      bytes[bytes.firstIndex(of: UInt8(ascii: "#"))!] = 0xE9
    }
    try night.run()
    #expect(try night.table("hires").first?["hires"] == "3")
    #expect(night.log.all.contains { $0.contains("mixed-encoding in 1 line, the first at line 3, byte") })
    let manifest = try night.text("manifest.json")
    #expect(manifest.contains("\"finding\" : \"mixed-encoding\"") && manifest.contains("\"first_line\" : 3"))
  }

  @Test func `a byte that no encoding knows is said with its line and byte`() throws {
    let night = try night([row(1), row(2, "a#b")]) { bytes in
      // 81 has no meaning in Windows-1252.
      bytes[bytes.firstIndex(of: UInt8(ascii: "#"))!] = 0x81
    }
    try night.run()
    #expect(night.log.all.contains { $0.contains("wrong-byte in 1 line, the first at line 3, byte") })
  }

  @Test func `a replacement character that was sent is said, and goes no further`() throws {
    let night = try night([row(1)])
    try night.put(
      Deliveries.trainings(Deliveries.training(["c_dispositifformation": "Conseil R\u{FFFD}gional"])),
      at: "training/stagiaires-pe_20170101.csv")
    try night.run()
    #expect(try night.text("tables/training-entries.csv").contains("Conseil R?gional"))
    #expect(!(try night.text("tables/training-entries.csv")).contains("\u{FFFD}"))
    #expect(night.log.all.contains { $0.contains("replacement-character in 1 line, the first at line 2") })
  }

  @Test func `a sound delivery has nothing to say`() throws {
    let night = try night([row(1, "Fréjus"), row(2, "Saint-Étienne")])
    try night.run()
    #expect(!(try night.text("manifest.json")).contains("finding"))
  }

  @Test func `columns in another order are found by name, and said`() throws {
    let text = Deliveries.warehouse([row(1)])
    let lines = text.split(separator: "\n").map { line in
      var fields = line.split(separator: "|", omittingEmptySubsequences: false)
      fields.swapAt(5, 36)
      return fields.joined(separator: "|")
    }
    let night = try Night()
    try night.put(lines.joined(separator: "\n"), at: name)
    try night.run()
    #expect(try night.table("hires").first?["hires"] == "1")
    #expect(night.log.all.contains { $0.contains("columns in another order than in xdp-dpae") })
  }

  @Test func `UTF-16 is refused where it is not declared, and says what to declare`() throws {
    let night = try Night()
    let text = "\u{FEFF}" + Deliveries.warehouse([row(1)])
    try night.put(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, at: name)
    let failure = try #require(night.failure())
    #expect(failure.status == .badData && failure.message.contains("declare encoding: utf-16le"))
  }

  /// A definition that reads offers in some encoding.
  private func offersFolder(encoding: String) throws -> DefinitionFolder {
    try DefinitionFolder([
      "pipeline.yaml": """
      pipeline: t
      inputs:
        offers: {files: ["offers/*.csv"], layouts: [offres]}
      tables:
        offers: {fact: offer, dimensions: [departement], margins: all, measures: [filled]}
      """,
      "layouts/offres.yaml": """
      layout: offres
      source: offers
      format: delimited
      encoding: \(encoding)
      separator: ";"
      columns:
        - {name: réf, field: offer}
        - {name: dep, field: departement}
        - {name: dépôt, field: filed}
        - {name: fin, field: filled}
      """,
    ])
  }

  @Test(arguments: [("utf-16le", false), ("utf-16be", true), ("utf-16", true)])
  func `UTF-16 is read where the layout declares it`(encoding: String, isBig: Bool) throws {
    let folder = try offersFolder(encoding: encoding)
    let night = try Night()
    let text = "\u{FEFF}réf;dep;dépôt;fin\r\n1;13;2016-10-01;2016-11-01\r\n𝒳;06;2016-10-01;2016-11-01\r\n"
    try night.put(
      text.utf16.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      at: "offers/x.csv")
    try night.run(definition: "\(folder.path)/pipeline.yaml")
    let filled = try night.table("offers").map { [$0["departement"], $0["filled"]] }
    #expect(filled == [["total", "2"], ["06", "1"], ["13", "1"]])
  }

  @Test func `half a pair of surrogates fails with its byte`() throws {
    let folder = try offersFolder(encoding: "utf-16le")
    let night = try Night()
    var bytes = "réf;dep;dépôt;fin\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    bytes += [0x00, 0xD8, 0x41, 0x00]
    try night.put(bytes, at: "offers/x.csv")
    #expect {
      try night.run(definition: "\(folder.path)/pipeline.yaml")
    } throws: { "\($0)".contains("at byte \(bytes.count - 4): half a pair of surrogates") }
  }
}
