import LabourMarket
import Testing

@Suite struct QuantityTests {
  private func read(_ text: String) -> Quantity? {
    var text = text
    return text.withUTF8 { Quantity(UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1e3", "+3", "1 000", "1.2.3", "1234567890123", "*", "0x1", "NaN", "1.0000000000000000001",
  ])
  func `what is no number is refused`(text: String) { #expect(read(text) == nil) }

  @Test(arguments: [
    ("0.005", "0.01"), ("0.004999999999999999", "0.00"), ("-0.005", "-0.01"), ("-0.004", "0.00"), ("2.675", "2.68"),
    ("1,5", "1.50"), ("999999999999.995", "1000000000000.00"), ("12", "12.00"),
  ])
  func `halves round away from zero`(text: String, rounded: String) {
    #expect(read(text)?.text(decimals: 2) == rounded)
  }

  @Test(arguments: [
    ("45.9096865448", "45.91"), ("45.90", "45.9"), ("46", "46"), ("45.999", "46"), ("0.001", "0"), ("100", "100"),
  ])
  func `a trimmed number shows no zero that says nothing`(text: String, shown: String) {
    #expect(read(text)?.text(decimals: 2, trimmed: true) == shown)
  }

  @Test func `a third of an amount three times over is the amount`() throws {
    let third = Quantity(units: try #require(read("100.01")).units / 3)
    #expect((third + third + third).text(decimals: 2, tolerance: 3) == "100.01")
  }

  @Test func `two sixths of a cent and a half are a half, though each is inexact`() throws {
    let sixth = Quantity(units: try #require(read("0.01")).units / 6)
    #expect((sixth + sixth + sixth).text(decimals: 2, tolerance: 3) == "0.01")
  }
}
