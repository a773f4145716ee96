/// A gzip file (RFC 1952) under way: text in, one member or several out.
///
/// The bytes depend on the text and the effort alone: no time, no name, no processor.
public final class GzipWriter {
  /// What a smaller file may cost.
  public enum Effort: Int32, Sendable {
    /// About 45 MB of text a second on one core.
    case fast = 4
    /// A tenth smaller, four times slower.
    case thorough = 9
  }

  private let file: OutputFile
  private let deflater: Deflater
  /// A file without text is one empty member: a gzip file has at least one.
  private var isInsideMember = true

  public init(path: String, effort: Effort) throws(FileFailure) {
    file = try OutputFile(path: path)
    deflater = Deflater(.gzip, level: effort.rawValue)
  }

  public func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    isInsideMember = true
    try bytes.withUnsafeBytes { try deflater.pack($0, ending: false, sink: file.write(_:)) }
  }

  /// Ends a member; what is written next opens another.
  public func endMember() throws {
    isInsideMember = false
    try deflater.pack(UnsafeRawBufferPointer(start: nil, count: 0), ending: true, sink: file.write(_:))
  }

  /// Ends the member under way and the file.
  public func close() throws {
    if isInsideMember { try endMember() }
    try file.close()
  }
}
