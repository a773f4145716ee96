/// The text of a file, or of one member of a zip archive: unpacked as its first bytes say, and in UTF-8 where it was in
/// UTF-16. Any other encoding is left as it is: a field is decoded when it has been cut out (DOMAIN section 2.2).
public final class TextSource {
  /// The file and, in a zip archive, the member: for messages.
  public let name: String
  public let compression: Compression
  private let file: FileBytes
  private let unpacker: Unpacker
  private let utf16: UTF16Text?
  /// The first bytes of the text, until they have been read.
  private var head: [UInt8]

  /// - Parameter file: of which nothing has been read yet; a peek is no reading.
  /// - Parameter member: of a zip archive, exactly as written; `nil` takes the only one.
  /// - Parameter encoding: what the layout declares.
  /// - Parameter limits: what a packed file may inflate to before it is refused.
  /// - Throws: `FileFailure`, `ArchiveFailure`, `ZipError`; `EncodingConflict` where the text begins with the byte order
  ///   mark of another encoding.
  public init(
    _ file: FileBytes, member: String? = nil, encoding: TextEncoding = .utf8,
    limits: UnpackingLimits = UnpackingLimits()
  ) throws {
    self.file = file
    name = member.map { "\(file.path)/\($0)" } ?? file.path
    unpacker = try Unpacker(file, member: member, limits: limits)
    compression = unpacker.compression
    head = try TextSource.head(of: unpacker)
    let packing = Compression(firstBytes: head)
    guard compression == .none || packing == .none else {
      throw ArchiveFailure(
        path: name, byte: 0, problem: "compressed twice: \(packing.rawValue) within \(compression.rawValue)",
        remedy: "unpack it once")
    }
    let order = try UTF16Text.order(of: head, declared: encoding, name: name)
    utf16 = order.map { [name] in UTF16Text($0, name: name) }
  }

  /// Offset in the file of the next byte to be read from disk.
  public var offset: Int { file.offset }

  /// At least one byte, or 0 at the end, once every checksum has been found right.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let utf16 else { return try readBytes(into: buffer) }
    return try utf16.read(into: buffer, from: readBytes)
  }

  private func readBytes(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !head.isEmpty else { return try unpacker.read(into: buffer) }
    let count = min(head.count, buffer.count)
    buffer.copyBytes(from: head[..<count])
    head.removeFirst(count)
    return count
  }

  private static func head(of unpacker: Unpacker) throws -> [UInt8] {
    var head = [UInt8](repeating: 0, count: Compression.headBytes)
    var filled = 0
    while filled < head.count {
      let count = try head.withUnsafeMutableBytes {
        try unpacker.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    return Array(head[..<filled])
  }
}

extension TextSource {
  /// Whether the text begins with a tag, after blanks and a byte order mark. What was read for that is lost.
  public func isXML() throws -> Bool {
    let marks: [UInt8] = [0xEF, 0xBB, 0xBF]
    return try withUnsafeTemporaryAllocation(byteCount: 1 << 12, alignment: 16) { buffer in
      while case let count = try read(into: buffer), count > 0 {
        if let first = buffer[..<count].first(where: { $0 > 0x20 && !marks.contains($0) }) { return first == 0x3C }
      }
      return false
    }
  }
}
