import Glibc

/// The bytes of an archive on disk, read by position so that several readers may share it.
final class ZipFile: Sendable {
  let path: String
  /// Bytes, when the file was opened.
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(ZipError) {
    let descriptor = open(systemPath(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ZipError(.unreadable(errno: errno), in: path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = ZipError.Reason.unreadable(errno: errno)
      close(descriptor)
      throw ZipError(reason, in: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      // A pipe has no end to look for the directory at, and opening a folder succeeds.
      close(descriptor)
      throw ZipError(.unreadable(errno: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ESPIPE), in: path)
    }
    self.path = path
    self.size = Int(status.st_size)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills the whole buffer from `offset`, or fails as `truncated` in `part`.
  func fill(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int, part: String, member: String? = nil
  ) throws(ZipError) {
    var filled = 0
    while filled < buffer.count {
      let got = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, offset + filled)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw ZipError(.unreadable(errno: errno), in: path, member: member) }
      guard got > 0 else { throw ZipError(.truncated(part: part), in: path, member: member, at: offset + filled) }
      filled += got
    }
  }

  /// The `count` bytes at `offset`; the caller has checked `count` against a limit.
  func record(_ count: Int, at offset: Int, part: String, member: String? = nil) throws(ZipError) -> ZipRecord {
    var bytes = [UInt8](repeating: 0, count: count)
    // `withUnsafeMutableBytes` does not carry a typed error, hence the result.
    let outcome = bytes.withUnsafeMutableBytes { buffer -> Result<Void, ZipError> in
      do throws(ZipError) {
        return .success(try fill(buffer, at: offset, part: part, member: member))
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
    return ZipRecord(bytes: bytes)
  }
}

/// Some bytes of the archive's own records, whose numbers are little-endian.
struct ZipRecord {
  let bytes: [UInt8]

  var count: Int { bytes.count }

  func u16(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }

  func u32(_ offset: Int) -> UInt32 { UInt32(u16(offset)) | UInt32(u16(offset + 2)) << 16 }

  /// Nil when the number is beyond what a file can hold (the sign bit of an offset).
  func u64(_ offset: Int) -> Int? { Int(exactly: UInt64(u32(offset)) | UInt64(u32(offset + 4)) << 32) }
}
