import Glibc

/// Where the runs of a pipeline lie:
///
/// ```
/// OUTPUT/current           a link to the run that was published last
/// OUTPUT/runs/<run>/       runs that were published
/// OUTPUT/held/<run>/       runs that a check holds back until somebody approves them
/// OUTPUT/history/<run>.json  one record a run, whatever became of it
/// OUTPUT/.lock             who writes here now
/// ```
///
/// Names that begin with a dot are under way: `runs/.staging-<run>`, `.current-<run>`.
public struct OutputFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public var runs: String { "\(path)/runs" }
  public var held: String { "\(path)/held" }
  public var history: String { "\(path)/history" }
  public func run(_ run: String) -> String { "\(runs)/\(run)" }
  public func held(_ run: String) -> String { "\(held)/\(run)" }
  public func record(_ run: String) -> String { "\(history)/\(run).json" }

  var lock: String { "\(path)/.lock" }
  var current: String { "\(path)/current" }
  func staging(_ run: String) -> String { "\(runs)/\(OutputFolder.stagingPrefix)\(run)" }
  /// The link that becomes `current`: where it stands, its run was wholly written and is to be published.
  func nextCurrent(_ run: String) -> String { "\(path)/\(OutputFolder.linkPrefix)\(run)" }

  static let stagingPrefix = ".staging-"
  static let linkPrefix = ".current-"

  /// The run that `current` points at.
  public var currentRun: String? {
    var target = [CChar](repeating: 0, count: 4096)
    let count = readlink(current, &target, target.count)
    guard count > 0 else { return nil }
    let bytes = target[..<count].map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "/").last.map(String.init)
  }

  /// Whether a run has ever written here.
  public var isUsed: Bool { access(runs, F_OK) == 0 || access(history, F_OK) == 0 }

  /// Whether a process holds the folder now.
  public var isHeldByProcess: Bool {
    let descriptor = open(lock, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// The runs in a folder of runs, in byte order, which is that of time.
  public func runNames(in folder: String) throws -> [String] {
    try names(in: folder).filter { !$0.hasPrefix(".") }
  }

  /// Free bytes on the file system that holds the folder.
  public var freeBytes: Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }
}
