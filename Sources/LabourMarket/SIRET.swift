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
    if text.count == 14 { return readWhole(text) }
    guard text.count >= 11, text.count <= 13 else { return .invalid }
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
    return isRight(number, luhn, sum) ? .repaired(SIRET(number: number)) : .invalid
  }

  /// - Parameter luhn: the sum of the digits, every other one doubled and its digits added.
  @inlinable static func isRight(_ number: UInt64, _ luhn: Int, _ sum: Int) -> Bool {
    guard number != 0 else { return false }
    return luhn % 10 == 0 || (number / 100_000 == 356_000_000 && sum % 5 == 0)
  }

  /// Fourteen bytes as two words of eight digits, which share digits 7 and 8: a byte of a word is worked on beside its
  /// neighbours, without a branch a digit.
  @inlinable static func readWhole(_ text: UnsafeRawBufferPointer) -> Reading {
    let first = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
    let last = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: 6, as: UInt64.self)) ^ 0x3030_3030_3030_3030
    // A byte over 9 reaches 128 when 118 is added to it; one over 127 has that bit already.
    let over = (first &+ 0x7676_7676_7676_7676) | first | (last &+ 0x7676_7676_7676_7676) | last
    guard over & 0x8080_8080_8080_8080 == 0 else { return .invalid }
    let number = value(first) &* 1_000_000 &+ value(last & 0xFFFF_FFFF_FFFF_0000)
    let (low, high) = (sums(first), sums(last & 0xFFFF_FFFF_FFFF_0000))
    return isRight(number, low.luhn &+ high.luhn, low.sum &+ high.sum) ? .valid(SIRET(number: number)) : .invalid
  }

  /// The number that eight digits make, the first in the lowest byte.
  @inlinable static func value(_ digits: UInt64) -> UInt64 {
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }

  /// The sum of eight digits, and the same with the first, third… doubled, their digits added.
  @inlinable static func sums(_ digits: UInt64) -> (luhn: Int, sum: Int) {
    let doubled = digits & 0x00FF_00FF_00FF_00FF
    // Over 4, the digits of the double add up to 9 less.
    let nines = ((doubled &+ 0x007B_007B_007B_007B) >> 7 & 0x0001_0001_0001_0001) &* 9
    let ones: UInt64 = 0x0101_0101_0101_0101
    let luhn = ((digits &+ doubled &- nines) &* ones) >> 56
    return (Int(luhn), Int((digits &* ones) >> 56))
  }
}

extension SIRET {
  /// Whether a text that is no SIRET is what a spreadsheet makes of one: `7.32830E+13`, `73282932000074.0`, digits in groups.
  public static func isOfSpreadsheet(_ text: UnsafeRawBufferPointer) -> Bool {
    let characters = WrittenNumber.withoutBlanks(text)
    let digits = characters.prefix { WrittenNumber.isDigit($0) }
    let rest = characters[digits.count...]
    guard !digits.isEmpty else { return false }
    // Eleven digits are a SIRET that has lost three zeros.
    if rest.isEmpty { return characters.count < text.count && (11...14).contains(digits.count) }
    guard rest.first == 0x2E || rest.first == 0x2C || rest.first.map({ $0 & ~0x20 }) == 0x45 else { return false }
    let decimals = rest.drop { $0 == 0x2E || $0 == 0x2C || WrittenNumber.isDigit($0) }
    if decimals.isEmpty { return (11...14).contains(digits.count) && rest.dropFirst().allSatisfy { $0 == 0x30 } }
    let exponent = decimals.dropFirst()
    return decimals.first! & ~0x20 == 0x45 && exponent.drop { $0 == 0x2B }.allSatisfy(WrittenNumber.isDigit)
      && exponent.contains(where: WrittenNumber.isDigit)
  }
}

extension SIRET: CustomStringConvertible {
  public var description: String { Day.padded(Int(number), 14) }
}
