import Foundation
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

  public init(today: Day, cores: Int, log: Logger, isWatched: Bool, runID: String) {
    self.today = today
    self.cores = cores
    self.log = log
    self.isWatched = isWatched
    self.runID = runID
  }

  /// The real one.
  public static func real(log: Logger) -> World {
    let now = Date()
    return World(
      today: day(of: now, in: "Europe/Paris"), cores: ProcessInfo.processInfo.activeProcessorCount, log: log,
      isWatched: isatty(STDERR_FILENO) == 1, runID: "\(stamp(of: now))-\(getpid())")
  }

  private static func day(of date: Date, in zone: String) -> Day {
    let parts = calendar(zone).dateComponents([.year, .month, .day], from: date)
    return Day(year: parts.year!, month: parts.month!, day: parts.day!)!
  }

  /// `20170331T014502Z`
  static func stamp(of date: Date) -> String {
    let parts = calendar("UTC").dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    let two = [parts.month!, parts.day!, parts.hour!, parts.minute!, parts.second!].map { Day.padded($0, 2) }
    return "\(parts.year!)\(two[0])\(two[1])T\(two[2])\(two[3])\(two[4])Z"
  }

  private static func calendar(_ zone: String) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? TimeZone(secondsFromGMT: 0)!
    return calendar
  }
}
