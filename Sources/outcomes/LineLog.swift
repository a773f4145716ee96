import Foundation
import Glibc
import Logging

/// One line a message on standard error: time in UTC, level, message.
struct LineLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    // A progress line may stand on the terminal: the message takes its place.
    let start = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : ""
    var line = "\(start)\(Date().formatted(.iso8601)) \(event.level.rawValue) \(event.message)\n"
    _ = line.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
