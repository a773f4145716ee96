import Definition
import Publish

/// All that is worth saying of one run, in lines for people.
public struct RunSheet {
  public private(set) var lines: [String] = []

  /// - Parameter name: as `History.find` takes it.
  /// - Parameter history: of the output folder that the run is in; also gives the run before, to compare checks with.
  public init(_ name: String, _ history: History) throws {
    let record = try history.find(name)
    let manifest = try history.manifest(of: record.run)
    addHead(record, isCurrent: history.output.currentRun == record.run)
    if let manifest { addInputs(manifest) }
    addChecks(record, before: try earlier(record, history))
    if let manifest { addOutputs(manifest) }
  }

  private func earlier(_ record: RunRecord, _ history: History) throws -> RunRecord? {
    try history.records().last { $0.run < record.run && $0.pipeline == record.pipeline }
  }

  private mutating func addHead(_ record: RunRecord, isCurrent: Bool) {
    let took = record.seconds.map { ", took \($0) s" } ?? ""
    lines += [
      "run \(record.run): \(record.state.rawValue)\(isCurrent ? ", shown by current" : "")",
      "\(record.pipeline) as of \(record.asOf), \(record.audience); version \(Version.name(record.version, record.commit))",
      "started \(record.started) on \(record.host)\(took); exit code \(record.exitCode.map { "\($0)" } ?? "none yet")",
      "definition \(record.definition), input \(record.input)",
    ]
    if let message = record.message { lines.append("message: \(message)") }
    if let approval = record.approval {
      lines.append("approved by \(approval.by) at \(approval.at): \(approval.reason)")
    }
    if let purged = record.purged { lines.append("purged at \(purged): its tables are gone, its manifest is kept") }
  }

  private mutating func addInputs(_ manifest: Manifest) {
    lines += ["", "inputs: \(manifest.inputs.count) files"]
    if let observed = manifest.observed {
      let until = [("hires", observed.hires), ("trainings", observed.trainings), ("offers", observed.offers)]
      lines.append("observed until: \(until.map { "\($0.0) \($0.1 ?? "nd")" }.joined(separator: ", "))")
      if !observed.holes.isEmpty { lines.append("holes: \(observed.holes.joined(separator: ", "))") }
    }
    let heading = ["source", "files", "read", "accepted", "rejected", "filtered", "superseded", "why rejected"]
    let rows = manifest.accounting.sorted { $0.key < $1.key }.map { source, account in
      let reasons = account.rejectedByReason.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return [
        source, "\(manifest.inputs.count { $0.source == source })", RunList.number(account.read),
        RunList.number(account.accepted), RunList.number(account.rejected), RunList.number(account.filtered),
        RunList.number(account.superseded), reasons.prefix(3).map { "\($0.key) \($0.value)" }.joined(separator: ", "),
      ]
    }
    lines += RunList.aligned([heading] + rows).map { "  \($0)" }
    for name in manifest.notWhole ?? [] { lines.append("  \(name)") }
    if !manifest.notYetDelivered.isEmpty {
      lines.append("  delivered after \(manifest.asOf), not seen: \(manifest.notYetDelivered.count) files")
    }
    for name in manifest.notRead { lines.append("  no input reads \(name)") }
  }

  private mutating func addChecks(_ record: RunRecord, before: RunRecord?) {
    let found = record.checks.map(\.said)
    let others = record.warnings.filter { !found.contains($0) }
    if !others.isEmpty { lines += ["", "warnings"] + others.map { "  \($0)" } }
    guard record.state == .published || record.state == .held else {
      lines += ["", "checks: not reached"]
      return
    }
    let checks = Set(record.checks.map(\.check)).count
    lines += ["", "checks: \(record.thresholds.count), of which \(checks) found something"]
    lines += found.map { "  \($0)" }
    let names = Set(record.thresholds.keys).union(before?.thresholds.keys ?? record.thresholds.keys)
    for name in names.sorted() where before != nil && before?.thresholds[name] != record.thresholds[name] {
      lines.append(
        "  \(name) changed since run \(before!.run): \(before!.thresholds[name] ?? "none") -> \(record.thresholds[name] ?? "none")"
      )
    }
  }

  private mutating func addOutputs(_ manifest: Manifest) {
    lines += ["", "tables"]
    for table in manifest.tables { lines.append("  \(table.name): \(RunList.number(table.rows)) rows") }
    let rejected = manifest.rejects.filter { $0.rows > 0 }.map { "\($0.name) \(RunList.number($0.rows))" }
    lines.append("rejects: \(rejected.isEmpty ? "none" : rejected.joined(separator: ", "))")
    lines += ["", "stages"] + manifest.secondsByStage.map { "  \($0.stage): \($0.seconds) s" }
    lines.append("memory: at most \(manifest.peakMemoryBytes >> 20) MiB")
  }
}
