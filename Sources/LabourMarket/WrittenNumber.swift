/// What spreadsheets and data frames make of a number that is a name: digits of an identifier, a NIR, a SIRET.
enum WrittenNumber {
  /// Digits that are followed by `.0`, without it; `nil` for any other text.
  static func withoutDecimal(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard text.count > 2, text[text.count - 2] == 0x2E, text[text.count - 1] == 0x30 else { return nil }
    let digits = UnsafeRawBufferPointer(rebasing: text.dropLast(2))
    return digits.allSatisfy(isDigit) ? digits : nil
  }

  /// The text without blanks of any kind: of ASCII, of Unicode in UTF-8, and `A0` alone.
  static func withoutBlanks(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var kept: [UInt8] = []
    var place = 0
    while place < text.count {
      let blank = blankLength(in: text, at: place)
      if blank == 0 { kept.append(text[place]) }
      place += max(1, blank)
    }
    return kept
  }

  /// Bytes of the blank that stands there, 0 where none does. What joins nothing and is not seen (a byte order mark, a space
  /// of no width) is one.
  static func blankLength(in text: UnsafeRawBufferPointer, at place: Int) -> Int {
    let first = text[place]
    if first <= 0x20 || first == 0xA0 { return 1 }
    let second = place + 1 < text.count ? text[place + 1] : 0
    let third = place + 2 < text.count ? text[place + 2] : 0
    switch (first, second, third) {
    case (0xC2, 0xA0, _): return 2
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE2, 0x81, 0xA0): return 3
    case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
