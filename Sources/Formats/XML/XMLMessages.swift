import Glibc

/// XML documents that stand one after the other in one text, each with or without its XML declaration: a file of one
/// message a gzip member, or of many messages in a row.
///
/// A message ends with the end tag of its root, or where the next one begins; so one that is not well-formed does not
/// take the next one with it.
public final class XMLMessages {
  /// What a message was.
  public enum Message<Visitor> {
    case whole(Visitor)
    /// Not well-formed, or cut short: nothing of it counts. The line is that of the file.
    case broken(XMLError, line: Int)
  }

  private let source: TextSource
  private let root: [UInt8]
  private let limits: XMLLimits
  private var bytes: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// Where the next message, or the rest of this one, begins.
  private var cursor = 0
  private var isEndOfText = false
  /// The physical line at `cursor`, from 1.
  private var line = 1

  /// Longer than `</prefix:root  >`, so that a boundary that straddles two blocks is seen whole.
  private static let lookahead = 512

  /// - Parameter root: the local name of the root element.
  public init(_ source: TextSource, root: String, limits: XMLLimits = XMLLimits(), blockBytes: Int = 1 << 18) {
    self.source = source
    self.root = Array(root.utf8)
    self.limits = limits
    bytes = .allocate(byteCount: max(blockBytes, 4 * XMLMessages.lookahead), alignment: 64)
  }

  deinit { bytes.deallocate() }

  /// Parses the next message; `nil` at the end of the text.
  ///
  /// - Parameter visitor: makes the visitor of the message from its stream and the line of the file on which it begins.
  /// - Throws: `XMLError` for what is refused at once (DOCTYPE, a limit), what the visitor throws, and the failures of
  ///   the text; then nothing of the file may count.
  public func next<Visitor: XMLVisitor>(_ visitor: (XMLStream, Int) -> Visitor) throws -> Message<Visitor>? {
    guard try skipBlanks() else { return nil }
    let stream = XMLStream(limits: limits)
    let firstLine = line
    var visitor = visitor(stream, firstLine)
    var failure: XMLError?
    var search = BoundarySearch(root: root)
    while true {
      let (end, isBoundary) = search.find(in: bytes, from: cursor, to: filled, isLast: isEndOfText)
      do {
        if failure == nil, end > cursor {
          try stream.push(UnsafeRawBufferPointer(rebasing: bytes[cursor..<end]), to: &visitor)
        }
        if failure == nil, isBoundary || isEndOfText { try stream.finish(&visitor) }
      } catch let error as XMLError where !error.isRefusal {
        failure = error
      }
      advance(to: end)
      if isBoundary || isEndOfText { break }
      try fill()
    }
    return failure.map { .broken($0, line: firstLine + $0.line - 1) } ?? .whole(visitor)
  }

  /// Moves to the next byte that is not blank; false at the end of the text.
  private func skipBlanks() throws -> Bool {
    while true {
      while cursor < filled, bytes[cursor] <= 0x20 { advance(to: cursor + 1) }
      if cursor < filled { return true }
      if isEndOfText { return false }
      try fill()
    }
  }

  private func advance(to end: Int) {
    for byte in bytes[cursor..<end] where byte == 0x0A { line += 1 }
    cursor = end
  }

  private func fill() throws {
    filled -= cursor
    memmove(bytes.baseAddress!, bytes.baseAddress! + cursor, filled)
    cursor = 0
    let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
    isEndOfText = count == 0
    filled += count
  }
}

/// Looks for the end of a message, over the blocks that it spans.
private struct BoundarySearch {
  private let root: [UInt8]
  private var hasRoot = false
  private var isFirst = true

  init(root: [UInt8]) { self.root = root }

  /// - Returns: how far the message surely reaches, and whether it ends there. What comes too close to the end of an
  ///   unfinished block is left for the next call.
  mutating func find(
    in bytes: UnsafeMutableRawBufferPointer, from start: Int, to filled: Int, isLast: Bool
  ) -> (end: Int, isBoundary: Bool) {
    let limit = isLast ? filled : max(start, filled - 512)
    var place = start
    while place < limit, let found = memchr(bytes.baseAddress! + place, 0x3C, limit - place) {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(bytes.baseAddress!)
      defer {
        place += 1
        isFirst = false
      }
      if !isFirst, starts(bytes, place, filled, with: "<?xml ") { return (place, true) }
      guard let (isEndTag, nameEnd) = rootTag(bytes, place, filled) else { continue }
      if !isEndTag {
        if hasRoot { return (place, true) }
        hasRoot = true
      } else if let close = memchr(bytes.baseAddress! + nameEnd, 0x3E, filled - nameEnd) {
        return (UnsafeRawPointer(close) - UnsafeRawPointer(bytes.baseAddress!) + 1, true)
      }
    }
    return (limit, false)
  }

  private func starts(_ bytes: UnsafeMutableRawBufferPointer, _ place: Int, _ filled: Int, with text: StaticString)
    -> Bool
  {
    filled - place >= text.utf8CodeUnitCount
      && memcmp(bytes.baseAddress! + place, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Whether a start or end tag of the root stands there, with any prefix, and where its name ends.
  private func rootTag(
    _ bytes: UnsafeMutableRawBufferPointer, _ place: Int, _ filled: Int
  ) -> (isEndTag: Bool, nameEnd: Int)? {
    var start = place + 1
    let isEndTag = start < filled && bytes[start] == 0x2F
    if isEndTag { start += 1 }
    var end = start
    while end < filled, end - start < 256, isNameByte(bytes[end]) {
      end += 1
      if bytes[end - 1] == 0x3A { start = end }
    }
    guard end - start == root.count, end < filled, bytes[start..<end].elementsEqual(root) else { return nil }
    return (isEndTag, end)
  }

  private func isNameByte(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0x3E && byte != 0x2F && byte != 0x3C }
}

extension XMLError {
  /// Refused whatever stands around it: the whole file is not to be trusted.
  fileprivate var isRefusal: Bool {
    switch reason {
    case .doctype, .tooDeep, .tooManyAttributes, .markupTooLong: true
    default: false
    }
  }
}
