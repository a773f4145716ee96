public import Failures

/// UTF-16 made UTF-8 while it is read; its byte order mark is left out.
final class UTF16Text {
  enum ByteOrder { case little, big }

  private let order: ByteOrder
  private let name: String
  private let input: UnsafeMutableRawBufferPointer
  /// The part of `input` not decoded yet, and the offset in the text of its first byte.
  private var start = 0
  private var end = 0
  private var offset = 0
  private var isEndOfText = false

  init(_ order: ByteOrder, name: String) {
    self.order = order
    self.name = name
    input = .allocate(byteCount: 1 << 16, alignment: 16)
  }

  deinit { input.deallocate() }

  /// The byte order of a text that is UTF-16; `nil` where the layout declares another encoding.
  ///
  /// - Throws: `EncodingConflict` where the first bytes say otherwise than the layout.
  static func order(of head: [UInt8], declared: TextEncoding, name: String) throws(EncodingConflict) -> ByteOrder? {
    let mark: ByteOrder? = head.starts(with: [0xFF, 0xFE]) ? .little : head.starts(with: [0xFE, 0xFF]) ? .big : nil
    switch (declared, mark) {
    case (.utf16, let mark?): return mark
    case (.utf16LE, .little), (.utf16LE, nil): return .little
    case (.utf16BE, .big), (.utf16BE, nil): return .big
    case (.utf16, nil): throw EncodingConflict(name: name, declared: declared, found: nil)
    case (_, let mark?):
      throw EncodingConflict(name: name, declared: declared, found: mark == .little ? .utf16LE : .utf16BE)
    case (_, nil): return nil
    }
  }

  /// At least one byte, or 0 at the end. `buffer` has room for four bytes.
  ///
  /// - Throws: `ArchiveFailure` for half a character, with its byte in the text.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, from source: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Int {
    while true {
      let count = try decode(into: buffer)
      if count > 0 { return count }
      guard !isEndOfText else {
        guard start == end else { throw failure("the text ends inside a character") }
        return 0
      }
      try fill(from: source)
    }
  }

  private func fill(from source: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    input.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[start..<end]))
    (start, end) = (0, end - start)
    let count = try source(UnsafeMutableRawBufferPointer(rebasing: input[end...]))
    isEndOfText = count == 0
    end += count
  }

  private func decode(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var written = 0
    while end - start >= 2, buffer.count - written >= 4 {
      var scalar = UInt32(unit(at: start))
      var used = 2
      if scalar & 0xF800 == 0xD800 {
        if end - start < 4 && !isEndOfText { break }
        guard scalar < 0xDC00, end - start >= 4, case let low = UInt32(unit(at: start + 2)), low & 0xFC00 == 0xDC00
        else { throw failure("half a pair of surrogates, which is no character") }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
        used = 4
      }
      if scalar != 0xFEFF || offset > 0 {
        for byte in UTF8.encode(Unicode.Scalar(scalar)!)! {
          buffer[written] = byte
          written += 1
        }
      }
      start += used
      offset += used
    }
    return written
  }

  private func unit(at place: Int) -> UInt16 {
    let (first, second) = (UInt16(input[place]), UInt16(input[place + 1]))
    return order == .little ? first | second << 8 : first << 8 | second
  }

  private func failure(_ problem: String) -> ArchiveFailure {
    ArchiveFailure(path: name, byte: offset, problem: problem, remedy: "ask the sender for the file in UTF-8")
  }
}

/// A text that is not in the encoding that its layout declares.
public struct EncodingConflict: Failure, CustomStringConvertible {
  public var kind: FailureKind { .badData }
  public let name: String
  public let declared: TextEncoding
  /// What its byte order mark says; `nil` where it should have one and has none.
  public let found: TextEncoding?

  public var description: String {
    guard let found else {
      return
        "\(name): encoding \(declared.rawValue) is declared, and the text has no byte order mark; declare utf-16le "
        + "or utf-16be"
    }
    return "\(name): begins with the byte order mark of \(found.rawValue), and its layout declares "
      + "\(declared.rawValue); declare encoding: \(found.rawValue)"
  }
}
