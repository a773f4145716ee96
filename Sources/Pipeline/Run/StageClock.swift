import Logging

/// Times the stages of a run; one line of log as each ends.
final class StageClock {
  private(set) var seconds: [(stage: String, seconds: Double)] = []
  private let log: Logger
  private let state: RunState

  init(_ log: Logger, _ state: RunState) {
    self.log = log
    self.state = state
  }

  func time<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
    state.enter(stage)
    let start = ContinuousClock.now
    let result = try work()
    seconds.append((stage, StageClock.seconds(since: start)))
    return result
  }

  /// With three decimals.
  static func seconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = start.duration(to: .now).components
    return ((Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18) * 1000).rounded() / 1000
  }

  /// Logs the stage that has just been timed, with what came out of it.
  func say(_ result: String) {
    guard let last = seconds.last else { return }
    log.info("\(last.stage): \(StageClock.shown(last.seconds)) s; \(result)")
  }

  private static func shown(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }
}
