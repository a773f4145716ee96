import LabourMarket
import Testing

@Suite struct PersonTests {
  private let directory = PersonDirectory()

  private func key(_ text: String) -> PersonKey {
    var text = text
    return text.withUTF8 { PersonKey(nationalIdentifier: UnsafeRawBufferPointer($0), in: directory) }
  }

  private func nir(_ text: String) -> NIR? {
    var text = text
    return text.withUTF8 { NIR(UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: ["", "0", "000000"])
  func `an identifier that is empty or all zeros is unknown`(text: String) { #expect(key(text).isUnknown) }

  @Test(arguments: [("0012", "12"), ("00ab12", "AB12"), ("abcdefghijk", "ABCDEFGHIJK"), ("0z", "Z")])
  func `identifiers are compared in upper case and without leading zeros`(one: String, other: String) {
    #expect(key(one) == key(other))
  }

  @Test func `different identifiers are different persons, whatever their length`() {
    let texts = [
      "1", "10", "100", "A", "A1", "1A", "Z9", "ABCDEFGHIJK", "ABCDEFGHIJKL", "999999999999999999",
      "9999999999999999999", "12345678901234567890", "É12",
    ]
    #expect(Set(texts.map(key)).count == texts.count)
  }

  @Test func `an identifier comes back as it is compared`() {
    for text in ["12", "AB12", "Z", "ABCDEFGHIJK", "ABCDEFGHIJKL"] {
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
