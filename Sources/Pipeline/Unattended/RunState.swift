import Ingest
import Publish
import Synchronization

/// Where a run is, for who watches over it from another thread, and the one lock on how it ends.
final class RunState: Sendable {
  private let stage = Mutex(Stage(name: "search", started: .now))
  /// Held while the run is made visible and while it is broken off: one of the two happens, never half of both.
  let ending = Mutex(Ending())
  let progress = ReadingProgress()

  struct Stage: Sendable {
    var name: String
    var started: ContinuousClock.Instant
  }

  struct Ending: Sendable {
    var record: RunRecord?
    var lock: RunLock?
    var publication: Publication?
    /// The tables are visible: nothing is left to break off.
    var isOver = false
  }

  func enter(_ name: String) { stage.withLock { $0 = Stage(name: name, started: .now) } }

  /// For messages: the stage, for how long, and while files are read the file and its rows.
  var place: String {
    let stage = stage.withLock { $0 }
    let seconds = stage.started.duration(to: .now).components.seconds
    let reading = progress.state
    let file = stage.name.hasPrefix("read") ? ", \(reading.rows) rows read, now \(reading.file)" : ""
    return "in stage '\(stage.name)', for \(seconds) s\(file)"
  }
}
