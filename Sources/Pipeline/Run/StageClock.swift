import Logging

/// Times the stages of a run and says one line of log as each ends.
final class StageClock {
  private(set) var seconds: [(stage: String, seconds: Double)] = []
  private let log: Logger
  private let clock = ContinuousClock()

  init(_ log: Logger) { self.log = log }

  /// - Parameter said: what the log says of the result.
  func time<Result>(
    _ stage: String, _ work: () throws -> Result, said: (Result) -> String
  ) rethrows -> Result {
    let start = clock.now
    let result = try work()
    let elapsed = start.duration(to: clock.now)
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    self.seconds.append((stage, seconds))
    let text = said(result)
    log.info("\(stage): \(StageClock.shown(seconds)) s\(text.isEmpty ? "" : "; \(text)")")
    return result
  }

  static func shown(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }
}
