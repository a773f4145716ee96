import Definition
import Formats
import Foundation
import Ledger
import Publish
import Road

/// Tells how a run ended: a text file for the collector of metrics, and a command that somebody chose.
struct Announcement: Sendable {
  private let monitoring: Monitoring
  private let output: OutputFolder

  init(_ plan: RunPlan, _ world: World) {
    monitoring = plan.monitoring
    output = OutputFolder(plan.output)
  }

  /// - Returns: what could not be told, a line each; the run itself is as good as before.
  func make(_ record: RunRecord) -> [String] {
    var failures: [String] = []
    if let path = monitoring.metrics {
      do {
        // Across a file system's border nothing can be moved: the new file is written beside the old one.
        try replaceFile(path, with: Array(Metrics(record, last: lastPublished(record)).text.utf8))
      } catch {
        failures.append("metrics: \(error)")
      }
    }
    if !monitoring.notify.isEmpty, monitoring.notifyWhen.isEmpty || monitoring.notifyWhen.contains(record.state) {
      do {
        try Notification(monitoring.notify, seconds: monitoring.notifySeconds).send(jsonText(record))
      } catch {
        failures.append("notify: \(error)")
      }
    }
    return failures
  }

  /// The record of the run that `current` shows.
  private func lastPublished(_ record: RunRecord) -> RunRecord? {
    guard let run = output.currentRun else { return nil }
    guard run != record.run else { return record }
    let shown = try? History(output: output.path).record(of: run)
    return shown?.pipeline == record.pipeline && shown?.audience == record.audience ? shown : nil
  }
}
