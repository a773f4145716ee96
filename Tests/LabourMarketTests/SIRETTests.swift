import LabourMarket
import Testing

@Suite struct SIRETTests {
  private func read(_ text: String) -> SIRET.Reading {
    var text = text
    return text.withUTF8 { SIRET.read(UnsafeRawBufferPointer($0)) }
  }

  private func isValid(_ text: String) -> Bool {
    if case .valid = read(text) { true } else { false }
  }

  private func repaired(_ text: String) -> UInt64? {
    if case .repaired(let siret) = read(text) { siret.number } else { nil }
  }

  @Test func `a number that fails the Luhn check is refused`() { #expect(!isValid("73282932000075")) }
  @Test func `a number that passes the Luhn check is taken`() { #expect(isValid("73282932000074")) }
  @Test func `nothing but zeros is refused`() { #expect(!isValid("00000000000000")) }
  @Test func `ten digits are refused`() { #expect(repaired("2829320007") == nil && !isValid("2829320007")) }
  @Test func `fifteen digits are refused`() { #expect(!isValid("732829320000740")) }

  @Test(arguments: ["+3282932000074", "7328293200007 ", "7328293200007x", "٧٣٢٨٢٩٣"])
  func `anything but the digits 0 to 9 is refused`(text: String) { #expect(!isValid(text)) }

  @Test(arguments: [
    "7.32830E+13", "7,32830E+13", "7E+13", "7.3283e13", "73282932000074.0", "73282932000074,00", "732 829 320 00074",
    "732\u{202F}829\u{A0}320 00074", "32829320000.0", "73282932000074.",
  ]) func `what a spreadsheet makes of a number is told from a number that is wrong`(text: String) {
    #expect(!isValid(text) && repaired(text) == nil)
    #expect(Array(text.utf8).withUnsafeBytes { SIRET.isOfSpreadsheet($0) })
  }

  @Test(arguments: [
    "73282932000075", "", "E+13", "7.3E", "7.3E+", "7.3E+1x", "732829320000740", "73282932000074.5", "7328293200.0",
    "12 3",
    "732829320 00074x",
  ]) func `a number that is wrong is no spreadsheet's`(text: String) {
    #expect(!Array(text.utf8).withUnsafeBytes { SIRET.isOfSpreadsheet($0) })
  }

  @Test func `read by words, a number is what it is read by digits`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      // Of all numbers one in ten is valid; of La Poste's also one in five.
      let first = Bool.random(using: &random) ? 356_000_000 : Int.random(in: 0..<1_000_000_000, using: &random)
      let digits = String(first * 100_000 + Int.random(in: 0..<100_000, using: &random))
      let text = String(repeating: "0", count: 14 - digits.count) + digits
      let values = text.utf8.map { Int($0) - 0x30 }
      let luhn = values.enumerated().reduce(0) { sum, digit in
        sum + (digit.offset % 2 == 1 ? digit.element : digit.element * 2 / 10 + digit.element * 2 % 10)
      }
      let passes = luhn % 10 == 0 || (first == 356_000_000 && values.reduce(0, +) % 5 == 0)
      guard case .valid(let siret) = read(text) else {
        #expect(!passes, "\(text)")
        continue
      }
      #expect(passes && siret.number == UInt64(text), "\(text)")
    }
  }

  @Test func `one byte that is no digit, anywhere, refuses the number`() {
    for place in 0..<14 {
      for byte in (0...0xFF).map({ UInt8($0) }) where !(0x30...0x39).contains(byte) {
        var bytes = Array("73282932000074".utf8)
        bytes[place] = byte
        let reading = bytes.withUnsafeBytes { SIRET.read($0) }
        if case .invalid = reading { continue }
        Issue.record("byte \(byte) at \(place)")
      }
    }
  }

  @Test func `lost leading zeros are put back, and said`() {
    #expect(isValid("00032502900015"))
    #expect(repaired("32502900015") == 32_502_900_015)
    #expect(repaired("502900000014") == 502_900_000_014)
    #expect(repaired("9328293200073") == 9_328_293_200_073)
  }

  @Test func `lost zeros do not excuse the Luhn check`() { #expect(repaired("32502900016") == nil) }

  @Test func `La Poste also passes with a digit sum that is a multiple of five`() { #expect(isValid("35600000000001")) }
  @Test func `La Poste does not pass with any sum`() { #expect(!isValid("35600000000002")) }
  @Test func `another firm does not pass with such a sum`() { #expect(!isValid("35600000100005")) }
}
