import Checks
import Definition
import Export
public import Failures
import Formats
import Foundation
import Ingest
import LabourMarket
import Ledger
import Logging
import Publish
public import Road
import Synchronization

/// One run: from a request to `OUTPUT/current`, or to a reason why not.
public struct Run {
  /// What a run has to say that came to its end.
  public struct Result: Sendable {
    /// The folder of the run.
    public let folder: String
    public let warnings: [String]
    public let status: ExitStatus
  }

  private let plan: RunPlan
  private let world: World
  private let output: OutputFolder
  private let history: History
  private let ending = RunEnding()
  private let whereabouts = Whereabouts()

  private init(_ plan: RunPlan, _ world: World) {
    self.plan = plan
    self.world = world
    output = OutputFolder(plan.output)
    history = History(output: plan.output)
  }

  /// Runs a request, writes its record, and tells whom the definition names.
  ///
  /// - Throws: `RunFailure`, `DefinitionError`, or a failure of the formats; `ExitStatus.of` gives the exit code. The
  ///   tables that were published before stay as they were.
  public static func execute(_ request: RunRequest, world: World) throws -> Result {
    try Run(RunPlan(request, world: world), world).execute()
  }

  private func execute() throws -> Result {
    let started = ContinuousClock.now
    var record = RunRecord(plan, world)
    let announcement = Announcement(plan, world)
    let lock: RunLock
    do {
      lock = try lockOutput()
    } catch {
      record.fail(error, since: started)
      for warning in announcement.make(record) { world.log.warning("\(warning)") }
      throw error
    }
    defer { lock.release() }
    do {
      try history.write(record)
      supervise(record, lock, announcement)
      let result = try go(&record)
      record.seconds = StageClock.seconds(since: started)
      finish(&record)
      let silent = announcement.make(record)
      for warning in silent { world.log.warning("\(warning)") }
      return Result(
        folder: result.folder, warnings: result.warnings + silent,
        status: result.status == .done && !silent.isEmpty ? .doneWithWarnings : result.status)
    } catch {
      ending.withLock { $0.isOver = true }
      record.fail(error, since: started)
      finish(&record)
      for warning in announcement.make(record) { world.log.warning("\(warning)") }
      throw error
    }
  }

  // MARK: before

  private func lockOutput() throws -> RunLock {
    let lock = try history.lock(for: "run \(world.runID)", world)
    do {
      try history.closeInterrupted()
    } catch {
      lock.release()
      throw error
    }
    return lock
  }

  private func supervise(_ record: RunRecord, _ lock: RunLock, _ announcement: Announcement) {
    ending.withLock { ($0.record, $0.lock) = (record, lock) }
    guard world.ownsProcess else { return }
    let (history, world) = (history, world)
    let started = ContinuousClock.now
    let supervisor = Supervisor(ending, whereabouts, plan.ceilings, world) { record in
      var record = record
      record.seconds = StageClock.seconds(since: started)
      record.finished = world.time
      try? history.write(record)
      for warning in announcement.make(record) { world.log.warning("\(warning)") }
    }
    supervisor.start()
  }

  /// Twice what the last run takes, and never less than the definition asks for.
  private func checkFreeDisk() throws {
    let last = try output.currentRun.map { try size(of: output.run($0)) } ?? 0
    let needed = max(plan.definition.limits.freeDisk << 20, 2 * last)
    guard let free = output.freeBytes, free < needed else { return }
    throw RunFailure(
      .cannotWrite,
      "\(plan.output): \(free >> 20) MiB are free where \((needed + (1 << 20) - 1) >> 20) are needed; make room with 'outcomes purge', or "
        + "lower free_disk under limits")
  }

  // MARK: the run

  private func go(_ record: inout RunRecord) throws -> Result {
    try checkFreeDisk()
    let target = try DatabaseTarget(plan.definition, plan.audience.rawValue, world)
    // A server that is down is known before the work, not after it.
    try target?.probe(asOf: plan.asOf.description)
    let road = Road(plan, world, whereabouts)
    let product = try road.travel { try LastPattern.find(plan, history, inputs: $0) }
    var manifest = Manifest(product, runID: world.runID)
    let verdict = try Verdict(product, history)
    manifest.judge(verdict.findings)
    for finding in verdict.failures { world.log.error("\(finding.said)") }
    let isHeld = !verdict.failures.isEmpty
    var unseen: [String] = []
    let folder = try road.stages.time("publish") {
      manifest.finish(road.stages, now: world.now())
      return try write(product, manifest, isHeld: isHeld, target, &unseen)
    }
    road.stages.say(folder)
    record.take(manifest)
    record.warnings = manifest.warnings + unseen
    for warning in record.warnings { world.log.warning("\(warning)") }
    record.state = isHeld ? .held : .published
    let status: ExitStatus = isHeld ? .held : record.warnings.isEmpty ? .done : .doneWithWarnings
    record.exitCode = status.rawValue
    if isHeld {
      record.message = "held by \(Set(verdict.failures.map(\.check)).sorted().joined(separator: ", "))"
      world.log.error(
        """
        the run is held, and nothing is published; look at \(folder), then mend the delivery and run again, or \
        'outcomes approve \(world.runID) --output \(plan.output) --reason "..."'
        """)
    }
    return Result(folder: folder, warnings: record.warnings, status: status)
  }

  /// Writes all files aside, sends the tables to the database, then makes both visible; or puts the run by.
  ///
  /// - Parameter unseen: gains a warning where the folder shows the run and the database does not.
  private func write(
    _ product: RunProduct, _ manifest: Manifest, isHeld: Bool, _ target: DatabaseTarget?, _ unseen: inout [String]
  ) throws -> String {
    let isLatest = try history.isLatest(plan.asOf.description, of: plan.definition.name, for: plan.audience.rawValue)
    let isShown = isLatest || !plan.keepsLaterCurrent
    if !isLatest, !isHeld {
      let moves = "current \(isShown ? "goes back" : "does not go back") to \(plan.asOf) from a later day"
      // Who asks for one past day gets it; that everybody now sees it must be said even under --quiet.
      isShown ? world.log.warning("\(moves)") : world.log.notice("\(moves)")
    }
    let publication = try Publication(output: output, run: world.runID)
    ending.withLock { $0.publication = publication }
    do {
      for file in product.files { try publication.write(file.bytes, to: file.path, isPrivate: file.isPrivate) }
      try publication.write(try manifest.json(), to: "manifest.json")
      let load = try isHeld ? nil : target?.load(product, asOf: plan.asOf.description, isShown: isShown)
      let folder = try ending.withLock { ending in
        let folder = try isHeld ? publication.hold() : publication.commit(isShown: isShown)
        ending.isOver = true
        return folder
      }
      do {
        try load?.commit()
      } catch {
        unseen.append(
          "the tables are published in \(plan.output), but not in the database (\(error)); "
            + "'outcomes load \(world.runID) --output \(plan.output)' sends them again")
      }
      return folder
    } catch {
      publication.discard()
      throw error
    }
  }

  /// A record that cannot be written is said, and undoes nothing.
  private func finish(_ record: inout RunRecord) {
    record.finished = world.time
    do {
      try history.write(record)
    } catch {
      world.log.warning("the record of this run cannot be written: \(error)")
    }
  }
}
