import CByteScan
import Glibc

/// Cuts a delimited text into records and fields, a block at a time.
///
/// Records end with LF or CRLF; the last one may lack its end. A UTF-8 byte order mark is passed over. Cost: one pass
/// of `byte_scan` over the text, and a copy of the record that straddles two blocks.
public final class DelimitedReader {
  public let form: DelimitedForm
  private let source: TextSource
  private let lineLimit: Int
  private var bytes: UnsafeMutableRawBufferPointer
  private var index: FieldIndex
  /// Bytes in the buffer, and how many of them the last block used.
  private var filled = 0
  private var used = 0
  private var nextLine = 1
  private var isEndOfText = false

  /// - Parameter blockBytes: the usual size of a block; it grows to hold one record, up to `lineLimit`.
  public init(_ source: TextSource, form: DelimitedForm, blockBytes: Int = 1 << 18, lineLimit: Int = 1 << 20) throws {
    self.source = source
    self.form = form
    self.lineLimit = lineLimit
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
  /// - Throws: `ArchiveFailure`, `FileFailure`, or `TextFailure` for a record longer than the limit and for a quote
  ///   that is never closed.
  public func nextBlock() throws -> DelimitedBlock? {
    filled -= used
    memmove(bytes.baseAddress!, bytes.baseAddress! + used, filled)
    used = 0
    while true {
      if let block = try indexedBlock() { return block }
      if isEndOfText { return nil }
      try fill()
    }
  }

  private func indexedBlock() throws -> DelimitedBlock? {
    guard filled > 0 else { return nil }
    if isEndOfText, bytes[filled - 1] != 0x0A {
      bytes[filled] = 0x0A
      filled += 1
    }
    let text = UnsafeMutableRawBufferPointer(rebasing: bytes[..<filled])
    let count =
      form.quote.map { index.scanQuoted(text, separator: form.separator, quote: $0, firstLine: nextLine) }
      ?? index.scan(text, separator: form.separator)
    guard count > 0 else {
      if isEndOfText {
        throw TextFailure(path: source.file.path, line: nextLine, problem: "a quote opened here is never closed")
      }
      return nil
    }
    let block = DelimitedBlock(
      bytes: bytes.baseAddress!, positions: index.positions, rowEnds: index.rowEnds, count: count, firstLine: nextLine,
      form: DelimitedBlock.RecordForm(form),
      quoted: form.quote.map { _ in
        DelimitedBlock.QuotedIndex(lines: index.lines, starts: index.starts, lengths: index.lengths)
      })
    used = Int(index.positions[Int(index.rowEnds[count - 1])]) + 1
    nextLine = form.quote == nil ? nextLine + count : index.lineAfter
    return block
  }

  /// Reads once into the free part of the buffer, which grows where a record does not fit; one byte stays free for a
  /// missing last line feed.
  private func fill() throws {
    if filled + 1 >= bytes.count {
      guard filled < lineLimit else {
        throw TextFailure(
          path: source.file.path, line: nextLine, problem: "longer than \(lineLimit) bytes (limit line_bytes)")
      }
      grow()
    }
    let room = UnsafeMutableRawBufferPointer(rebasing: bytes[filled..<bytes.count - 1])
    let count = try source.read(into: room)
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

/// A text that cannot be cut into records.
public struct TextFailure: Error, CustomStringConvertible {
  public let path: String
  public let line: Int
  public let problem: String

  public var description: String { "\(path):\(line): \(problem); ask the sender for the file again" }
}
