public import Failures
import Glibc

/// The bytes of a file, in order, as they lie on disk.
public final class FileBytes {
  public let path: String
  /// Bytes read from the file so far.
  public private(set) var offset = 0
  private let descriptor: Int32
  private let chunk: Int
  private let tap: (UnsafeRawBufferPointer) -> Void
  /// Bytes that were looked at and not read yet.
  private var peeked: [UInt8] = []

  /// - Parameter path: opened at once, to be read only.
  /// - Parameter chunk: at most so many bytes a read; tests read one byte at a time.
  /// - Parameter tap: sees every byte once, in order, as it is read: where the input's hash is made.
  public init(
    path: String, chunk: Int = 1 << 20, tap: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws(FileFailure) {
    self.path = path
    self.chunk = max(1, chunk)
    self.tap = tap
    descriptor = open(systemPath(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path: path, doing: .open, errno: errno) }
  }

  deinit { close(descriptor) }

  /// The first bytes of what `read` will give: fewer than asked only where the file has no more.
  public func peek(_ wanted: Int) throws -> [UInt8] {
    while peeked.count < wanted {
      var more = [UInt8](repeating: 0, count: wanted - peeked.count)
      let count = try more.withUnsafeMutableBytes { try readFile(into: $0) }
      if count == 0 { break }
      peeked += more[..<count]
    }
    return peeked
  }

  /// How the file is packed; nothing of it is read by that.
  public func compression() throws -> Compression { Compression(firstBytes: try peek(Compression.headBytes)) }

  /// Reads at least one byte, or returns 0 at the end of the file.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    guard !peeked.isEmpty else { return try readFile(into: buffer) }
    let count = min(peeked.count, buffer.count)
    buffer.copyBytes(from: peeked[..<count])
    peeked.removeFirst(count)
    return count
  }

  private func readFile(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, min(buffer.count, chunk))
      if count >= 0 {
        tap(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
        offset += count
        return count
      }
      guard errno == EINTR else { throw FileFailure(path: path, doing: .read, errno: errno) }
    }
  }

  /// Reads what is left, for the tap alone.
  public func drain() throws(FileFailure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while try read(into: buffer) > 0 {}
  }
}

/// A call of the operating system that failed.
public struct FileFailure: Failure, CustomStringConvertible {
  public let path: String
  public let doing: Action
  public let errno: Int32

  /// What was tried; its text is that of the message.
  public enum Action: String, Sendable, CaseIterable {
    case open, read
    case openFolder = "open the folder"
    case makeFolder = "make the folder"
    case create, write, close, sync, link, lock, remove
    case moveHere = "move here"
  }

  public init(path: String, doing: Action, errno: Int32) {
    self.path = path
    self.doing = doing
    self.errno = errno
  }

  public var kind: FailureKind {
    switch doing {
    case .open, .read, .openFolder: .noInput
    case .makeFolder, .create, .write, .close, .sync, .link, .lock, .remove, .moveHere: .cannotWrite
    }
  }

  public var description: String { "\(path): cannot \(doing.rawValue): \(String(cString: strerror(errno)))" }
}
