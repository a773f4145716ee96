import Formats
import Glibc

/// A run's results on their way to `OUTPUT/current`: wholly written aside, synced, then made visible in one move.
///
/// At any moment `current` is the whole old run or the whole new one. A process that dies leaves what
/// `clearLeftovers` tells apart: a staging folder is worth nothing, a link beside `current` stands for a run that only had to become visible.
public struct Publication: Sendable {
  private let output: OutputFolder
  private let run: String
  private var staging: String { output.staging(run) }

  /// Makes the folder that the run is written into.
  ///
  /// - Throws: `FileFailure`.
  public init(output: OutputFolder, run: String) throws {
    self.output = output
    self.run = run
    try makeFolder(output.runs)
    try makeFolder(staging)
  }

  /// Writes and syncs one file.
  ///
  /// - Parameter bytes: the whole file.
  /// - Parameter path: below the run's folder; folders on the way are made.
  /// - Parameter isPrivate: only its owner may read it.
  public func write(_ bytes: [UInt8], to path: String, isPrivate: Bool = false) throws {
    let folders = path.split(separator: "/").dropLast()
    if !folders.isEmpty { try makeFolder("\(staging)/\(folders.joined(separator: "/"))") }
    try writeNew(bytes, to: "\(staging)/\(path)", isPrivate: isPrivate)
  }

  /// Makes the run visible.
  ///
  /// - Parameter isShown: `current` moves to it; else it is only one of the runs that were published.
  /// - Returns: the run's folder.
  public func commit(isShown: Bool = true) throws -> String {
    try syncTree(staging)
    return try OutputFolder.publish(run, from: staging, isShown: isShown, in: output)
  }

  /// Puts the run where it waits until somebody approves it.
  ///
  /// - Returns: the run's folder.
  public func hold() throws -> String {
    try syncTree(staging)
    try makeFolder(output.held)
    try move(staging, to: output.held(run))
    try syncFolder(output.held)
    return output.held(run)
  }

  /// Takes back what a run that failed has written; what cannot be removed now is removed by the next run.
  public func discard() { try? removeTree(staging) }
}

extension OutputFolder {
  /// Publishes a run that `hold` put by.
  ///
  /// - Returns: the run's folder.
  public func publishHeld(_ run: String, isShown: Bool) throws -> String {
    try OutputFolder.publish(run, from: held(run), isShown: isShown, in: self)
  }

  /// Moves a whole run to its place, then `current` to it. If a call fails both are undone, so that a failure never
  /// shows new tables.
  fileprivate static func publish(
    _ run: String, from folder: String, isShown: Bool, in output: OutputFolder
  ) throws -> String {
    let (target, link) = (output.run(run), output.nextCurrent(run))
    guard isShown else {
      try makeFolder(output.runs)
      try move(folder, to: target)
      try? syncFolder(output.runs)
      return target
    }
    var isMoved = false
    do {
      try makeFolder(output.runs)
      guard symlink("runs/\(run)", link) == 0 else { throw FileFailure(path: link, doing: .link, errno: errno) }
      try syncFolder(output.path)
      try move(folder, to: target)
      isMoved = true
      try syncFolder(output.runs)
      try move(link, to: output.current)
    } catch {
      unlink(link)
      if isMoved { rename(target, folder) }
      throw error
    }
    // Published; that the name `current` may not survive a power cut in this second does not undo it: the link would
    // then still stand, and the next run finish the move.
    try? syncFolder(output.path)
    return target
  }

  /// Finishes, or takes away, what a process that died has left; for who holds the lock.
  ///
  /// - Returns: one line for each thing that was done.
  public func clearLeftovers() throws -> [String] {
    var done: [String] = []
    for name in try names(in: path) where name.hasPrefix(OutputFolder.linkPrefix) {
      let run = String(name.dropFirst(OutputFolder.linkPrefix.count))
      if access("\(self.run(run))/manifest.json", R_OK) == 0 {
        try move("\(path)/\(name)", to: current)
        try syncFolder(path)
        done.append("run \(run) was written when it was broken off, and is published now")
      } else {
        try removeTree("\(path)/\(name)")
      }
    }
    for name in try names(in: runs) where name.hasPrefix(OutputFolder.stagingPrefix) {
      try removeTree("\(runs)/\(name)")
      done.append(
        "run \(name.dropFirst(OutputFolder.stagingPrefix.count)) was broken off; what it had written is removed")
    }
    for name in try names(in: history) where name.hasPrefix(".") && name.hasSuffix(newSuffix) {
      try removeTree("\(history)/\(name)")
    }
    return done
  }
}
