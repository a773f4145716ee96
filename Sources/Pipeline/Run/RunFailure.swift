/// Why a run ended without publishing; `OUTPUT/current` is as it was.
public struct RunFailure: Error, CustomStringConvertible {
  public let status: ExitStatus
  public let description: String

  public init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}

/// The exit codes of `outcomes`, after BSD's sysexits where it has one.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case doneWithWarnings = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case bug = 70
  case overLimit = 71
  case cannotWrite = 73
  case alreadyRunning = 75
  case held = 77
  case badDefinition = 78
  case interrupted = 130
  case terminated = 143

  /// One line, for the help and the documentation.
  public var meaning: String {
    switch self {
    case .done: "the tables are published"
    case .doneWithWarnings: "the tables are published; read the warnings"
    case .usage: "the command line is wrong"
    case .badData: "a file cannot be trusted, too many rows are rejected, or a past run gives other figures now"
    case .noInput: "a required input matches no file, or a file cannot be opened"
    case .unavailable: "the database cannot be reached, or refuses the tables"
    case .bug: "the program contradicts itself, or its public tables would give a secret away: report it"
    case .overLimit: "the run went over its time or its memory"
    case .cannotWrite: "the output cannot be written, or its disk is nearly full"
    case .alreadyRunning: "another run holds the output folder"
    case .held: "a check holds the run back: look at it, then 'outcomes approve' it or not"
    case .badDefinition: "the definition or a layout is wrong"
    case .interrupted: "ended by SIGINT"
    case .terminated: "ended by SIGTERM"
    }
  }
}
