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

  /// What whoever meets it does next: one line, for the documentation.
  public var remedy: String {
    switch self {
    case .done: "Nothing is to be done."
    case .doneWithWarnings: "Read the lines marked warning, or 'outcomes show last'."
    case .usage: "See 'outcomes help' and the command."
    case .badData: "The message names the file and the place: ask the sender, or see 'outcomes layout FILE'."
    case .noInput: "Look for the file; an input that may be absent has 'optional: true' in the definition."
    case .unavailable:
      "Nothing is published. Mend the server or the service (pg_service.conf), then run again; 'outcomes check' tries it."
    case .bug: "Keep the log, the manifest and the inputs, and report it; nothing was published."
    case .overLimit: "Give it more time or memory ('limits' in the definition), or find out what grew."
    case .cannotWrite: "Make room ('outcomes purge'), or mend the rights of the output folder; then run again."
    case .alreadyRunning: "Wait for the run that the message names, or give another --output."
    case .held: "'outcomes show last' says which check, 'outcomes diff current' and the run what moved."
    case .badDefinition: "Mend the line that the message names; 'outcomes check' reads it again without a run."
    case .interrupted, .terminated: "Run again when it suits: the next run clears up."
    }
  }
}

extension ExitStatus {
  /// How a failure of a kind ends a command.
  public init(_ kind: FailureKind) {
    self =
      switch kind {
      case .usage: .usage
      case .badDefinition: .badDefinition
      case .badData: .badData
      case .noInput: .noInput
      case .cannotWrite: .cannotWrite
      case .unavailable: .unavailable
      case .alreadyRunning: .alreadyRunning
      case .bug: .bug
      }
  }

  /// How an error ends a command: one that is none of ours is a bug.
  public static func of(_ error: any Error) -> ExitStatus { ExitStatus((error as? any Failure)?.kind ?? .bug) }
}
