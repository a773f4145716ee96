import Formats
import Foundation
import Glibc
import Logging

/// One line a message on standard error: time in UTC, level, run, message.
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
    let level = LevelColour.ofStandardError.painted(event.level)
    let run = metadata["run"].map { " [\($0)]" } ?? ""
    writeLine(
      "\(start)\(Date().formatted(.iso8601)) \(level)\(run) \(indented(event.message.description))")
  }
}

/// One JSON object a message on standard error: `time`, `level`, `run`, `message`.
struct JSONLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  private struct Line: Encodable {
    let time: String
    let level: String
    let run: String?
    let message: String
  }

  func log(event: LogEvent) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(
      time: Date().formatted(.iso8601), level: event.level.rawValue, run: metadata["run"]?.description,
      message: event.message.description)
    if let json = try? encoder.encode(line) { writeLine(String(decoding: json, as: UTF8.self)) }
  }
}

/// In one call, so that the lines of two processes never mix.
private func writeLine(_ text: String) {
  var line = text + "\n"
  _ = line.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
