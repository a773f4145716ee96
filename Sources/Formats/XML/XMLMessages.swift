import CByteScan
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
  /// Used again from message to message, until one breaks it or it has seen so many that names could pile up in it.
  private var stream: XMLStream
  private var messagesOfStream = 0
  private static let messagesPerStream = 4096
  private var bytes: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// Where the next message, or the rest of this one, begins.
  private var cursor = 0
  private var isEndOfText = false
  private var hasBegun = false
  /// The physical line at `cursor`, from 1.
  private var line = 1
  private let hashes: Bool
  /// Of the message that was parsed last: the line on which it begins, and a hash of its bytes where that was asked for.
  public private(set) var last: (line: Int, hash: UInt64) = (1, 0)
  /// The lines of byte order marks between messages, where files were joined.
  public private(set) var marks: [Int] = []

  /// Longer than `</prefix:root  >`, so that a boundary that straddles two blocks is seen whole.
  private static let lookahead = 512

  /// - Parameter source: read from where it stands to its end.
  /// - Parameter root: the local name of the root element.
  /// - Parameter limits: of each message, not of the text as a whole.
  /// - Parameter blockBytes: the size of the one buffer, 2 KiB at least; a message may be longer than it.
  /// - Parameter hashes: whether `last` says a hash of each message.
  public init(
    _ source: TextSource, root: String, limits: XMLLimits = XMLLimits(), blockBytes: Int = 1 << 18, hashes: Bool = false
  ) {
    self.source = source
    self.hashes = hashes
    self.root = Array(root.utf8)
    self.limits = limits
    stream = XMLStream(limits: limits)
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
    prepareStream()
    hasBegun = true
    let firstLine = line
    var visitor = visitor(stream, firstLine)
    var failure: XMLError?
    var search = BoundarySearch(root: root)
    var hash = RecordHash()
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
      if hashes { hash.update(UnsafeRawBufferPointer(rebasing: bytes[cursor..<end])) }
      advance(to: end)
      if isBoundary || isEndOfText { break }
      try fill()
    }
    last = (firstLine, hash.value)
    if failure != nil { messagesOfStream = XMLMessages.messagesPerStream }
    return failure.map { .broken($0, line: firstLine + $0.line - 1) } ?? .whole(visitor)
  }

  private func prepareStream() {
    if messagesOfStream == XMLMessages.messagesPerStream {
      stream = XMLStream(limits: limits)
      messagesOfStream = 0
    } else if messagesOfStream > 0 {
      stream.reset()
    }
    messagesOfStream += 1
  }

  /// Moves to the next byte that is neither blank nor of a byte order mark; false at the end of the text.
  private func skipBlanks() throws -> Bool {
    while true {
      while cursor < filled, bytes[cursor] <= 0x20 { advance(to: cursor + 1) }
      if cursor < filled, bytes[cursor] == 0xEF {
        while filled < cursor + 3, !isEndOfText { try fill() }
        if bytes[cursor..<filled].starts(with: [0xEF, 0xBB, 0xBF]) {
          if hasBegun { marks.append(line) }
          advance(to: cursor + 3)
          continue
        }
      }
      if cursor < filled { return true }
      if isEndOfText { return false }
      try fill()
    }
  }

  private func advance(to end: Int) {
    line += count_lines(bytes.baseAddress! + cursor, end - cursor)
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
  private let declaration = Array("<?xml ".utf8)
  private var hasRoot = false
  private var isFirst = true

  init(root: [UInt8]) { self.root = root }

  /// Cost: two searches for a word, and a look at each place where the root's name stands.
  ///
  /// - Returns: how far the message surely reaches, and whether it ends there. What comes too close to the end of an
  ///   unfinished block is left for the next call.
  mutating func find(
    in bytes: UnsafeMutableRawBufferPointer, from start: Int, to filled: Int, isLast: Bool
  ) -> (end: Int, isBoundary: Bool) {
    let limit = isLast ? filled : max(start, filled - 512)
    let text = UnsafeRawBufferPointer(rebasing: bytes[..<filled])
    // A declaration at the very start is that of this message.
    let next = place(of: declaration, in: text, from: isFirst ? start + 1 : start).flatMap { $0 < limit ? $0 : nil }
    if limit > start { isFirst = false }
    var place = start
    while let name = self.place(of: root, in: text, from: place), name < next ?? limit {
      place = name + 1
      guard let tag = rootTag(in: text, name, from: start), tag.start < limit else { continue }
      if !tag.isEnd {
        if hasRoot { return (tag.start, true) }
        hasRoot = true
      } else if let close = memchr(text.baseAddress! + place, 0x3E, filled - place) {
        return (UnsafeRawPointer(close) - text.baseAddress! + 1, true)
      }
    }
    return next.map { ($0, true) } ?? (limit, false)
  }

  private func place(of word: [UInt8], in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard !word.isEmpty, start < text.count else { return nil }
    return find_word(text.baseAddress! + start, text.count - start, word, word.count)
      .map { UnsafeRawPointer($0) - text.baseAddress! }
  }

  /// The start or end tag of the root whose name, after any prefix, stands at a place; `nil` where it is no tag or the
  /// name goes on.
  private func rootTag(
    in text: UnsafeRawBufferPointer, _ name: Int, from start: Int
  ) -> (start: Int, isEnd: Bool)? {
    let end = name + root.count
    guard end < text.count, !isNameByte(text[end]) else { return nil }
    var place = name - 1
    if place >= start, text[place] == 0x3A {
      repeat { place -= 1 } while place >= start && isNameByte(text[place]) && text[place] != 0x3A
    }
    let isEnd = place >= start && text[place] == 0x2F
    if isEnd { place -= 1 }
    return place >= start && text[place] == 0x3C ? (place, isEnd) : nil
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
