import ArgumentParser
import Logging

/// How a command speaks on standard error.
struct LogArguments: ParsableArguments {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case plain, json
  }

  @Option(help: "Lines of the log: plain, or json (one object a line).")
  var logFormat = Form.plain

  @Flag(help: "Say nothing but warnings and errors.")
  var quiet = false

  var logger: Logger {
    Logger(label: "outcomes") { _ in
      var log: any LogHandler = logFormat == .json ? JSONLog() : LineLog()
      if quiet { log.logLevel = .warning }
      return log
    }
  }
}
