import ArgumentParser
import Ledger
import Road

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Make a past run again, and check that it gives the same bytes.",
    discussion: """
      Reads the inputs that the run read, by the definition that it kept, and compares every file with the hashes in its \
      manifest. Writes nothing. To publish a past night again: outcomes run --as-of.

      Ends with 0 where every byte is the same, 65 where something differs, 66 where an input is gone.
      """)

  @Argument(
    help: ArgumentHelp("The run: its name or the beginning of it, 'current' or 'last'.", valueName: "run"),
    completion: .runs)
  var name: String

  @OptionGroup var history: HistoryArguments

  @Option(
    help: ArgumentHelp("Where the inputs lie now, if they were moved.", valueName: "folder"), completion: .directory)
  var input: String?

  @Option(
    help: ArgumentHelp(
      "The key of the run's person-level output; without it that output is not compared.", valueName: "file"),
    completion: .file())
  var personKey: String?

  @Option(help: ArgumentHelp("Threads; one a core unless said.", valueName: "number"))
  var jobs: Int?

  @OptionGroup var logging: LogArguments

  func run() throws {
    try reportingFailures(logging.logger) { log in
      let replay = try Replay(
        of: name, in: history.output, input: input, personKey: personKey, jobs: jobs, world: .real(log: log))
      for line in replay.lines { print(line) }
      return replay.status
    }
  }
}
