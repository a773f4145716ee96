import Definition
import Foundation

/// The record of a run as the text that node_exporter collects.
package struct Metrics {
  package let text: String

  /// - Parameter last: the run that is published now.
  package init(_ record: RunRecord, last: RunRecord?) {
    let labels = "{pipeline=\"\(record.pipeline)\",audience=\"\(record.audience)\"}"
    var lines: [String] = []
    func add(_ name: String, _ help: String, _ value: Double?) {
      guard let value else { return }
      let number = CheckRule.text(value)
      lines += [
        "# HELP outcomes_\(name) \(help)", "# TYPE outcomes_\(name) gauge", "outcomes_\(name)\(labels) \(number)",
      ]
    }
    add("run_exit_code", "Exit code of the last run; 0 and 1 are published.", record.exitCode.map(Double.init))
    add(
      "run_finished_seconds", "When the last run ended, in seconds since 1970.",
      record.finished.flatMap(Metrics.seconds))
    add("run_duration_seconds", "How long the last run took.", record.seconds)
    add("run_held", "1 where a check holds the last run back.", record.state == .held ? 1 : 0)
    add("run_warnings", "Warnings of the last run.", Double(record.warnings.count))
    add("run_rows_read", "Rows that the last run read.", record.rowsRead.map(Double.init))
    add("run_rows_rejected", "Rows that the last run rejected.", record.rowsRejected.map(Double.init))
    add("run_peak_memory_bytes", "Most memory that the last run held.", record.peakMemoryBytes.map(Double.init))
    add(
      "published_finished_seconds", "When the run that is published now ended, in seconds since 1970.",
      last?.finished.flatMap(Metrics.seconds))
    add(
      "published_as_of_seconds", "The day on which the published figures are true, in seconds since 1970.",
      last.flatMap { Metrics.seconds("\($0.asOf)T00:00:00Z") })
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func seconds(_ time: String) -> Double? {
    (try? Date(time, strategy: .iso8601))?.timeIntervalSince1970
  }
}
