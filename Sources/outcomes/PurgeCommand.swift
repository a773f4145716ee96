import ArgumentParser
import Failures
import Ledger
import Road

struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Remove what old runs wrote; their manifests stay.",
    discussion: """
      Of a run that ended longer ago, tables, rejects and rows of persons are removed. Kept for ever: its record in the \
      history, its manifest, its definition and, of a public run, the pattern of what it hid; so it is still accounted \
      for, and can be replayed. The run that current shows, and the last published one of each pipeline and audience, \
      are never touched. With --persons only rows of persons are removed, those of current too.

        outcomes purge --keep 90d
      """)

  @OptionGroup var history: HistoryArguments

  @Option(help: ArgumentHelp("Leave alone what ended in this time, such as 90d.", valueName: "time"))
  var keep: Seconds

  @Flag(help: "Remove the rows of persons (persons/) and nothing else.")
  var persons = false

  @Flag(help: "Say what would be removed, and remove nothing.")
  var dryRun = false

  func run() throws {
    try reportingFailures { log in
      let purge = try Purge(
        history.output, seconds: keep.seconds, personsOnly: persons, isDry: dryRun, world: .real(log: log))
      for line in purge.lines { print(line) }
      return .done
    }
  }
}
