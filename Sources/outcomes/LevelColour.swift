import Foundation
import Glibc
import Logging

/// The colour of a level's word: yellow for a warning, red for an error.
struct LevelColour {
  let isOn: Bool

  /// On a terminal that has colours, unless `NO_COLOR` holds anything (https://no-color.org).
  static let ofStandardError: LevelColour = {
    let environment = ProcessInfo.processInfo.environment
    let isWished = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    return LevelColour(isOn: isWished && isatty(STDERR_FILENO) == 1)
  }()

  func painted(_ level: Logger.Level) -> String {
    guard isOn else { return level.rawValue }
    return switch level {
    case .trace, .debug, .info, .notice: level.rawValue
    case .warning: "\u{1B}[33m\(level.rawValue)\u{1B}[0m"
    case .error, .critical: "\u{1B}[31m\(level.rawValue)\u{1B}[0m"
    }
  }
}
