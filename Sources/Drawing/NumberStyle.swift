/// How numbers are set: by the rules of French typography or of English.
public enum NumberStyle: Sendable, Equatable {
  case french, english

  /// Narrow no-break space: between thousands, and before a unit.
  private static let thinSpace = "\u{202F}"

  /// Thousands apart, the decimals as they are: `1 234,50`, `1,234.50`. A minus is U+2212.
  public func text(_ number: DecimalNumber) -> String {
    let digits = String(number.units.magnitude)
    let padded = String(repeating: "0", count: max(0, number.decimals + 1 - digits.count)) + digits
    let whole = Array(padded.dropLast(number.decimals))
    var text = number.units < 0 ? "\u{2212}" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text += thousands }
      text.append(digit)
    }
    return number.decimals == 0 ? text : text + point + padded.suffix(number.decimals)
  }

  public func text(_ count: Int) -> String { text(DecimalNumber(units: count)) }

  /// A share, 0...1, as per cent: `54,9 %`, `54.9%`.
  public func percent(_ share: DecimalNumber, decimals: Int = 1) -> String {
    text(share.percent.rounded(to: decimals)) + (self == .french ? NumberStyle.thinSpace + "%" : "%")
  }

  /// `30 jours`: the number and its unit never stand on two lines.
  public func text(_ number: DecimalNumber, unit: String) -> String {
    text(number) + (self == .french ? NumberStyle.thinSpace : "\u{A0}") + unit
  }

  /// `850 000 €`, `€850,000`.
  public func euro(_ amount: DecimalNumber) -> String {
    let whole = text(amount.rounded(to: 0))
    return self == .french ? whole + NumberStyle.thinSpace + "€" : "€" + whole
  }

  private var thousands: String { self == .french ? NumberStyle.thinSpace : "," }
  private var point: String { self == .french ? "," : "." }
}
