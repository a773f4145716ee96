import Failures
import Logging
package import Publish
package import Road

extension History {
  /// Takes the output folder for one process, and clears up after one that died.
  ///
  /// - Parameter purpose: what it is held for, as another process is told.
  /// - Throws: `RunFailure` where another process holds it; `FileFailure`.
  package func lock(for purpose: String, _ world: World) throws -> RunLock {
    let holder = RunLock.Holder(pid: world.pid, host: world.host, started: world.time, purpose: purpose)
    switch try RunLock.take(output, for: holder) {
    case .heldBy(let other):
      let who = other.map(\.description) ?? "another process"
      throw RunFailure(.alreadyRunning, "\(output.path) is held by \(who); wait for it, or give another --output")
    case .lock(let lock, let died):
      if let died { world.log.notice("\(died) ended without a word; this process takes over") }
      do {
        for line in try output.clearLeftovers() { world.log.notice("\(line)") }
      } catch {
        lock.release()
        throw error
      }
      return lock
    }
  }

  /// Does something that changes the output folder, while no run does.
  func holding<Result>(_ purpose: String, _ world: World, _ work: () throws -> Result) throws -> Result {
    let lock = try lock(for: purpose, world)
    defer { lock.release() }
    // On a full disk nothing can be written before something is purged.
    try? closeInterrupted()
    return try work()
  }
}
