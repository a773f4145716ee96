/// Some whole records of a delimited text, with where their fields lie: valid until the next block is read.
///
/// Records are counted from 0 and may be empty; a field is the bytes as written, without its quotes.
public struct DelimitedBlock {
  @usableFromInline let bytes: UnsafeRawPointer
  /// Offset of the byte that ends each field: a separator or a line feed.
  @usableFromInline let positions: UnsafePointer<UInt32>
  /// For each record, the index in `positions` of its line feed.
  @usableFromInline let rowEnds: UnsafePointer<UInt32>
  public let count: Int
  @usableFromInline let firstLine: Int
  @usableFromInline let form: RecordForm
  /// For text that is not plain: the line of each record, and for each field its first byte and its length once unquoted.
  @usableFromInline let dialect: DialectIndex?
  /// Whether the block holds bytes that are worth a second look.
  public let seen: RareBytes
  /// The record that was cut at its first line end because a quote in it is never closed, and the line of that quote.
  public let unclosed: (record: Int, line: Int)?

  @usableFromInline struct RecordForm {
    @usableFromInline let separatorPrefix: UInt8?
    @usableFromInline let wrapper: UInt8
    @usableFromInline let otherWrapper: UInt8
    @usableFromInline let hasWrappers: Bool

    init(_ form: DelimitedForm) {
      separatorPrefix = form.separatorPrefix
      hasWrappers = !form.wrappers.isEmpty
      wrapper = form.wrappers.first ?? 0
      otherWrapper = form.wrappers.last ?? 0
    }
  }

  @usableFromInline struct DialectIndex {
    @usableFromInline let lines: UnsafePointer<UInt32>
    @usableFromInline let starts: UnsafePointer<UInt32>
    @usableFromInline let lengths: UnsafePointer<UInt32>
  }

  init(_ bytes: UnsafeRawPointer, _ index: FieldIndex, count: Int, firstLine: Int, form: DelimitedForm) {
    self.bytes = bytes
    positions = UnsafePointer(index.positions)
    rowEnds = UnsafePointer(index.rowEnds)
    self.count = count
    self.firstLine = firstLine
    self.form = RecordForm(form)
    dialect =
      form.isPlain
      ? nil : DialectIndex(lines: index.lines, starts: index.starts, lengths: index.lengths)
    seen = index.seen
    unclosed = index.unclosed
  }

  /// One record: from `start` to `end`, its line end, its wrapping mark and a byte order mark before it left out.
  public struct Record {
    @usableFromInline let start: Int
    @usableFromInline let end: Int
    @usableFromInline let firstField: Int
    public let fieldCount: Int

    @inlinable init(start: Int, end: Int, firstField: Int, fieldCount: Int) {
      self.start = start
      self.end = end
      self.firstField = firstField
      self.fieldCount = fieldCount
    }

    @inlinable public var isEmpty: Bool { start == end && fieldCount == 1 }
    /// Bytes, quotes included.
    @inlinable public var length: Int { end &- start }
  }

  /// The physical line where a record starts; the first line of the text is 1.
  @inlinable public func line(of record: Int) -> Int {
    if let dialect { return Int(dialect.lines[record]) }
    return firstLine &+ record
  }

  @inlinable public func record(_ index: Int) -> Record {
    let firstField = index == 0 ? 0 : Int(rowEnds[index &- 1]) &+ 1
    let lastField = Int(rowEnds[index])
    let fieldCount = lastField &- firstField &+ 1
    var end = Int(positions[lastField])
    if let dialect {
      return Record(start: Int(dialect.starts[firstField]), end: end, firstField: firstField, fieldCount: fieldCount)
    }
    var start = firstField == 0 ? 0 : Int(positions[firstField &- 1]) &+ 1
    if end > start, byte(end &- 1) == 0x0D { end &-= 1 }
    if end > start, byte(start) == 0xEF, hasMark(at: start, before: end) { start &+= 3 }
    if form.hasWrappers, end &- start >= 2 {
      let first = byte(start)
      if first == form.wrapper || first == form.otherWrapper, byte(end &- 1) == first {
        start &+= 1
        end &-= 1
      }
    }
    return Record(start: start, end: end, firstField: firstField, fieldCount: fieldCount)
  }

  /// Whether a byte order mark was left out before a record: files were joined there. That of the text itself is passed over
  /// before.
  public func followsMark(_ record: Record) -> Bool {
    [3, 4].contains { record.start >= $0 && hasMark(at: record.start - $0, before: record.start) }
  }

  @inlinable func hasMark(at offset: Int, before end: Int) -> Bool {
    end &- offset >= 3 && byte(offset) == 0xEF && byte(offset &+ 1) == 0xBB && byte(offset &+ 2) == 0xBF
  }

  /// The bytes of a field of a record, the first being 0, as written.
  @inlinable public func field(_ index: Int, of record: Record) -> UnsafeRawBufferPointer {
    let field = record.firstField &+ index
    if let dialect {
      return UnsafeRawBufferPointer(start: bytes + Int(dialect.starts[field]), count: Int(dialect.lengths[field]))
    }
    let start = index == 0 ? record.start : Int(positions[field &- 1]) &+ 1
    var end = index == record.fieldCount &- 1 ? record.end : Int(positions[field])
    if let prefix = form.separatorPrefix, index < record.fieldCount &- 1, end > start, byte(end &- 1) == prefix {
      end &-= 1
    }
    return UnsafeRawBufferPointer(start: bytes + start, count: max(0, end &- start))
  }

  /// Hands the fields of a record that hold more than ASCII to `body`, each with its first byte's offset in the record.
  @inlinable public func forEachFieldBeyondASCII(
    of record: Record, _ body: (_ field: UnsafeRawBufferPointer, _ offset: Int) -> Void
  ) {
    if let dialect {
      for index in 0..<record.fieldCount {
        let field = field(index, of: record)
        guard field.firstHighByte() != nil else { continue }
        body(field, Int(dialect.starts[record.firstField &+ index]) - record.start)
      }
      return
    }
    let text = text(of: record)
    var index = 0
    var place = 0
    // From one such byte to the next: a separator may be one of them, and most records hold no other.
    while let high = text.firstHighByte(from: place) {
      let offset = record.start &+ high
      while index < record.fieldCount &- 1, Int(positions[record.firstField &+ index]) < offset { index &+= 1 }
      let field = field(index, of: record)
      let start = field.baseAddress! - bytes
      if offset >= start, offset < start + field.count {
        body(field, start - record.start)
        place = start + field.count - record.start
      } else {
        place = high + 1
      }
    }
  }

  /// The record as it stands in the text, quotes and separators included.
  @inlinable public func text(of record: Record) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + record.start, count: record.end - record.start)
  }

  @inlinable func byte(_ offset: Int) -> UInt8 { bytes.load(fromByteOffset: offset, as: UInt8.self) }
}
