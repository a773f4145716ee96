import Formats
import Glibc

/// Holds an output folder for one process at a time, until the value goes or the process dies.
///
/// The lock is the system's (`flock`), so that a holder that died holds nothing; what stands in the file says who holds
/// it, for people. Several hosts may share the folder where the file system shares its locks (NFS 4 does).
public final class RunLock: Sendable {
  private let descriptor: Int32

  /// Who holds an output folder.
  public struct Holder: Sendable, Equatable, CustomStringConvertible {
    public var pid: Int32
    public var host: String
    /// In UTC.
    public var started: String
    /// What it does there: a run, or a command.
    public var purpose: String

    public init(pid: Int32, host: String, started: String, purpose: String) {
      self.pid = pid
      self.host = host
      self.started = started
      self.purpose = purpose
    }

    public var description: String { "\(purpose) (process \(pid) on \(host), since \(started))" }

    var text: String { "\(pid) \(host) \(started) \(purpose)\n" }

    init?(_ text: String) {
      let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
      guard words.count >= 4, let pid = Int32(words[0]) else { return nil }
      self.init(pid: pid, host: words[1], started: words[2], purpose: words[3...].joined(separator: " "))
    }
  }

  public enum Taken {
    /// - Parameter died: who held the lock last, if it ended without giving it back.
    case lock(RunLock, died: Holder?)
    case heldBy(Holder?)
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// - Throws: `FileFailure` where the folder cannot be made or written.
  public static func take(_ output: OutputFolder, for holder: Holder) throws -> Taken {
    try makeFolder(output.path)
    let path = output.lock
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path: path, doing: .create, errno: errno) }
    giveToOwner(path)
    let lock = RunLock(descriptor)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if errno == EWOULDBLOCK { return .heldBy(lock.holder) }
      throw FileFailure(path: path, doing: .lock, errno: errno)
    }
    let died = lock.holder
    try lock.write(holder.text, path)
    return .lock(lock, died: died)
  }

  /// Gives the folder back; so does the end of the process, but then the next holder says that this one died.
  public func release() {
    ftruncate(descriptor, 0)
    flock(descriptor, LOCK_UN)
  }

  deinit { close(descriptor) }

  private var holder: Holder? {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? Holder(String(decoding: bytes[..<count], as: UTF8.self)) : nil
  }

  private func write(_ text: String, _ path: String) throws {
    let bytes = Array(text.utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
      // The lock holds all the same, and only a purge makes room.
      if errno == ENOSPC || errno == EDQUOT { return }
      throw FileFailure(path: path, doing: .write, errno: errno)
    }
  }
}
