/// A number with decimals, exact: amounts in euro, weights, projects of the BMO.
///
/// A whole number of 10^-18, so that sums do not depend on their order and halves are halves.
public struct Quantity: Hashable, Comparable, Sendable {
  public var units: Int128

  public static let scale: Int128 = 1_000_000_000_000_000_000
  public static let zero = Quantity(units: 0)

  @inlinable public init(units: Int128) { self.units = units }
  public init(_ whole: Int) { units = Int128(whole) * Quantity.scale }

  @inlinable public static func < (left: Quantity, right: Quantity) -> Bool { left.units < right.units }
  @inlinable public static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(units: left.units + right.units)
  }
  /// The product, to 10^-18: exact where the two have no more than eighteen decimals together.
  public static func * (left: Quantity, right: Quantity) -> Quantity {
    let (whole, rest) = (right.units / scale, right.units % scale)
    let (leftWhole, leftRest) = (left.units / scale, left.units % scale)
    return Quantity(units: left.units * whole + leftWhole * rest + leftRest * rest / scale)
  }
  @inlinable public static func += (left: inout Quantity, right: Quantity) { left.units += right.units }

  /// Reads an optional sign, some digits, and decimals after a point or a comma; decimals past the eighteenth must
  /// be zeros. `nil` for anything else.
  ///
  /// - Parameter text: in ASCII, without blanks around it.
  /// - Parameter digits: before the point, at most: twelve leave room for sums of a hundred million numbers, six for
  ///   sums of products too.
  public init?(_ text: UnsafeRawBufferPointer, digits: Int = 12) {
    var rest = Slice(base: text, bounds: text.startIndex..<text.endIndex)
    let isNegative = rest.first == 0x2D
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2E || $0 == 0x2C })
    let whole = parts.first ?? rest
    let decimals = parts.count == 2 ? parts[1] : rest[rest.endIndex...]
    guard (1...digits).contains(whole.count), parts.count == 1 || decimals.count > 0 else { return nil }
    var units: Int128 = 0
    for byte in whole {
      guard (0x30...0x39).contains(byte) else { return nil }
      units = units * 10 + Int128(byte - 0x30)
    }
    var unit = Quantity.scale
    units *= unit
    for byte in decimals {
      guard (0x30...0x39).contains(byte) else { return nil }
      unit /= 10
      guard unit > 0 || byte == 0x30 else { return nil }
      units += Int128(byte - 0x30) * unit
    }
    self.units = isNegative ? -units : units
  }

  /// The text with a point before its decimals, halves away from zero.
  ///
  /// - Parameter decimals: 0...18; with 0 there is no point.
  /// - Parameter tolerance: units within which a value counts as a half: what divisions may have cost it.
  /// - Parameter trimmed: without the zeros, and the point, that say nothing.
  public func text(decimals: Int, tolerance: Int128 = 0, trimmed: Bool = false) -> String {
    if trimmed, units % Quantity.scale == 0 { return String(Int64(units / Quantity.scale)) }
    var step = Quantity.scale
    for _ in 0..<decimals { step /= 10 }
    let magnitude = units < 0 ? -units : units
    var steps = magnitude / step
    if (magnitude % step) * 2 + tolerance * 2 >= step { steps += 1 }
    var digits = String(steps)
    if decimals > 0 {
      digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
      if trimmed {
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
      }
    }
    return (units < 0 && steps > 0 ? "-" : "") + digits
  }
}
