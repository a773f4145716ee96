/// Text under way, as bytes: rows are made by appending, never by building a string per field.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  /// For names and short texts, which are UTF-8.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ raw: [UInt8]) { bytes.append(contentsOf: raw) }

  mutating func append(byte: UInt8) { bytes.append(byte) }

  /// - Parameter text: of characters below U+0100 only.
  mutating func append(latin1 text: String) {
    for scalar in text.unicodeScalars { bytes.append(UInt8(scalar.value)) }
  }

  /// - Parameter width: shorter numbers get zeros before them.
  mutating func append(_ number: Int, width: Int = 1) {
    var digits = 1
    var bound = 10
    while digits < width || number >= bound {
      digits += 1
      bound = digits > 18 ? .max : bound &* 10
    }
    let start = bytes.count
    for _ in 0..<digits { bytes.append(0x30) }
    var rest = number
    var place = start + digits - 1
    while rest > 0 {
      bytes[place] = UInt8(0x30 + rest % 10)
      rest /= 10
      place -= 1
    }
  }

  /// `yyyy-mm-dd`
  mutating func append(_ day: CalendarDay) {
    let (year, month, dayOfMonth) = day.components
    append(year, width: 4)
    append(byte: 0x2D)
    append(month, width: 2)
    append(byte: 0x2D)
    append(dayOfMonth, width: 2)
  }

  /// `yyyymmdd`
  mutating func append(compact day: CalendarDay) {
    let (year, month, dayOfMonth) = day.components
    append(year * 10_000 + month * 100 + dayOfMonth, width: 8)
  }

  /// A decimal number: `numerator` / 10^`places`.
  mutating func append(_ numerator: Int, places: Int, mark: Character) {
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    append(numerator / unit)
    append(String(mark))
    append(numerator % unit, width: places)
  }
}
