import CByteScan

/// Where the fields and records of a block lie; filled again for each block.
struct FieldIndex {
  /// For each field, the offset of what ends it: its separator or line end.
  let positions: UnsafeMutablePointer<UInt32>
  /// For each record, the index of its last field.
  let rowEnds: UnsafeMutablePointer<UInt32>
  /// Of text that is not plain: the first byte and the length of each field once its quotes are off, and the line of each
  /// record.
  let starts: UnsafeMutablePointer<UInt32>
  let lengths: UnsafeMutablePointer<UInt32>
  let lines: UnsafeMutablePointer<UInt32>
  /// What the block holds that is rare.
  var seen = RareBytes()
  /// The offset after the last whole record, and the physical line that begins there.
  var consumed = 0
  var lineAfter = 1
  /// The record that begins with a quote never closed, and the line of that quote.
  var unclosed: (record: Int, line: Int)?

  /// Room for blocks of so many bytes. Pages that are never written cost nothing.
  init(capacity: Int) {
    let room = { UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 8) }
    (positions, rowEnds, starts, lengths, lines) = (room(), room(), room(), room(), room())
  }

  func deallocate() {
    for pointer in [positions, rowEnds, starts, lengths, lines] { pointer.deallocate() }
  }

  /// Indexes text whose every separator and line feed cuts, and returns the number of whole records.
  mutating func scanPlain(_ text: UnsafeMutableRawBufferPointer, separator: UInt8, firstLine: Int) -> Int {
    let bytes = text.baseAddress!.assumingMemoryBound(to: UInt8.self)
    let count = byte_scan(bytes, text.count, separator, positions, rowEnds)
    seen = RareBytes(high: count.has_high != 0, nul: count.has_nul != 0, carriageReturn: count.has_return != 0)
    consumed = count.rows == 0 ? 0 : Int(positions[Int(rowEnds[count.rows - 1])]) + 1
    lineAfter = firstLine + count.rows
    unclosed = nil
    return count.rows
  }
}

/// Whether a block holds bytes that a reader must look at more closely.
public struct RareBytes: Sendable, Equatable {
  /// A byte of 128 or more.
  public var high = false
  public var nul = false
  public var carriageReturn = false

  public init(high: Bool = false, nul: Bool = false, carriageReturn: Bool = false) {
    self.high = high
    self.nul = nul
    self.carriageReturn = carriageReturn
  }
}
