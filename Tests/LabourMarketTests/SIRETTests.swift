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
  @Test func `ten digits are refused`() { #expect(repaired("2829320000") == nil && !isValid("2829320000")) }
  @Test func `fifteen digits are refused`() { #expect(!isValid("732829320000740")) }

  @Test(arguments: ["+3282932000074", "7328293200007 ", "7328293200007x", "٧٣٢٨٢٩٣"])
  func `anything but the digits 0 to 9 is refused`(text: String) { #expect(!isValid(text)) }

  @Test func `lost leading zeros are put back, and said`() {
    #expect(isValid("00032502900015"))
    #expect(repaired("32502900015") == 32_502_900_015)
  }

  @Test func `lost zeros do not excuse the Luhn check`() { #expect(repaired("32502900016") == nil) }

  @Test func `La Poste also passes with a digit sum that is a multiple of five`() { #expect(isValid("35600000000001")) }
  @Test func `La Poste does not pass with any sum`() { #expect(!isValid("35600000000002")) }
  @Test func `another firm does not pass with such a sum`() { #expect(!isValid("35600000100005")) }
}
