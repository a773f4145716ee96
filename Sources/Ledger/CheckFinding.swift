/// A value that a check finds odd.
public struct CheckFinding: Codable, Sendable, Equatable {
  public let check: String
  /// `warn`, or `fail`, which holds the run.
  public let level: Level
  /// What was looked at: a measure and its source, or the row of a table.
  public let subject: String
  public let value: String
  /// What it was compared with.
  public let reference: String?
  /// The threshold that it passed.
  public let threshold: String

  package init(check: String, level: Level, subject: String, value: String, reference: String?, threshold: String) {
    self.check = check
    self.level = level
    self.subject = subject
    self.value = value
    self.reference = reference
    self.threshold = threshold
  }

  /// ` (+5.7 %)`
  private func move(from reference: String) -> String {
    guard let now = Double(value), let before = Double(reference), before != 0 else { return "" }
    let percent = ((now - before) / abs(before) * 1000).rounded() / 10
    return " (\(percent > 0 ? "+" : "")\(percent) %)"
  }

  public enum Level: String, Codable, Sendable { case warn, fail }

  /// `check short-delivery: delivery_rows of dpae xdp-dpae is 12, against 81234; fail: falls 90 percent`
  public var said: String {
    "check \(check): \(subject) is \(value)\(reference.map { ", against \($0)\(move(from: $0))" } ?? ""); "
      + "\(level.rawValue): \(threshold)"
  }
}
