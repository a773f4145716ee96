import Glibc

/// Holds an output folder as another run would.
public final class OutputLock {
  private let descriptor: Int32

  public init(_ output: String) throws {
    descriptor = open("\(output)/.lock", O_RDWR | O_CREAT, 0o644)
    flock(descriptor, LOCK_EX)
  }

  public func release() { close(descriptor) }
}
