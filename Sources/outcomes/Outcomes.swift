import ArgumentParser
import Failures

/// The command: arguments in, exit status out. Nothing is decided here.
@main
struct Outcomes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "Follows trainees and employers through hiring declarations, and counts what became of them.",
    discussion: """
      Reads the compressed exports of an input folder (DPAE, training records, persons register, BMO), settles the \
      versions of each hire, joins them with the trainings, and publishes the outcome tables that a definition declares.

        outcomes sample --output SampleInput     make a synthetic region
        outcomes check Pipelines/nightly.yaml    read headers, write nothing
        outcomes run Pipelines/nightly.yaml      publish the tables
        outcomes show last                       what the run read, found and wrote

      The tables are then in OUTPUT/current/tables, the rejected rows in OUTPUT/current/rejects, and what was read and \
      how in OUTPUT/current/manifest.json.

      Exit codes (but for 0 and 1 nothing is published, and what was published stays):
      \(exitCodes)
      """,
    version: versionText,
    groupedSubcommands: [
      CommandGroup(name: "table", subcommands: [RunCommand.self, CheckCommand.self, SampleCommand.self]),
      CommandGroup(
        name: "run",
        subcommands: [
          RunsCommand.self, ShowCommand.self, DiffCommand.self, ExplainCommand.self, ReplayCommand.self,
          ApproveCommand.self, LoadCommand.self, PurgeCommand.self,
        ]),
      CommandGroup(name: "file", subcommands: [LayoutCommand.self, ReadCommand.self]),
      CommandGroup(
        name: "definition",
        subcommands: [TablesCommand.self, ChecksCommand.self, ReferenceCommand.self]),
    ])

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    if let correction = Mistyped.correction(of: words) { exit(withError: ValidationError(correction)) }
    main(words)
  }

  private static var exitCodes: String {
    ExitStatus.allCases.map { status in
      hanging("  " + "\(status.rawValue)".padded(to: 5), status.meaning, width: 79)
    }.joined(separator: "\n")
  }
}
