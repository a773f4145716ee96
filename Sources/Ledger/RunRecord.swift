public import Definition
import Failures
import LabourMarket
package import Road

/// What the history keeps of one run, whatever became of it: `OUTPUT/history/<run>.json`.
///
/// Written when the run begins and again when it ends; never removed. Holds no figure and nobody's data.
public struct RunRecord: Codable, Sendable {
  public let run: String
  public let pipeline: String
  public let asOf: String
  public let audience: String
  public var state: RunState
  public let version: String
  /// Of the program that made the run, where it knew.
  public let commit: String?
  /// The definition's path, and the folder that was read.
  public let definition: String
  public let input: String
  public let host: String
  public let pid: Int32
  /// In UTC.
  public let started: String
  public var finished: String?
  public var seconds: Double?
  public var exitCode: Int32?
  /// Why it was not published.
  public var message: String?
  public var files: Int?
  public var rowsRead: Int?
  public var rowsRejected: Int?
  public var peakMemoryBytes: Int?
  public var warnings: [String] = []
  /// What the checks found, the gravest first.
  public var checks: [CheckFinding] = []
  /// The thresholds that were in force, by check.
  public var thresholds: [String: String] = [:]
  public var approval: Approval?
  /// The file of its metrics.
  public var metrics: String?
  /// The day on which its tables were purged.
  public var purged: String?
}

extension RunRecord {
  /// - Throws: `RunFailure` where the run is in another state, or its tables are gone.
  func refuse(unless wanted: RunState) throws {
    guard state == wanted, purged == nil else {
      throw RunFailure(
        .usage, "run \(run) is \(purged == nil ? state.rawValue : "purged"), not \(wanted.rawValue)")
    }
  }
}

/// Who let a held run out, and why.
public struct Approval: Codable, Sendable, Equatable {
  public let reason: String
  public let by: String
  /// In UTC.
  public let at: String
}

extension RunRecord {
  /// The record of a run that begins.
  package init(_ plan: RunPlan, _ world: World) {
    self.init(
      run: world.runID, pipeline: plan.definition.name, asOf: plan.asOf.description, audience: plan.audience.rawValue,
      state: .running, version: Version.current, commit: Version.commit, definition: plan.loaded.files[0].path,
      input: plan.input, host: world.host, pid: world.pid, started: world.time)
    thresholds = plan.definition.parameters.filter { $0.key.hasPrefix("check ") }
    metrics = plan.monitoring.metrics
  }

  package mutating func fail(_ error: any Error, since started: ContinuousClock.Instant) {
    seconds = StageClock.seconds(since: started)
    state = .failed
    exitCode = ExitStatus.of(error).rawValue
    message = "\(error)"
  }
}

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
