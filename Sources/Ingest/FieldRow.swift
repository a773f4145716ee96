import Formats

/// The fields of one row that the source reads, at the places of `Source.fields`, then the wide ones: trimmed, and
/// empty where missing.
///
/// Valid until the next row is read.
public struct FieldRow {
  @usableFromInline let fields: UnsafePointer<UnsafeRawBufferPointer>
  /// Where the row begins, from 1.
  public let line: Int

  @inlinable public subscript(_ field: Field) -> UnsafeRawBufferPointer { fields[field.place] }
  /// - Parameter place: of a field, or of one of the wide columns, which follow the fields.
  @inlinable public subscript(at place: Int) -> UnsafeRawBufferPointer { fields[place] }
}

/// How a field becomes a value: its edges are trimmed, and a spelling of "missing" is the empty value (DOMAIN section 3).
struct ValueForm {
  private let marks: [[UInt8]]
  /// Whether a mark has this length, so that most fields are passed at once.
  private let lengths: UInt64
  /// Whether `A0` alone is a no-break space: in CP850 it is `á`.
  private let hasLoneSpace: Bool

  /// - Parameter missing: the spellings of a missing value, beside the empty field: `NULL`, `null`.
  init(missing: [String], encoding: TextEncoding = .utf8) {
    marks = missing.map { Array($0.utf8) }
    lengths = marks.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
    hasLoneSpace = encoding != .cp850
  }

  /// The value of a field: without blanks, no-break spaces and byte order marks at its ends.
  @inline(__always)
  func value(_ field: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    var end = field.count
    while start < end, field[start] <= 0x20 { start &+= 1 }
    while end > start, field[end &- 1] <= 0x20 { end &-= 1 }
    let trimmed = UnsafeRawBufferPointer(start: field.baseAddress.map { $0 + start }, count: end &- start)
    if end > start, (field[start] | field[end &- 1]) & 0x80 != 0 { return valueBeyondASCII(trimmed) }
    return isMissing(trimmed) ? UnsafeRawBufferPointer(start: nil, count: 0) : trimmed
  }

  @inline(__always)
  private func isMissing(_ value: UnsafeRawBufferPointer) -> Bool {
    guard lengths >> UInt64(min(value.count, 63)) & 1 == 1 else { return false }
    return marks.contains { $0.count == value.count && value.elementsEqual($0) }
  }

  /// The same for a field that may begin or end with what is blank and no ASCII.
  @inline(never)
  private func valueBeyondASCII(_ field: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = field
    while let blank = leadingBlank(rest) { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(blank)) }
    while let blank = trailingBlank(rest) { rest = UnsafeRawBufferPointer(rebasing: rest.dropLast(blank)) }
    return isMissing(rest) ? UnsafeRawBufferPointer(start: nil, count: 0) : rest
  }

  /// The no-break spaces `C2 A0` and `E2 80 AF`, the byte order mark.
  private static let blanks: [[UInt8]] = [[0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xEF, 0xBB, 0xBF]]

  /// Its bytes.
  private func leadingBlank(_ text: UnsafeRawBufferPointer) -> Int? {
    guard let first = text.first else { return nil }
    if first <= 0x20 || first == 0xA0 && hasLoneSpace { return 1 }
    return ValueForm.blanks.first { text.starts(with: $0) }?.count
  }

  /// Its bytes. `A0` is the end of `à`, too: it stands alone where the text is no UTF-8.
  private func trailingBlank(_ text: UnsafeRawBufferPointer) -> Int? {
    guard let last = text.last else { return nil }
    if last <= 0x20 { return 1 }
    if let blank = ValueForm.blanks.first(where: { text.suffix($0.count).elementsEqual($0) }) { return blank.count }
    return last == 0xA0 && hasLoneSpace && !isUTF8(text) ? 1 : nil
  }
}
