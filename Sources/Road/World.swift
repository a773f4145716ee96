public import Export
public import Foundation
import Glibc
public import LabourMarket
public import Logging

/// What a run takes from the world around it, so that nothing inside asks for it.
public struct World: Sendable {
  /// In Paris.
  public var today: Day
  public var cores: Int
  public var log: Logger
  /// Whether somebody watches: then progress is shown on one line of standard error.
  public var isWatched: Bool
  /// Unique among the runs of an output folder, in the order of time.
  public var runID: String
  public var now: @Sendable () -> Date
  public var host: String
  public var pid: Int32
  /// Whether the process is the run's own: then signals and limits may end it.
  public var ownsProcess = false
  /// How a database is opened; `nil` where the program was built without one.
  public var openDatabase: (@Sendable (DatabaseOptions) -> any TableDatabase)?

  public init(
    today: Day, cores: Int, log: Logger, isWatched: Bool, runID: String,
    now: @escaping @Sendable () -> Date = Date.init,
    host: String = "localhost", pid: Int32 = getpid()
  ) {
    self.today = today
    self.cores = cores
    self.log = log
    self.isWatched = isWatched
    self.runID = runID
    self.now = now
    self.host = host
    self.pid = pid
  }

  /// The real one.
  public static func real(log: Logger) -> World {
    let now = Date()
    let run = "\(stamp(of: now))-\(getpid())"
    var log = log
    log[metadataKey: "run"] = "\(run)"
    return World(
      today: day(of: now, in: "Europe/Paris"), cores: ProcessInfo.processInfo.activeProcessorCount, log: log,
      isWatched: isatty(STDERR_FILENO) == 1, runID: run, host: hostName())
  }

  /// The same world for the next of several runs.
  package func forNextRun() -> World {
    var world = self
    world.runID = "\(World.stamp(of: now()))-\(pid)"
    world.log[metadataKey: "run"] = "\(world.runID)"
    return world
  }

  /// `2017-03-31T01:45:02Z`
  package var time: String { now().formatted(.iso8601) }

  /// As the system knows itself: no name server is asked.
  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func day(of date: Date, in zone: String) -> Day {
    let parts = calendar(zone).dateComponents([.year, .month, .day], from: date)
    return Day(year: parts.year!, month: parts.month!, day: parts.day!)!
  }

  /// `20170331T014502.375Z`
  static func stamp(of date: Date) -> String {
    let parts = calendar("UTC").dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    let two = [parts.month!, parts.day!, parts.hour!, parts.minute!, parts.second!].map { Day.padded($0, 2) }
    let thousandths = Int(date.timeIntervalSince1970 * 1000) % 1000
    return "\(parts.year!)\(two[0])\(two[1])T\(two[2])\(two[3])\(two[4]).\(Day.padded(thousandths, 3))Z"
  }

  private static func calendar(_ zone: String) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? TimeZone(secondsFromGMT: 0)!
    return calendar
  }
}
