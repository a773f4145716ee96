/// The number of a person in the national register: thirteen characters, all digits but for `2A` and `2B` of Corsica.
public struct NIR: Hashable, Sendable {
  /// The thirteen digits with `2A` and `2B` taken for 20, and Corsica above them, so that two NIR never meet.
  public let number: UInt64

  /// Reads thirteen characters, with or without the two digits of the key 97 - (n mod 97), where `2A` counts as 19 and
  /// `2B` as 18; `nil` for an impossible form (sex 1-8) or a wrong key, which makes a NIR unusable (DOMAIN section 3).
  @inlinable public init?(_ text: UnsafeRawBufferPointer) {
    guard text.count == 13 || text.count == 15, text[0] >= 0x31, text[0] <= 0x38 else { return nil }
    let corsica: UInt64
    switch (text[5], text[6]) {
    case (0x32, 0x41), (0x32, 0x61): corsica = 1
    case (0x32, 0x42), (0x32, 0x62): corsica = 2
    default: corsica = 0
    }
    var digits: UInt64 = 0
    var forKey: UInt64 = 0
    for index in 0..<13 {
      var digit = text[index] &- 0x30
      var keyDigit = digit
      if corsica != 0, index == 5 || index == 6 {
        digit = index == 5 ? 2 : 0
        keyDigit = index == 5 ? 1 : (corsica == 1 ? 9 : 8)
      }
      guard digit <= 9 else { return nil }
      digits = digits &* 10 &+ UInt64(digit)
      forKey = forKey &* 10 &+ UInt64(keyDigit)
    }
    if text.count == 15 {
      let (tens, ones) = (text[13] &- 0x30, text[14] &- 0x30)
      guard tens <= 9, ones <= 9, UInt64(tens &* 10 &+ ones) == 97 &- forKey % 97 else { return nil }
    }
    number = corsica &* 10_000_000_000_000 &+ digits
  }
}

extension NIR: CustomStringConvertible, CustomReflectable {
  public var description: String { "NIR(withheld)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
