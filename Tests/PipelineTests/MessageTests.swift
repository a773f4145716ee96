import Failures
import Foundation
import TestSupport
import Testing

/// The declarers' XML (DOMAIN section 2.3).
@Suite struct MessageTests {
  private func declaration(
    _ person: Int = 1, contract: String = "CDI", prefix: String = "", parts: Int = 1, end: String = ""
  ) -> String {
    let part = """
      <\(prefix)FR_EmployeeGroup><x:FR_NNI.NIR.Identifier> 999 </x:FR_NNI.NIR.Identifier>
      <\(prefix)FR_NNI><x:FR_NNI.NIR.Identifier> 18505130\(50000 + person) </x:FR_NNI.NIR.Identifier></\(prefix)FR_NNI>
      <FR_Contract><FR_Contract.StartContract.Date> 2016-10-03 </FR_Contract.StartContract.Date>
      <FR_Contract.EndContract.Date>\(end)</FR_Contract.EndContract.Date>
      <FR_Contract.Nature.Code> \(contract) </FR_Contract.Nature.Code></FR_Contract></\(prefix)FR_EmployeeGroup>
      """
    return """
      <\(prefix)FR_DuesGroup><FR_EmployerIdentity>
      <y:FR_Organization.SIRET.Identifier> 73282932000074 </y:FR_Organization.SIRET.Identifier>
      <y:FR_Organization.APE.Code>5610A</y:FR_Organization.APE.Code></FR_EmployerIdentity>
      <FR_EmployerAddress><FR_PostalAddress.Postal.Code> 4000 </FR_PostalAddress.Postal.Code></FR_EmployerAddress>
      \((0..<parts).map { _ in part }.joined())</\(prefix)FR_DuesGroup>
      """
  }

  private func message(_ declarations: String..., test: String = "120", prefix: String = "", xml: Bool = true) -> String
  {
    let declared = xml ? "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n" : ""
    let spaces = "xmlns:x=\"urn:x\" xmlns:y=\"urn:y\" xmlns:z=\"urn:z\""
    return """
      \(declared)<\(prefix)FR_DUE_Upload \(spaces)>
      <FR_DUE_Upload.Test.Indicator> \(test) </FR_DUE_Upload.Test.Indicator>
      \(declarations.joined(separator: "\n"))
      </\(prefix)FR_DUE_Upload>

      """
  }

  private func run(_ bytes: [UInt8], raw: Bool = false) throws -> Night {
    let night = try Night()
    if raw {
      try night.putRaw(bytes, at: "dpae/FR_DUE_20161101.xml.gz")
    } else {
      try night.put(bytes, at: "dpae/FR_DUE_20161101_1.xml.gz")
    }
    try night.run()
    return night
  }

  private func hires(_ text: String) throws -> [[String?]] {
    try run(Array(text.utf8)).table("hires").map {
      [$0["departement"], $0["contract_class"], $0["hires"], $0["persons"]]
    }
  }

  @Test func `a byte order mark between messages is passed over, and said`() throws {
    let night = try run(Array("\u{FEFF}\(message(declaration(1)))\u{FEFF}\(message(declaration(2)))".utf8))
    #expect(try night.table("hires").map { $0["hires"] } == ["2"])
    #expect(night.log.all.contains { $0.hasPrefix("warning ") && $0.contains("byte-order-mark in 1 line") })
    let alone = try run(Array("\u{FEFF}\(message(declaration(1)))".utf8))
    #expect(!alone.log.all.contains { $0.contains("byte-order-mark") })
  }

  @Test func `messages that are sent twice are found, wherever they stand`() throws {
    // Of a length that lets the second one straddle blocks.
    let (one, other) = (message(declaration(1)), message(declaration(2)))
    let night = try run(Array(([one] + Array(repeating: other, count: 400) + [one]).joined().utf8))
    #expect(try night.text("manifest.json").contains("\"distinct\" : 2"))
    #expect(night.log.all.contains { $0.contains("repeated-lines in 402 lines (2 distinct)") })
    #expect(!(try run(Array((one + other).utf8)).log.all.contains { $0.contains("repeated-lines") }))
  }

  @Test(arguments: ["", "z:"]) func `any prefix, padded values, a lost zero in the postcode`(prefix: String) throws {
    #expect(try hires(message(declaration(prefix: prefix), prefix: prefix)) == [["04", "CDI", "1", "1"]])
  }

  @Test(arguments: [true, false])
  func `many messages stand in one file, each with its XML declaration or not`(xml: Bool) throws {
    let text =
      message(declaration(1)) + message(declaration(2), xml: xml) + message(declaration(3), declaration(4), xml: xml)
    #expect(try hires(text) == [["04", "CDI", "4", "4"]])
  }

  @Test func `several employees of one declaration are a row each`() throws {
    let night = try run(Array(message(declaration(parts: 3)).utf8))
    #expect(try night.text("manifest.json").contains("\"read\" : 3"))
  }

  @Test func `a declaration without an employee is a row, and rejected`() throws {
    let night = try run(Array(message(declaration(parts: 0)).utf8))
    #expect(try night.text("rejects/dpae.csv").contains(",4,,FR_Contract/FR_Contract.StartContract.Date,hire-date,"))
  }

  @Test(arguments: [("1", true), ("120", false)]) func `a test message is filtered and counted`(
    test: String, isTest: Bool
  ) throws {
    let night = try run(Array(message(declaration(), test: test).utf8))
    #expect(try night.table("hires").isEmpty == isTest)
    #expect(try night.text("manifest.json").contains("\"test message\" : 1") == isTest)
  }

  @Test(arguments: ["CDX", "cdi", "2", ""]) func `a contract that is not CDI, CDD or CTT is rejected`(contract: String)
    throws
  {
    let night = try run(Array(message(declaration(contract: contract)).utf8))
    #expect(try night.text("rejects/dpae.csv").contains(",contract,"))
  }

  @Test func `a broken message is one rejected row with its line, and the next one is read`() throws {
    let broken = message(declaration(7)).replacing("</FR_Contract>", with: "")
    for next in [message(declaration(2)), message(declaration(2), xml: false)] {
      let night = try run(Array((message(declaration(1)) + broken + next).utf8))
      #expect(try night.table("hires").map { $0["hires"] } == ["2"])
      let rejects = try night.text("rejects/dpae.csv").split(separator: "\n").dropFirst()
      #expect(rejects.count == 1 && rejects.first?.contains(",xml,") == true)
    }
  }

  @Test func `a message that is cut short does not take the next one with it`() throws {
    let text = String(message(declaration(1)).prefix(600)) + "\n" + message(declaration(2))
    let night = try run(Array(text.utf8))
    #expect(try night.table("hires").map { $0["hires"] } == ["1"])
    #expect(try night.text("manifest.json").contains("\"xml\" : 1"))
  }

  @Test func `a DOCTYPE stops the run`() throws {
    let night = try Night()
    let text = message(declaration()).replacing(
      "<FR_DUE_Upload xmlns", with: "<!DOCTYPE a [<!ENTITY b \"c\">]><FR_DUE_Upload xmlns")
    try night.put(text, at: "dpae/FR_DUE_20161101.xml")
    let failure = try #require(night.failure())
    #expect(failure.status == .badData && failure.message.contains("DOCTYPE"))
  }

  @Test func `letters of Latin-1 are read as such`() throws {
    var bytes = Array(message(declaration()).utf8)
    let place = bytes.firstRange(of: Array("5610A".utf8))!.lowerBound
    bytes.replaceSubrange(place..<place, with: [0xE9])
    #expect(try run(bytes).table("hires").map { $0["sector"] } == ["?"])
  }

  @Test func `the later message of a hire stands, over the flat export too`() throws {
    let night = try Night()
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "1000000001", "KC_NIR": "1850513050001"]),
      at: "register/REFH_INDIVIDU_20160101.csv")
    try night.deliver(Deliveries.warehouse(Deliveries.hire()), on: "20161015")
    try night.put(message(declaration(1, contract: "CTT")), at: "dpae/FR_DUE_20161101.xml.gz")
    try night.run()
    #expect(try night.table("hires").map { $0["contract_class"] } == ["interim"])
  }
}
