/// A decimal number as tables write it: digits, perhaps a point and more digits.
public struct DecimalNumber: Sendable, Equatable {
  /// The number times 10 to the `decimals`.
  public let units: Int
  public let decimals: Int

  public init(units: Int, decimals: Int = 0) {
    self.units = units
    self.decimals = decimals
  }

  /// - Returns: `nil` where the text is not such a number, or has more than 18 digits.
  public init?(_ text: String) {
    let digits = text.utf8.filter { $0 != 0x2E }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !parts.contains(where: \.isEmpty), digits.count <= 18 else { return nil }
    guard let units = Int(parts.joined()), text.first != "+" else { return nil }
    self.init(units: units, decimals: parts.count == 2 ? parts[1].utf8.count : 0)
  }

  public var value: Double { Double(units) / Double(DecimalNumber.power(decimals)) }

  /// Halves away from zero; a number of fewer decimals stays as it is.
  public func rounded(to places: Int) -> DecimalNumber {
    guard places < decimals else { return self }
    let divisor = DecimalNumber.power(decimals - places)
    let magnitude = (units.magnitude + UInt(divisor) / 2) / UInt(divisor)
    return DecimalNumber(units: units < 0 ? -Int(magnitude) : Int(magnitude), decimals: places)
  }

  /// The same number times 100: a share as per cent.
  public var percent: DecimalNumber {
    decimals >= 2
      ? DecimalNumber(units: units, decimals: decimals - 2)
      : DecimalNumber(units: units * DecimalNumber.power(2 - decimals))
  }

  public static func + (one: DecimalNumber, other: DecimalNumber) -> DecimalNumber {
    let decimals = max(one.decimals, other.decimals)
    return DecimalNumber(units: one.units(of: decimals) + other.units(of: decimals), decimals: decimals)
  }

  public static func - (one: DecimalNumber, other: DecimalNumber) -> DecimalNumber {
    one + DecimalNumber(units: -other.units, decimals: other.decimals)
  }

  private func units(of decimals: Int) -> Int { units * DecimalNumber.power(decimals - self.decimals) }

  private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { product, _ in product * 10 } }
}
