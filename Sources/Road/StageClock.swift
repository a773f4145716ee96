package import Ingest
package import Logging
import Synchronization

/// Times the stages of a run; one line of log as each ends.
package final class StageClock {
  package private(set) var seconds: [(stage: String, seconds: Double)] = []
  private let log: Logger
  private let whereabouts: Whereabouts

  package init(_ log: Logger, _ whereabouts: Whereabouts) {
    self.log = log
    self.whereabouts = whereabouts
  }

  package func time<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
    whereabouts.enter(stage)
    let start = ContinuousClock.now
    let result = try work()
    seconds.append((stage, StageClock.seconds(since: start)))
    return result
  }

  /// With three decimals.
  package static func seconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = start.duration(to: .now).components
    return ((Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18) * 1000).rounded() / 1000
  }

  /// Logs the stage that has just been timed, with what came out of it.
  package func say(_ result: String) {
    guard let last = seconds.last else { return }
    log.info("\(last.stage): \(StageClock.shown(last.seconds)) s; \(result)")
  }

  private static func shown(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }
}

/// Where a run is, for who watches over it from another thread.
package final class Whereabouts: Sendable {
  private let stage = Mutex(Stage(name: "search", started: .now))
  package let progress = ReadingProgress()

  package init() {}

  private struct Stage: Sendable {
    var name: String
    var started: ContinuousClock.Instant
  }

  fileprivate func enter(_ name: String) { stage.withLock { $0 = Stage(name: name, started: .now) } }

  /// For messages: the stage, for how long, and while files are read the file and its rows.
  package var said: String {
    let stage = stage.withLock { $0 }
    let seconds = stage.started.duration(to: .now).components.seconds
    let reading = progress.state
    let file = stage.name.hasPrefix("read") ? ", \(reading.rows) rows read, now \(reading.file)" : ""
    return "in stage '\(stage.name)', for \(seconds) s\(file)"
  }
}
