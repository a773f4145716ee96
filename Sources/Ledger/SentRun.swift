import Definition
import Export
import Failures
import Publish
public import Road

/// A published run whose tables are sent to the database once more: after a failure of the server, or a new one.
public struct SentRun {
  /// - Parameter name: as `History.find` takes it.
  /// - Parameter path: the output folder that it was published into.
  /// - Parameter world: opens the database.
  /// - Returns: the run.
  /// - Throws: `RunFailure` where it is not published, was purged, or its definition names no database;
  ///   `DatabaseFailure`.
  public static func send(_ name: String, in path: String, world: World) throws -> String {
    let history = try History(of: path)
    return try history.holding("load \(name)", world) {
      let record = try history.find(name)
      try record.refuse(unless: .published)
      guard let manifest = try history.manifest(of: record.run) else {
        throw RunFailure(.usage, "run \(record.run) has no manifest that can be read")
      }
      let isShown = history.output.currentRun == record.run
      let folder = history.output.run(record.run)
      guard let load = try DatabaseTarget.load(manifest, from: folder, isShown: isShown, world) else {
        throw RunFailure(
          .usage, "run \(record.run): its definition has no publish: {postgresql: …}; add it, and run again")
      }
      try load.commit()
      return record.run
    }
  }
}
