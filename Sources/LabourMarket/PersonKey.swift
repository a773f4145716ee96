import Synchronization

/// Who a declaration or a training is about: an exact value, never a hash, that cannot be printed.
///
/// National identifiers and NIR are two name spaces (DOMAIN section 4).
public struct PersonKey: Hashable, Sendable {
  /// 0 is the unknown person. The two high bits say how the rest is to be read: 0 a national identifier of up to 18
  /// digits, 1 a NIR, 2 up to 11 letters and digits in base 37, 3 a code of the `PersonDirectory`.
  public let bits: UInt64

  @inlinable init(bits: UInt64) { self.bits = bits }

  public static let unknown = PersonKey(bits: 0)

  @inlinable public var isUnknown: Bool { bits == 0 }

  /// How an identifier was written.
  public enum Spelling: Sendable {
    case plain
    /// Digits that a program had made a number with decimals: `1000000001.0`.
    case mended
    /// It holds another character than letters and digits, and is compared with it.
    case odd
  }

  /// Reads a national identifier: trimmed by the caller, compared in upper case and without leading zeros. Nothing but
  /// zeros is unknown, and so is what has no digit then: `NaN`, `None`, `\N`, `-`, `#N/A` (DOMAIN section 3).
  @inlinable public static func read(
    _ text: UnsafeRawBufferPointer, in directory: PersonDirectory
  ) -> (key: PersonKey, spelling: Spelling) {
    guard let number = number(text) else { return PersonKey.spelled(text, in: directory) }
    return (PersonKey(bits: number), .plain)
  }

  /// The same, whatever its spelling.
  @inlinable public init(nationalIdentifier text: UnsafeRawBufferPointer, in directory: PersonDirectory) {
    self = PersonKey.read(text, in: directory).key
  }

  /// Digits alone, up to 18 after leading zeros.
  @inlinable static func number(_ text: UnsafeRawBufferPointer) -> UInt64? {
    var start = 0
    while start < text.count, text[start] == 0x30 { start &+= 1 }
    guard text.count &- start <= 18 else { return nil }
    var number: UInt64 = 0
    for index in start..<text.count {
      let digit = text[index] &- 0x30
      guard digit <= 9 else { return nil }
      number = number &* 10 &+ UInt64(digit)
    }
    return number
  }

  /// What is more than a short number.
  @usableFromInline static func spelled(
    _ text: UnsafeRawBufferPointer, in directory: PersonDirectory
  ) -> (key: PersonKey, spelling: Spelling) {
    let digits = WrittenNumber.withoutDecimal(text)
    if let digits, let number = number(digits) { return (PersonKey(bits: number), .mended) }
    var rest = digits ?? text
    while rest.first == 0x30 { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst()) }
    guard rest.contains(where: { (0x30...0x39).contains($0) }) else { return (.unknown, .plain) }
    let spelling: Spelling = digits != nil ? .mended : holdsOtherThanLettersAndDigits(rest) ? .odd : .plain
    return (lettered(rest) ?? directory.key(of: rest), spelling)
  }

  /// Up to eleven letters and digits.
  private static func lettered(_ text: UnsafeRawBufferPointer) -> PersonKey? {
    guard text.count <= 11 else { return nil }
    var number: UInt64 = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: number = number * 37 + UInt64(byte - 0x30) + 1
      case 0x41...0x5A: number = number * 37 + UInt64(byte - 0x41) + 11
      case 0x61...0x7A: number = number * 37 + UInt64(byte - 0x61) + 11
      default: return nil
      }
    }
    return PersonKey(bits: 2 << 62 | number)
  }

  private static func holdsOtherThanLettersAndDigits(_ text: UnsafeRawBufferPointer) -> Bool {
    let isPlain = text.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & ~0x20) }
    if isPlain { return false }
    return String(decoding: text, as: UTF8.self).unicodeScalars.contains {
      $0.isASCII ? !$0.properties.isAlphabetic && !("0"..."9").contains($0) : !$0.properties.isAlphabetic
    }
  }

  @inlinable public init(_ nir: NIR) { bits = 1 << 62 | nir.number }
}

extension PersonKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "PersonKey(withheld)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The national identifiers that are too long, or too odd, to be a number: shared by all readers of a run.
public final class PersonDirectory: Sendable {
  private let book = Mutex(CodeBook())

  public init() {}

  @usableFromInline func key(of text: UnsafeRawBufferPointer) -> PersonKey {
    let upper = String(decoding: text, as: UTF8.self).uppercased()
    return PersonKey(bits: 3 << 62 | UInt64(book.withLock { $0.intern(upper) }))
  }

  /// The identifier as it is compared; `nil` for a NIR and for the unknown person. For ordering only: never printed.
  public func identifier(of key: PersonKey) -> [UInt8]? {
    let number = key.bits & (1 << 62 - 1)
    switch key.bits >> 62 {
    case 0: return key.isUnknown ? nil : Array(String(number).utf8)
    case 2: return PersonDirectory.letters(number)
    case 3: return book.withLock { Array($0.text(of: UInt32(number)).utf8) }
    default: return nil
    }
  }

  private static func letters(_ number: UInt64) -> [UInt8] {
    var rest = number
    var text: [UInt8] = []
    while rest > 0 {
      let digit = UInt8(rest % 37)
      text.append(digit <= 10 ? digit - 1 + 0x30 : digit - 11 + 0x41)
      rest /= 37
    }
    return text.reversed()
  }
}
