public import Failures
import Glibc

/// Cuts a delimited text into records and fields, a block at a time.
///
/// The last record may lack its line end. A UTF-8 byte order mark is passed over. Cost: one pass of `byte_scan` over the
/// text, and a copy of the record that straddles two blocks.
public final class DelimitedReader {
  public let form: DelimitedForm
  private let name: String
  /// At least one byte, or 0 at the end of the text.
  private let read: (UnsafeMutableRawBufferPointer) throws -> Int
  private let limits: TextLimits
  private var bytes: UnsafeMutableRawBufferPointer
  private var index: FieldIndex
  /// Bytes in the buffer, and how many of them the last block used.
  private var filled = 0
  private var used = 0
  private var nextLine = 1
  private var isEndOfText = false

  /// Reads a text as it is unpacked.
  ///
  /// - Parameter source: read from where it stands to its end.
  /// - Parameter form: its separators and quotes as bytes of the text as `source` gives it.
  /// - Parameter blockBytes: the usual size of a block; it grows to hold one record, up to the limit.
  /// - Parameter limits: bytes of a record and of a field; a longer one ends the reading.
  public convenience init(
    _ source: TextSource, form: DelimitedForm, blockBytes: Int = 1 << 18, limits: TextLimits = TextLimits()
  ) throws {
    try self.init(source.name, form: form, blockBytes: blockBytes, limits: limits, read: source.read)
  }

  /// Reads a text that is unpacked ahead.
  public convenience init(
    _ source: ReadAhead, form: DelimitedForm, blockBytes: Int = 1 << 18, limits: TextLimits = TextLimits()
  ) throws {
    try self.init(source.name, form: form, blockBytes: blockBytes, limits: limits, read: source.read)
  }

  /// Reads a text in memory.
  public convenience init(text: [UInt8], form: DelimitedForm, blockBytes: Int = 1 << 12) throws {
    var rest = text[...]
    try self.init("text", form: form, blockBytes: blockBytes, limits: TextLimits(lineBytes: text.count + 1)) { buffer in
      let count = min(rest.count, buffer.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }

  private init(
    _ name: String, form: DelimitedForm, blockBytes: Int, limits: TextLimits,
    read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    self.name = name
    self.read = read
    self.form = form
    self.limits = limits
    bytes = .allocate(byteCount: max(16, blockBytes), alignment: 64)
    index = FieldIndex(capacity: bytes.count)
    while filled < 3, !isEndOfText { try fill() }
    if filled >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { used = 3 }
  }

  deinit {
    bytes.deallocate()
    index.deallocate()
  }

  /// The next records, in the order of the text; `nil` at its end.
  ///
  /// - Throws: `ArchiveFailure`, `FileFailure`, or `TextFailure` for a record or field longer than its limit.
  public func nextBlock() throws -> DelimitedBlock? {
    filled -= used
    memmove(bytes.baseAddress!, bytes.baseAddress! + used, filled)
    used = 0
    while true {
      if let block = try indexedBlock(isWhole: isEndOfText) { return block }
      if isEndOfText { return nil }
      if filled >= limits.lineBytes {
        // A quote that stays open as far as a line may go is taken for one that is never closed.
        if let block = try indexedBlock(isWhole: true) { return block }
        throw TextFailure(
          path: name, line: nextLine, problem: "longer than \(limits.lineBytes) bytes (limit longest_line)")
      }
      try fill()
    }
  }

  private func indexedBlock(isWhole: Bool) throws -> DelimitedBlock? {
    guard filled > 0 else { return nil }
    if isEndOfText, !endsWithLineEnd {
      bytes[filled] = form.lineEnd == .cr ? 0x0D : 0x0A
      filled += 1
    }
    let text = UnsafeMutableRawBufferPointer(rebasing: bytes[..<filled])
    let firstLine = nextLine
    let count =
      form.isPlain
      ? index.scanPlain(text, separator: form.separator[0], firstLine: firstLine)
      : index.scanDialect(text, form, firstLine: firstLine, isWhole: isWhole)
    guard count > 0 else { return nil }
    let block = DelimitedBlock(bytes.baseAddress!, index, count: count, firstLine: firstLine, form: form)
    used = index.consumed
    nextLine = index.lineAfter
    if used > limits.fieldBytes { try checkFields(of: block) }
    return block
  }

  private var endsWithLineEnd: Bool {
    switch (form.lineEnd, bytes[filled - 1]) {
    case (.lf, 0x0A), (.cr, 0x0D), (.any, 0x0A), (.any, 0x0D): true
    default: false
    }
  }

  private func checkFields(of block: DelimitedBlock) throws {
    for index in 0..<block.count {
      let record = block.record(index)
      if record.length > limits.lineBytes {
        throw TextFailure(
          path: name, line: block.line(of: index),
          problem: "longer than \(limits.lineBytes) bytes (limit longest_line)")
      }
      guard record.length > limits.fieldBytes else { continue }
      for field in 0..<record.fieldCount where block.field(field, of: record).count > limits.fieldBytes {
        throw TextFailure(
          path: name, line: block.line(of: index), column: field + 1,
          problem: "a field longer than \(limits.fieldBytes) bytes (limit longest_field)")
      }
    }
  }

  /// Reads once into the free part of the buffer, which grows where a record does not fit; one byte stays free for a
  /// missing last line end.
  private func fill() throws {
    if filled + 1 >= bytes.count { grow() }
    let room = UnsafeMutableRawBufferPointer(rebasing: bytes[filled..<bytes.count - 1])
    let count = try read(room)
    isEndOfText = count == 0
    filled += count
  }

  private func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count * 2, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<filled]))
    bytes.deallocate()
    bytes = larger
    index.deallocate()
    index = FieldIndex(capacity: bytes.count)
  }
}

/// What a delimited text may ask of its reader before it is refused.
public struct TextLimits: Sendable, Hashable {
  /// Bytes of one record, and of one field.
  public var lineBytes: Int
  public var fieldBytes: Int

  public init(lineBytes: Int = 1 << 20, fieldBytes: Int = 1 << 18) {
    self.lineBytes = lineBytes
    self.fieldBytes = fieldBytes
  }
}

/// A text that cannot be cut into records.
public struct TextFailure: Failure, CustomStringConvertible {
  public var kind: FailureKind { .badData }
  public let path: String
  public let line: Int
  public var column: Int?
  public let problem: String

  public var description: String {
    "\(path):\(line):\(column.map { "\($0):" } ?? "") \(problem); ask the sender for the file again, or raise the limit"
  }
}
