import Formats
import Glibc

/// Holds an output folder for one run at a time, until the value goes or the process dies.
public final class RunLock: Sendable {
  private let descriptor: Int32

  /// - Returns: `nil` where another run holds the folder.
  /// - Throws: `FileFailure` where the folder cannot be made or written.
  public init?(output: String) throws {
    try makeFolder(output)
    let path = "\(output)/.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path: path, doing: "create", errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      if reason == EWOULDBLOCK { return nil }
      throw FileFailure(path: path, doing: "lock", errno: reason)
    }
  }

  deinit { close(descriptor) }
}
