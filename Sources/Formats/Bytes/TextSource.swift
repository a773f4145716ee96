/// The text of a file, plain or gzip as its first bytes say.
public final class TextSource {
  public let file: FileBytes
  public let compression: Compression
  private let gzip: GzipReader?
  private var isAtStart = true

  /// - Parameter ratioLimit: bytes out for one byte in, past which a packed file is refused.
  /// - Throws: `FileFailure`; `ArchiveFailure` for an empty file, or one that is not packed as text is.
  public init(_ file: FileBytes, ratioLimit: Int = .max) throws {
    self.file = file
    let head = try file.peek(4)
    if head.isEmpty {
      throw ArchiveFailure(path: file.path, byte: 0, problem: "empty delivery: the file has no byte")
    }
    compression = head.withUnsafeBytes { Compression(firstBytes: $0) }
    switch compression {
    case .none: gzip = nil
    case .gzip: gzip = GzipReader(file, ratioLimit: ratioLimit)
    case .bzip2, .zip:
      throw ArchiveFailure(
        path: file.path, byte: 0, problem: "the file is \(compression.rawValue), where gzip or plain text is read",
        remedy: "unpack it, or compress it with gzip")
    }
  }

  /// At least one byte, or 0 at the end, once every checksum has been found right.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let gzip else { return try file.read(into: buffer) }
    let count = try gzip.read(into: buffer)
    if isAtStart {
      isAtStart = false
      let packing = Compression(firstBytes: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      guard packing == .none else {
        throw ArchiveFailure(
          path: file.path, byte: 0, problem: "compressed twice: \(packing.rawValue) within gzip",
          remedy: "unpack it once")
      }
    }
    return count
  }
}
