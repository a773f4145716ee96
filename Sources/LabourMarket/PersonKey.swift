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

  /// Reads a national identifier: trimmed by the caller, compared in upper case and without leading zeros; nothing but
  /// zeros is unknown (DOMAIN section 3).
  @inlinable public init(nationalIdentifier text: UnsafeRawBufferPointer, in directory: PersonDirectory) {
    var start = 0
    while start < text.count, text[start] == 0x30 { start &+= 1 }
    let count = text.count &- start
    guard count <= 18 else {
      self = directory.key(of: UnsafeRawBufferPointer(rebasing: text[start...]))
      return
    }
    var number: UInt64 = 0
    for index in start..<text.count {
      let digit = text[index] &- 0x30
      guard digit <= 9 else {
        self = PersonKey.lettered(UnsafeRawBufferPointer(rebasing: text[start...]), in: directory)
        return
      }
      number = number &* 10 &+ UInt64(digit)
    }
    self.bits = number
  }

  @usableFromInline static func lettered(_ text: UnsafeRawBufferPointer, in directory: PersonDirectory) -> PersonKey {
    guard text.count <= 11 else { return directory.key(of: text) }
    var number: UInt64 = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: number = number * 37 + UInt64(byte - 0x30) + 1
      case 0x41...0x5A: number = number * 37 + UInt64(byte - 0x41) + 11
      case 0x61...0x7A: number = number * 37 + UInt64(byte - 0x61) + 11
      default: return directory.key(of: text)
      }
    }
    return PersonKey(bits: 2 << 62 | number)
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
