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

  /// A field without its blanks; every spelling of "missing" is the empty field.
  @inline(__always)
  static func trimmed(_ field: UnsafeRawBufferPointer, _ missing: MissingMarks) -> UnsafeRawBufferPointer {
    var start = 0
    var end = field.count
    while start < end, field[start] <= 0x20 { start &+= 1 }
    while end > start, field[end &- 1] <= 0x20 { end &-= 1 }
    let trimmed = UnsafeRawBufferPointer(start: field.baseAddress.map { $0 + start }, count: end &- start)
    return missing.contains(trimmed) ? UnsafeRawBufferPointer(start: nil, count: 0) : trimmed
  }
}

/// The spellings of a missing value, beside the empty field: `NULL`, `null`.
struct MissingMarks {
  private let marks: [[UInt8]]
  /// Whether a mark has this length, so that most fields are passed at once.
  private let lengths: UInt64

  init(_ marks: [String]) {
    self.marks = marks.map { Array($0.utf8) }
    lengths = self.marks.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
  }

  @inline(__always)
  func contains(_ field: UnsafeRawBufferPointer) -> Bool {
    guard lengths >> UInt64(min(field.count, 63)) & 1 == 1 else { return false }
    return marks.contains { $0.count == field.count && field.elementsEqual($0) }
  }
}
