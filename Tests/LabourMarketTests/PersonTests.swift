import LabourMarket
import Testing

@Suite struct PersonTests {
  private let directory = PersonDirectory()

  private func key(_ text: String) -> PersonKey {
    var text = text
    return text.withUTF8 { PersonKey(nationalIdentifier: UnsafeRawBufferPointer($0), in: directory) }
  }

  private func spelling(_ text: String) -> PersonKey.Spelling {
    var text = text
    return text.withUTF8 { PersonKey.read(UnsafeRawBufferPointer($0), in: directory).spelling }
  }

  /// The NIR and whether it was mended; `nil` where there is none.
  private func reading(_ text: String, key: String = "") -> (nir: NIR, isMended: Bool)? {
    switch Array(text.utf8).withUnsafeBytes({ text in Array(key.utf8).withUnsafeBytes { NIR.read(text, key: $0) } }) {
    case .plain(let nir): (nir, false)
    case .mended(let nir): (nir, true)
    case .missing, .unusable: nil
    }
  }

  private func isMissing(_ text: String) -> Bool {
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    guard case .missing = Array(text.utf8).withUnsafeBytes({ NIR.read($0, key: none) }) else { return false }
    return true
  }

  private func nir(_ text: String) -> NIR? {
    var text = text
    return text.withUTF8 { NIR(UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: ["", "0", "000000", "0000000000000000000", "0.0"])
  func `an identifier that is empty or all zeros is unknown`(text: String) { #expect(key(text).isUnknown) }

  @Test(arguments: ["NaN", "None", "\\N", "-", "#N/A", "N/A", "abcdefghijk", "ABCDEFGHIJKL", "0z", "."])
  func `an identifier without any digit is unknown, and nothing odd`(text: String) {
    #expect(key(text).isUnknown && spelling(text) == .plain)
    #expect(!key(text + "1").isUnknown)
  }

  @Test(arguments: ["1000000001", "12", "999999999999999999", "12345678901234567890"])
  func `digits lose the decimal that a program gave them, and are mended`(text: String) {
    #expect(key(text + ".0") == key(text) && spelling(text + ".0") == .mended && spelling(text) == .plain)
    for other in [text + ".00", text + ".1", text + ",0", "A" + text + ".0", text + "."] {
      #expect(key(other) != key(text) && spelling(other) == .odd, "\(other)")
    }
  }

  @Test(arguments: ["12-3", "12 3", "12\u{A0}3", "#12", "1/2"])
  func `an identifier with another character than letters and digits is odd, and compared with it`(text: String) {
    #expect(spelling(text) == .odd && !key(text).isUnknown && key(text) != key("123"))
  }

  @Test(arguments: ["12", "AB12", "É12", "ABCDEFGHIJKLM1", "12345678901234567890"])
  func `one of letters and digits is plain, whatever its length`(text: String) { #expect(spelling(text) == .plain) }

  @Test(arguments: [("0012", "12"), ("00ab12", "AB12"), ("abcdefghij1", "ABCDEFGHIJ1"), ("01z", "1Z")])
  func `identifiers are compared in upper case and without leading zeros`(one: String, other: String) {
    #expect(key(one) == key(other))
  }

  @Test func `different identifiers are different persons, whatever their length`() {
    let texts = [
      "1", "10", "100", "A1", "1A", "Z9", "ABCDEFGHIJ1", "ABCDEFGHIJK1", "999999999999999999",
      "9999999999999999999", "12345678901234567890", "É12",
    ]
    #expect(Set(texts.map(key)).count == texts.count)
  }

  @Test func `an identifier comes back as it is compared`() {
    for text in ["12", "AB12", "1Z", "ABCDEFGHIJ1", "ABCDEFGHIJK1"] {
      #expect(directory.identifier(of: key(text)).map { String(decoding: $0, as: UTF8.self) } == text)
    }
  }

  @Test func `a national identifier and a NIR of the same characters are two persons`() throws {
    #expect(PersonKey(try #require(nir("1850513055123"))) != key("1850513055123"))
  }

  @Test(arguments: [
    "9850513055123", "0850513055123", "185051305512", "185051305512X", "185052C055123", "+850513055123",
  ])
  func `a NIR of impossible form is unusable`(text: String) { #expect(nir(text) == nil) }

  @Test(arguments: 1...8) func `a NIR begins with a digit from 1 to 8`(first: Int) {
    #expect(nir("\(first)850513055123") != nil)
  }

  @Test func `a NIR with its key is the same as without`() {
    #expect(nir("185051305512346") != nil)
    #expect(nir("185051305512346") == nir("1850513055123"))
  }

  @Test func `a NIR with a wrong key is unusable`() { #expect(nir("185051305512345") == nil) }

  @Test func `Corsica has letters, counted as 19 and 18 in the key`() {
    #expect(nir("290022A00456745") != nil)
    #expect(nir("290022A004567") != nir("290022B004567"))
    #expect(nir("290022a004567") == nir("290022A004567") && nir("290022b004567") == nir("290022B004567"))
    #expect(nir("290022A004567") != nir("2900220004567"))
  }

  @Test func `read by words, a NIR is what it is read by digits`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let number = UInt64.random(in: 1_000_000_000_000..<9_000_000_000_000, using: &random)
      #expect(nir("\(number)")?.number == number)
      let key = 97 - number % 97
      #expect(nir("\(number)\(key < 10 ? "0" : "")\(key)")?.number == number)
      #expect(nir("\(number)\(key < 11 ? "0" : "")\(key - 1)") == nil)
    }
  }

  @Test(arguments: [
    "1 85 05 13 055 123", "1 85 05 13 055 123 46", "1850513055123.0", "185051305512346.0",
    "1\u{A0}85\u{202F}0513055\t123",
    "\u{FEFF}1850513055123", "185 0513\u{2009}055123 46.0",
  ]) func `a NIR printed in groups, or made a number, is mended`(text: String) throws {
    let mended = try #require(reading(text))
    #expect(mended.isMended && mended.nir == nir("1850513055123"))
    #expect(reading("1850513055123")?.isMended == false)
  }

  @Test func `a lone no-break space inside a NIR is dropped`() {
    let bytes: [UInt8] = Array("1850513".utf8) + [0xA0] + Array("055123".utf8)
    let reading = bytes.withUnsafeBytes { NIR.read($0, key: UnsafeRawBufferPointer(start: nil, count: 0)) }
    guard case .mended(let mended) = reading else { return #expect(Bool(false), "\(reading)") }
    #expect(mended == nir("1850513055123"))
  }

  @Test func `a key of its own is taken with thirteen characters`() {
    #expect(reading("1850513055123", key: "46")?.isMended == false)
    #expect(reading("1850513055123", key: "45") == nil)
    #expect(reading("1 85 05 13 055 123", key: "46")?.isMended == true)
    #expect(reading("185051305512346", key: "45")?.isMended == false)
  }

  @Test(arguments: ["", "0000000000000", "NaN", "\\N", "-", "   "])
  func `nothing that could be a NIR is missing, not unusable`(text: String) { #expect(isMissing(text)) }

  @Test(arguments: ["9850513055123", "185051305512345", "1850513055123.1", "185 051 305 512", "2A"])
  func `what is unusable stays so`(text: String) { #expect(reading(text) == nil && !isMissing(text)) }

  @Test func `a person cannot be printed`() {
    let person = key("1234567890")
    var dumped = ""
    dump(person, to: &dumped)
    dump(nir("1850513055123"), to: &dumped)
    let shown = "\(person) \(String(reflecting: person)) \(dumped)"
    #expect(!shown.contains("1234567890") && !shown.contains("1850513055123"))
    #expect(shown.contains("withheld"))
  }
}
