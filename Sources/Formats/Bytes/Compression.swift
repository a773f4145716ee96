/// How the bytes of a file are packed, found by its first bytes and never by its name.
public enum Compression: String, Sendable {
  case none, gzip, bzip2, zip

  public init(firstBytes: UnsafeRawBufferPointer) {
    self =
      switch firstBytes {
      case let bytes where bytes.starts(with: [0x1F, 0x8B]): .gzip
      case let bytes where bytes.starts(with: [0x42, 0x5A, 0x68]): .bzip2
      case let bytes where bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]): .zip
      case let bytes where bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]): .zip
      default: .none
      }
  }
}

/// Packed bytes that cannot be unpacked: nothing of the file counts.
public struct ArchiveFailure: Error, CustomStringConvertible {
  public let path: String
  /// Offset in the packed file.
  public let byte: Int
  public let problem: String
  public let remedy: String

  public init(path: String, byte: Int, problem: String, remedy: String = "ask the sender for the file again") {
    self.path = path
    self.byte = byte
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { "\(path): at byte \(byte): \(problem); \(remedy)" }
}
