public import Formats

/// What identifies the bytes of an input: its SHA-256 and its size, as they lie on disk.
public struct InputDigest: Sendable, Equatable {
  /// Lower-case hexadecimal.
  public var sha256 = ""
  public var bytes = 0
  public var compression = Compression.none

  public init(sha256: String = "", bytes: Int = 0, compression: Compression = .none) {
    self.sha256 = sha256
    self.bytes = bytes
    self.compression = compression
  }
}

/// A SHA-256 that is fed while the file is read, so that a file is read once.
final class InputHash {
  private let sha = SHA256()
  private var bytes = 0

  func update(_ part: UnsafeRawBufferPointer) {
    sha.update(part)
    bytes += part.count
  }

  func digest(compression: Compression) -> InputDigest {
    InputDigest(sha256: hexadecimal(sha.finish()), bytes: bytes, compression: compression)
  }
}

/// The SHA-256 and size of a file that is not read otherwise.
///
/// - Throws: `FileFailure`.
public func digest(ofFile path: String) throws -> InputDigest {
  let hash = InputHash()
  try FileBytes(path: path) { hash.update($0) }.drain()
  return hash.digest(compression: .none)
}

/// The SHA-256 of bytes in memory, in lower-case hexadecimal.
public func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.digest(of: bytes)) }

/// Two small digits a byte.
public func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
