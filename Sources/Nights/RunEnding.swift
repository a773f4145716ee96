import Ledger
import Publish
import Synchronization

/// The one lock on how a run ends: held while it is made visible and while it is broken off, so that one of the two
/// happens, and never half of both.
final class RunEnding: Sendable {
  private let state = Mutex(State())

  struct State: Sendable {
    var record: RunRecord?
    var lock: RunLock?
    var publication: Publication?
    /// The tables are visible: nothing is left to break off.
    var isOver = false
  }

  func withLock<Result>(_ work: (inout State) throws -> sending Result) rethrows -> sending Result {
    try state.withLock { state in try work(&state) }
  }
}
