import Definition
import Foundation
import Glibc
import Publish
public import Road

/// Removes what old runs wrote. Their manifests, definitions and patterns stay: a run is accounted for, and can be
/// replayed, for ever.
public struct Purge {
  /// One line for each run that was purged, or would be.
  public let lines: [String]

  /// What is kept of a purged run: what it was, how to make it again, and what later public runs must keep hidden.
  private static let kept: Set<String> = ["manifest.json", "definition", "pattern.json"]

  /// - Parameter output: the folder whose `runs` and `held` are purged.
  /// - Parameter seconds: runs that ended in the last so many seconds are left alone; so are, whatever their age, the one that
  ///   `current` shows and the last published one of each pipeline and audience.
  /// - Parameter personsOnly: removes the rows of persons, and nothing else, of all runs of that age, `current` too.
  /// - Parameter isDry: removes nothing.
  /// - Parameter world: its clock tells the age of the runs.
  public init(_ output: String, seconds: Int, personsOnly: Bool = false, isDry: Bool = false, world: World) throws {
    let history = try History(of: output)
    let look = {
      let horizon = world.now().addingTimeInterval(-Double(seconds)).formatted(.iso8601)
      let records = try history.records()
      let safe = personsOnly ? [] : Purge.neverPurged(records, history)
      let purged: [String] = try records.compactMap { record in
        guard record.state != .running, !safe.contains(record.run), (record.finished ?? record.started) <= horizon
        else {
          return nil
        }
        return try Purge.purge(record, history, personsOnly: personsOnly, isDry: isDry, world)
      }
      let what = personsOnly ? "rows of persons" : "tables"
      return purged + ["\(what) of \(purged.count) runs \(isDry ? "would be removed" : "removed"), of \(records.count)"]
    }
    // Who only looks needs no lock, nor a folder that may be written to.
    lines = isDry ? try look() : try history.holding("purge", world, look)
  }

  private static func neverPurged(_ records: [RunRecord], _ history: History) -> Set<String> {
    var last: [String: String] = [:]
    for record in records where record.state == .published {
      last["\(record.pipeline) \(record.audience)"] = record.run
    }
    return Set(last.values).union(history.output.currentRun.map { [$0] } ?? [])
  }

  private static func purge(
    _ record: RunRecord, _ history: History, personsOnly: Bool, isDry: Bool, _ world: World
  ) throws -> String? {
    var bytes = 0
    for folder in [history.output.run(record.run), history.output.held(record.run)] {
      guard isFolder(folder) else { continue }
      for name in try names(in: folder) where personsOnly ? name == "persons" : !kept.contains(name) {
        bytes += try Purge.bytes("\(folder)/\(name)")
        if !isDry { try removeTree("\(folder)/\(name)") }
      }
    }
    guard bytes > 0 else { return nil }
    if !isDry, !personsOnly {
      var record = record
      record.purged = world.time
      try history.write(record)
    }
    return
      "\(record.run): \(isDry ? "would free" : "freed") \((bytes + 1023) / 1024) KiB (\(record.state.rawValue), as of \(record.asOf))"
  }

  private static func bytes(_ path: String) throws -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    return status.st_mode & S_IFMT == S_IFDIR ? try size(of: path) : Int(status.st_size)
  }
}
