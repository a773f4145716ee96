import Formats
import Glibc

/// A run's results on their way to `OUTPUT/current`: wholly written aside, synced, then made visible in one move.
///
/// `OUTPUT/runs/<run>` holds a run that was published; one that was not leaves nothing there, and `current` as it was.
public struct Publication: Sendable {
  private let output: String
  private let run: String
  private var staging: String { "\(output)/runs/.staging-\(run)" }

  /// Makes the folder that the run is written into.
  ///
  /// - Throws: `FileFailure`.
  public init(output: String, run: String) throws {
    self.output = output
    self.run = run
    try makeFolder(output)
    try makeFolder("\(output)/runs")
    try makeFolder(staging)
  }

  /// Writes and syncs one file.
  ///
  /// - Parameter path: below the run's folder, with at most one folder in it.
  /// - Parameter isPrivate: only its owner may read it.
  public func write(_ bytes: [UInt8], to path: String, isPrivate: Bool = false) throws {
    if let folder = path.split(separator: "/").dropLast().first { try makeFolder("\(staging)/\(folder)") }
    let target = "\(staging)/\(path)"
    let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw FileFailure(path: target, doing: "create", errno: errno) }
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { rest in
      var rest = rest[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileFailure(path: target, doing: "write", errno: errno) }
        rest = rest.dropFirst(count)
      }
    }
    guard fsync(descriptor) == 0 else { throw FileFailure(path: target, doing: "sync", errno: errno) }
  }

  /// Makes the run visible: its folder takes its name, then `current` points at it.
  ///
  /// - Parameter folders: those that were written into, to be synced.
  /// - Returns: the run's folder.
  public func commit(folders: [String]) throws -> String {
    for folder in folders.map({ "\(staging)/\($0)" }) + [staging] { try syncFolder(folder) }
    let target = "\(output)/runs/\(run)"
    try move(staging, to: target)
    try syncFolder("\(output)/runs")
    let link = "\(output)/.current-\(run)"
    guard symlink("runs/\(run)", link) == 0 else { throw FileFailure(path: link, doing: "link", errno: errno) }
    try move(link, to: "\(output)/current")
    try syncFolder(output)
    return target
  }

  /// Takes back what a run that failed has written; what cannot be removed stays aside.
  public func discard() {
    removeTree(staging)
    unlink("\(output)/.current-\(run)")
  }
}

/// Makes a folder, and those above it that are missing.
func makeFolder(_ path: String) throws {
  if mkdir(path, 0o755) != 0, errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
    try makeFolder(String(path[..<slash]))
  }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw FileFailure(path: path, doing: "make the folder", errno: errno)
  }
}

private func move(_ path: String, to target: String) throws {
  guard rename(path, target) == 0 else { throw FileFailure(path: target, doing: "move here", errno: errno) }
}

private func syncFolder(_ path: String) throws {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileFailure(path: path, doing: "open", errno: errno) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw FileFailure(path: path, doing: "sync", errno: errno) }
}

private func removeTree(_ path: String) {
  guard let folder = opendir(path) else {
    unlink(path)
    return
  }
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { removeTree("\(path)/\(name)") }
  }
  closedir(folder)
  rmdir(path)
}
