import Definition
import Failures
import Formats
import Logging
package import Publish
package import Road

/// The runs of an output folder, as their records and manifests tell them.
public struct History: Sendable {
  package let output: OutputFolder

  public init(output: String) { self.output = OutputFolder(output) }

  /// The history of a folder that must have one.
  ///
  /// - Throws: `RunFailure` where no run has ever written there.
  public init(of output: String) throws {
    self.init(output: output)
    guard self.output.isUsed else {
      throw RunFailure(.noInput, "\(output): holds no runs; give --output, the folder that runs write to")
    }
  }

  /// All runs, the oldest first.
  ///
  /// A run without a record, or whose process died before it wrote one, is told by the folder that it left.
  public func records() throws -> [RunRecord] {
    let recorded = try output.runNames(in: output.history).filter { $0.hasSuffix(".json") }.map {
      String($0.dropLast(5))
    }
    let published = Set(try output.runNames(in: output.runs))
    let held = Set(try output.runNames(in: output.held))
    let all = Set(recorded).union(published).union(held)
    let isHeld = output.isHeldByProcess
    return try all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { run in
      guard var record = try record(of: run) ?? manifest(of: run).map(RunRecord.init) else { return nil }
      if record.state == .running || record.state == .held, published.contains(run) {
        record.state = .published
        record.approval = try record.approval ?? manifest(of: run)?.approval
      }
      if held.contains(run), !published.contains(run) { record.state = .held }
      if record.state == .running, !isHeld { record.state = .interrupted }
      return record
    }
  }

  package func record(of run: String) throws -> RunRecord? {
    // One record that cannot be read must not end a night: the run's folder tells as much.
    guard let bytes = try? contents(of: output.record(run)) else { return nil }
    guard let record: RunRecord = try? parseJSON(bytes), record.run == run else { return nil }
    return record
  }

  /// The manifest of a run that was published or is held; `nil` where there is none.
  package func manifest(of run: String) throws -> Manifest? {
    for folder in [output.run(run), output.held(run)] {
      guard let bytes = try contents(of: "\(folder)/manifest.json") else { continue }
      guard let manifest: Manifest = try? parseJSON(bytes), manifest.run == run else { return nil }
      return manifest
    }
    return nil
  }

  package func write(_ record: RunRecord) throws {
    try makeFolder(output.history)
    try replaceFile(output.record(record.run), with: jsonText(record))
  }

  /// Says of the runs whose process died what became of them; for who holds the lock.
  package func closeInterrupted() throws {
    for name in try output.runNames(in: output.history) where name.hasSuffix(".json") {
      let run = String(name.dropLast(5))
      guard var record = try record(of: run) else { continue }
      let isLetOut = try record.state == .held && contents(of: "\(output.run(run))/manifest.json") != nil
      guard record.state == .running || isLetOut else { continue }
      if let manifest = try manifest(of: run) {
        record.take(manifest)
        record.warnings = manifest.warnings
        record.approval = manifest.approval
        let isHeld = try contents(of: "\(output.held(run))/manifest.json") != nil
        record.state = isHeld ? .held : .published
      } else {
        record.state = .interrupted
        record.message = "process \(record.pid) on \(record.host) ended without a word"
      }
      try write(record)
    }
  }

  /// The run that a name stands for.
  ///
  /// - Parameter name: a run, the beginning of one alone, `current` for the published one, `previous` for the one that was
  ///   published before it by the same pipeline for the same audience, `last` for the newest.
  /// - Throws: `RunFailure` where there is none, or several.
  package func find(_ name: String) throws -> RunRecord {
    let records = try records()
    if let exact = records.first(where: { $0.run == name }) { return exact }
    if name == "previous" { return try previous(among: records) }
    let wanted = name == "current" ? output.currentRun ?? "" : name
    if name == "last", let last = records.last { return last }
    let matches = wanted.isEmpty ? [] : records.filter { $0.run.hasPrefix(wanted) }
    if matches.count == 1 { return matches[0] }
    let some = (matches.isEmpty ? records : matches).suffix(5).map(\.run).joined(separator: ", ")
    throw RunFailure(
      .noInput,
      matches.isEmpty
        ? "\(output.path): no run '\(name)'; \(some.isEmpty ? "there is none yet" : "the last are \(some)")"
        : "\(output.path): '\(name)' is the beginning of \(matches.count) runs: \(some); give more of its name")
  }

  private func previous(among records: [RunRecord]) throws -> RunRecord {
    let before = records.prefix { $0.run != output.currentRun }
    guard let current = records.first(where: { $0.run == output.currentRun }),
      let previous = before.last(where: {
        $0.state == .published && $0.pipeline == current.pipeline && $0.audience == current.audience
      })
    else { throw RunFailure(.noInput, "\(output.path): no run was published before the one that current shows") }
    return previous
  }

  /// Whether a run of a day may become the one that `current` shows: not if it shows a later day of the same pipeline and
  /// audience.
  package func isLatest(_ asOf: String, of pipeline: String, for audience: String) throws -> Bool {
    guard let current = output.currentRun, let shown = try record(of: current) else { return true }
    return shown.pipeline != pipeline || shown.audience != audience || shown.asOf <= asOf
  }

  /// The run that `current` shows instead of one that was held: of a later day, or of the same day and made since.
  func newer(than held: RunRecord) throws -> RunRecord? {
    guard let current = output.currentRun, let shown = try record(of: current), shown.pipeline == held.pipeline,
      shown.audience == held.audience
    else { return nil }
    return (shown.asOf, shown.run) > (held.asOf, held.run) ? shown : nil
  }

  /// Of the published runs of a pipeline for an audience, that of the latest as-of date before a day; of these the last.
  ///
  /// The day, and not the time of the run, so that a replay finds the run that the first one found.
  package func lastPublished(of pipeline: String, for audience: String, before asOf: String) throws -> RunRecord? {
    try lastPublished(of: pipeline, for: audience) { $0 < asOf }
  }

  /// The published run of the latest as-of date up to this one.
  package func lastPublished(of pipeline: String, for audience: String, upTo asOf: String) throws -> RunRecord? {
    try lastPublished(of: pipeline, for: audience) { $0 <= asOf }
  }

  private func lastPublished(
    of pipeline: String, for audience: String, where isWanted: (String) -> Bool
  ) throws -> RunRecord? {
    try records().filter {
      $0.state == .published && $0.pipeline == pipeline && $0.audience == audience && isWanted($0.asOf)
    }.max { ($0.asOf, $0.run) < ($1.asOf, $1.run) }
  }
}

extension RunRecord {
  /// What a manifest tells of its run.
  init(_ manifest: Manifest) {
    self.init(
      run: manifest.run, pipeline: manifest.pipeline, asOf: manifest.asOf, audience: manifest.audience,
      state: .published, version: manifest.version, commit: manifest.commit,
      definition: manifest.definitionPath ?? "", input: manifest.inputFolder ?? "", host: "?", pid: 0,
      started: manifest.finished)
    warnings = manifest.warnings
    approval = manifest.approval
    take(manifest)
  }

  package mutating func take(_ manifest: Manifest) {
    files = manifest.inputs.count
    rowsRead = manifest.accounting.values.reduce(0) { $0 + $1.read }
    rowsRejected = manifest.accounting.values.reduce(0) { $0 + $1.rejected }
    peakMemoryBytes = manifest.peakMemoryBytes
    checks = manifest.checks ?? []
    thresholds = manifest.parameters.filter { $0.key.hasPrefix("check ") }
  }
}

extension History {
  /// Takes the output folder for one process, and clears up after one that died.
  ///
  /// - Parameter purpose: what it is held for, as another process is told.
  /// - Throws: `RunFailure` where another process holds it; `FileFailure`.
  package func lock(for purpose: String, _ world: World) throws -> RunLock {
    let holder = RunLock.Holder(pid: world.pid, host: world.host, started: world.time, purpose: purpose)
    switch try RunLock.take(output, for: holder) {
    case .heldBy(let other):
      let who = other.map(\.description) ?? "another process"
      throw RunFailure(.alreadyRunning, "\(output.path) is held by \(who); wait for it, or give another --output")
    case .lock(let lock, let died):
      if let died { world.log.notice("\(died) ended without a word; this process takes over") }
      do {
        for line in try output.clearLeftovers() { world.log.notice("\(line)") }
      } catch {
        lock.release()
        throw error
      }
      return lock
    }
  }

  /// Does something that changes the output folder, while no run does.
  func holding<Result>(_ purpose: String, _ world: World, _ work: () throws -> Result) throws -> Result {
    let lock = try lock(for: purpose, world)
    defer { lock.release() }
    // On a full disk nothing can be written before something is purged.
    try? closeInterrupted()
    return try work()
  }
}
