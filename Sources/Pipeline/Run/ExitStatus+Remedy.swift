extension ExitStatus {
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
