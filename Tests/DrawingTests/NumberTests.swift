import Drawing
import Testing

@Suite struct `A number` {
  @Test(arguments: [
    ("0", "0", "0"), ("999", "999", "999"), ("1000", "1\u{202F}000", "1,000"),
    ("-1234.50", "−1\u{202F}234,50", "−1,234.50"),
    ("0.05", "0,05", "0.05"), ("85000000", "85\u{202F}000\u{202F}000", "85,000,000"),
  ])
  func `has its thousands apart and its decimals as they are`(text: String, french: String, english: String) throws {
    let number = try #require(DecimalNumber(text))
    #expect(NumberStyle.french.text(number) == french)
    #expect(NumberStyle.english.text(number) == english)
  }

  @Test(arguments: [
    ("0.5497", "55,0\u{202F}%", "55.0%"), ("0.5494", "54,9\u{202F}%", "54.9%"), ("0.5495", "55,0\u{202F}%", "55.0%"),
    ("1.0000", "100,0\u{202F}%", "100.0%"), ("0", "0\u{202F}%", "0%"),
  ])
  func `is a share as per cent, halves away from zero`(text: String, french: String, english: String) throws {
    let share = try #require(DecimalNumber(text))
    #expect(NumberStyle.french.percent(share) == french)
    #expect(NumberStyle.english.percent(share) == english)
  }

  @Test(arguments: ["", ".", "1.", ".5", "+1", "1e3", "s", "nd", "1.2.3", "1234567890123456789"])
  func `is not read from anything else`(text: String) { #expect(DecimalNumber(text) == nil) }

  @Test func `stands on one line with its unit`() {
    #expect(NumberStyle.french.text(DecimalNumber(units: 301, decimals: 1), unit: "jours") == "30,1\u{202F}jours")
    #expect(NumberStyle.english.text(DecimalNumber(units: 301, decimals: 1), unit: "days") == "30.1\u{A0}days")
    #expect(NumberStyle.french.euro(DecimalNumber(units: 123_450, decimals: 2)) == "1\u{202F}235\u{202F}€")
    #expect(NumberStyle.english.euro(DecimalNumber(units: 123_450, decimals: 2)) == "€1,235")
  }

  @Test func `is added to one of other decimals`() {
    #expect(
      DecimalNumber(units: 15, decimals: 1) + DecimalNumber(units: 125, decimals: 2)
        == DecimalNumber(units: 275, decimals: 2))
    #expect(DecimalNumber(units: 3) - DecimalNumber(units: 5) == DecimalNumber(units: -2))
  }
}
