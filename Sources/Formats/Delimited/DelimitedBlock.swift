/// Some whole records of a delimited text, with where their fields lie: valid until the next block is read.
///
/// Records are counted from 0 and may be empty; a field is the bytes as written, without its quotes.
public struct DelimitedBlock {
  @usableFromInline let bytes: UnsafeRawPointer
  /// Offset of the byte that ends each field: a separator or a line feed. For quoted text, see `spans`.
  @usableFromInline let positions: UnsafePointer<UInt32>
  /// For each record, the index in `positions` of its line feed.
  @usableFromInline let rowEnds: UnsafePointer<UInt32>
  public let count: Int
  @usableFromInline let firstLine: Int
  @usableFromInline let form: RecordForm
  /// For quoted text: the line of each record, and for each field its first byte and its length once unquoted.
  @usableFromInline let quoted: QuotedIndex?

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

  @usableFromInline struct QuotedIndex {
    @usableFromInline let lines: UnsafePointer<UInt32>
    @usableFromInline let starts: UnsafePointer<UInt32>
    @usableFromInline let lengths: UnsafePointer<UInt32>
  }

  /// One record: from `start` to `end`, its line end and its wrapping mark left out.
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
  }

  /// The physical line where a record starts; the first line of the text is 1.
  @inlinable public func line(of record: Int) -> Int {
    if let quoted { return Int(quoted.lines[record]) }
    return firstLine &+ record
  }

  @inlinable public func record(_ index: Int) -> Record {
    let firstField = index == 0 ? 0 : Int(rowEnds[index &- 1]) &+ 1
    let lastField = Int(rowEnds[index])
    var start = firstField == 0 ? 0 : Int(positions[firstField &- 1]) &+ 1
    var end = Int(positions[lastField])
    if end > start, byte(end &- 1) == 0x0D { end &-= 1 }
    if form.hasWrappers, end &- start >= 2 {
      let first = byte(start)
      if first == form.wrapper || first == form.otherWrapper, byte(end &- 1) == first {
        start &+= 1
        end &-= 1
      }
    }
    return Record(start: start, end: end, firstField: firstField, fieldCount: lastField &- firstField &+ 1)
  }

  /// The bytes of a field of a record, the first being 0, as written.
  @inlinable public func field(_ index: Int, of record: Record) -> UnsafeRawBufferPointer {
    let field = record.firstField &+ index
    if let quoted {
      return UnsafeRawBufferPointer(start: bytes + Int(quoted.starts[field]), count: Int(quoted.lengths[field]))
    }
    let start = index == 0 ? record.start : Int(positions[field &- 1]) &+ 1
    var end = index == record.fieldCount &- 1 ? record.end : Int(positions[field])
    if let prefix = form.separatorPrefix, index < record.fieldCount &- 1, end > start, byte(end &- 1) == prefix {
      end &-= 1
    }
    return UnsafeRawBufferPointer(start: bytes + start, count: max(0, end &- start))
  }

  @inlinable func byte(_ offset: Int) -> UInt8 { bytes.load(fromByteOffset: offset, as: UInt8.self) }
}
