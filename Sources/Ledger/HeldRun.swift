import Definition
import Export
import Failures
import Formats
import Ingest
import Logging
import Publish
public import Road

/// A run that a check held back, let out by somebody who says why.
public struct HeldRun {
  /// Publishes a held run.
  ///
  /// - Parameter name: as `History.find` takes it.
  /// - Parameter path: the output folder that holds it.
  /// - Parameter reason: why its figures may go out, not empty; put on one line, in the manifest and the history.
  /// - Parameter by: who approves; stands beside the reason.
  /// - Parameter world: gives the time of the approval and, where the definition names one, the database.
  /// - Returns: the run's folder.
  /// - Throws: `RunFailure` where the run is not held, its files are not those that were held, or a public run was
  ///   published since whose hidden counts it does not keep; `FileFailure`.
  public static func approve(
    _ name: String, in path: String, reason: String, by: String, world: World
  ) throws -> String {
    let (reason, by) = (oneLine(reason), oneLine(by))
    guard !reason.isEmpty else { throw RunFailure(.usage, "--reason is empty; say why the figures may go out") }
    let history = try History(of: path)
    return try history.holding("approve \(name)", world) {
      var record = try history.find(name)
      try record.refuse(unless: .held)
      guard var manifest = try history.manifest(of: record.run) else {
        throw RunFailure(.usage, "run \(record.run) has no manifest that can be read")
      }
      try refuseChanged(manifest, history)
      try refuseOlderPattern(manifest, history)
      let approval = Approval(reason: reason, by: by, at: world.time)
      manifest.approval = approval
      try replaceFile("\(history.output.held(record.run))/manifest.json", with: manifest.json())
      let newer = try history.newer(than: record)
      let isLatest = newer == nil
      let load = try DatabaseTarget.load(manifest, from: history.output.held(record.run), isShown: isLatest, world)
      let folder = try history.output.publishHeld(record.run, isShown: isLatest)
      do {
        try load?.commit()
      } catch {
        world.log.warning(
          "the run is published, but not in the database (\(error)); 'outcomes load \(record.run)' sends it again")
      }
      if let newer {
        world.log.warning(
          "current stays where it is: it shows run \(newer.run) of \(newer.asOf), made since or of a later day")
      }
      (record.state, record.approval, record.exitCode) = (.published, approval, ExitStatus.done.rawValue)
      record.message = nil
      do {
        try history.write(record)
        if let path = record.metrics { try replaceFile(path, with: Array(Metrics(record, last: record).text.utf8)) }
      } catch {
        // Published all the same: its manifest says why, and the next run mends the record.
        world.log.warning("the run is published, but \(error)")
      }
      world.log.notice("run \(record.run) is published: \(by) says '\(reason)'")
      return folder
    }
  }

  private static func refuseChanged(_ manifest: Manifest, _ history: History) throws {
    for file in manifest.files {
      let path = "\(history.output.held(manifest.run))/\(file.path)"
      guard let bytes = try contents(of: path), sha256(bytes) == file.sha256 else {
        throw RunFailure(.badData, "\(path): is not the file that was held; run again")
      }
    }
  }

  /// What another public run hid since, this one may show.
  private static func refuseOlderPattern(_ manifest: Manifest, _ history: History) throws {
    guard let protection = manifest.protection else { return }
    let last = try history.lastPublicRun(of: manifest.pipeline)
    let expected = try last.map { try LastPattern(of: $0.run, history).digest }
    guard expected == protection.lastPattern?.sha256 else {
      throw RunFailure(
        .badData,
        "run \(manifest.run) kept the pattern of another public run than the one that is the last now (\(last?.run ?? "none")); "
          + "run again")
    }
  }
}
