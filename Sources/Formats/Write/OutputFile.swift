import Glibc

/// A file that is written once, from its first byte to its last; what stood at its path before is replaced.
public final class OutputFile {
  public let path: String
  private var descriptor: Int32

  public init(path: String) throws(FileFailure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path: path, doing: .create, errno: errno) }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Writes all of `bytes`, in as many calls as the system asks for.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw FileFailure(path: path, doing: .write, errno: errno)
      }
    }
  }

  public func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  /// Some file systems report a full disk only here, so a file counts as written once this has returned.
  public func close() throws(FileFailure) {
    let closing = descriptor
    descriptor = -1
    guard Glibc.close(closing) == 0 else { throw FileFailure(path: path, doing: .close, errno: errno) }
  }
}
