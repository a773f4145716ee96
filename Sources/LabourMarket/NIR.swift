/// The number of a person in the national register: thirteen characters, all digits but for `2A` and `2B` of Corsica.
public struct NIR: Hashable, Sendable {
  /// The thirteen digits with `2A` and `2B` taken for 20, and Corsica above them, so that two NIR never meet.
  public let number: UInt64

  /// Reads thirteen characters, with or without the two digits of the key 97 - (n mod 97), where `2A` counts as 19 and
  /// `2B` as 18; `nil` for an impossible form (sex 1-8) or a wrong key, which makes a NIR unusable (DOMAIN section 3).
  @inlinable public init?(_ text: UnsafeRawBufferPointer) {
    guard text.count == 13 || text.count == 15, text[0] >= 0x31, text[0] <= 0x38 else { return nil }
    // Thirteen bytes as two words of eight, which share three: see `SIRET.readWhole`.
    let first = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
    let last = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: 5, as: UInt64.self)) ^ 0x3030_3030_3030_3030
    let over = (first &+ 0x7676_7676_7676_7676) | first | (last &+ 0x7676_7676_7676_7676) | last
    guard over & 0x8080_8080_8080_8080 == 0 else {
      guard let corsican = NIR.corsican(text) else { return nil }
      self = corsican
      return
    }
    number = SIRET.value(first) &* 100_000 &+ SIRET.value(last & 0xFFFF_FFFF_FF00_0000)
    if text.count == 15, !NIR.isKey(text, of: number) { return nil }
  }

  /// One whose département is `2A` or `2B`.
  @usableFromInline static func corsican(_ text: UnsafeRawBufferPointer) -> NIR? {
    let corsica: UInt64
    switch (text[5], text[6]) {
    case (0x32, 0x41), (0x32, 0x61): corsica = 1
    case (0x32, 0x42), (0x32, 0x62): corsica = 2
    default: return nil
    }
    var digits: UInt64 = 0
    var forKey: UInt64 = 0
    for index in 0..<13 {
      var digit = text[index] &- 0x30
      var keyDigit = digit
      if index == 5 || index == 6 {
        digit = index == 5 ? 2 : 0
        keyDigit = index == 5 ? 1 : (corsica == 1 ? 9 : 8)
      }
      guard digit <= 9 else { return nil }
      digits = digits &* 10 &+ UInt64(digit)
      forKey = forKey &* 10 &+ UInt64(keyDigit)
    }
    if text.count == 15, !isKey(text, of: forKey) { return nil }
    return NIR(number: corsica &* 10_000_000_000_000 &+ digits)
  }

  @usableFromInline init(number: UInt64) { self.number = number }

  /// Whether the last two of fifteen characters are the key of the number before them.
  @inlinable static func isKey(_ text: UnsafeRawBufferPointer, of number: UInt64) -> Bool {
    let (tens, ones) = (text[13] &- 0x30, text[14] &- 0x30)
    return tens <= 9 && ones <= 9 && UInt64(tens &* 10 &+ ones) == 97 &- number % 97
  }
}

extension NIR {
  /// What reading a NIR gave.
  public enum Reading: Sendable {
    /// Nothing that could be one: empty, all zero, without any digit.
    case missing
    case plain(NIR)
    /// Blanks inside it, or the `.0` after it, were dropped.
    case mended(NIR)
    /// Of impossible form, or with a wrong key.
    case unusable
  }

  /// Reads a NIR as files really hold it (DOMAIN section 3): as it should be first, then printed in groups, or as a number
  /// with decimals.
  ///
  /// - Parameter key: where it is a field of its own; taken with thirteen characters only.
  @inlinable public static func read(_ text: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer) -> Reading {
    if text.count == 0 { return .missing }
    if key.count == 0, let nir = NIR(text) { return .plain(nir) }
    return mended(text, key: key)
  }

  @usableFromInline static func mended(_ text: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer) -> Reading {
    var characters = trimmedNumber(text)
    let isMended = !characters.elementsEqual(text)
    if !characters.contains(where: WrittenNumber.isDigit) || characters.allSatisfy({ $0 == 0x30 }) { return .missing }
    if characters.count == 13 { characters += trimmedNumber(key) }
    guard let nir = characters.withUnsafeBytes({ NIR($0) }) else { return .unusable }
    return isMended ? .mended(nir) : .plain(nir)
  }

  private static func trimmedNumber(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    let characters = WrittenNumber.withoutBlanks(text)
    return characters.withUnsafeBytes { WrittenNumber.withoutDecimal($0).map { Array($0) } } ?? characters
  }
}

extension NIR: CustomStringConvertible, CustomReflectable {
  public var description: String { "NIR(withheld)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
