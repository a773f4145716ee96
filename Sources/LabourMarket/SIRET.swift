/// The number of an establishment: fourteen digits whose Luhn sum is right (DOMAIN section 3).
public struct SIRET: Hashable, Sendable {
  /// Less than 10^14.
  public let number: UInt64

  @inlinable public init(number: UInt64) { self.number = number }

  /// What reading a SIRET gave.
  public enum Reading: Sendable {
    case valid(SIRET)
    /// Eleven to thirteen digits: leading zeros were lost, and put back.
    case repaired(SIRET)
    /// Not 14 digits, all zero, or failing the Luhn check.
    case invalid
  }

  /// Digits 0-9 only, not all zero. La Poste also passes with a sum of digits that is a multiple of 5.
  @inlinable public static func read(_ text: UnsafeRawBufferPointer) -> Reading {
    guard text.count >= 11, text.count <= 14 else { return .invalid }
    var number: UInt64 = 0
    var luhn = 0
    var sum = 0
    // The last digit is not doubled, the one before it is.
    var isDoubled = text.count % 2 == 0
    for byte in text {
      let digit = Int(byte) &- 0x30
      guard digit >= 0, digit <= 9 else { return .invalid }
      number = number &* 10 &+ UInt64(truncatingIfNeeded: digit)
      sum &+= digit
      let doubled = digit &* 2
      luhn &+= isDoubled ? (doubled > 9 ? doubled &- 9 : doubled) : digit
      isDoubled = !isDoubled
    }
    guard number != 0 else { return .invalid }
    let isLaPoste = number / 100_000 == 356_000_000
    guard luhn % 10 == 0 || (isLaPoste && sum % 5 == 0) else { return .invalid }
    return text.count == 14 ? .valid(SIRET(number: number)) : .repaired(SIRET(number: number))
  }
}

extension SIRET: CustomStringConvertible {
  public var description: String { Day.padded(Int(number), 14) }
}
