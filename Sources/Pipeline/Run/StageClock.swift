import Logging

/// Times the stages of a run; one line of log as each ends.
final class StageClock {
  private(set) var seconds: [(stage: String, seconds: Double)] = []
  private let log: Logger
  private let clock = ContinuousClock()

  init(_ log: Logger) { self.log = log }

  func time<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
    let start = clock.now
    let result = try work()
    let elapsed = start.duration(to: clock.now).components
    seconds.append((stage, Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18))
    return result
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
