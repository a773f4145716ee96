import ArgumentParser
import Pipeline

/// The command: arguments in, exit status out. Nothing is decided here.
@main
struct Outcomes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "Follows trainees and employers through hiring declarations, and counts what became of them.",
    discussion: """
      Reads the compressed exports of an input folder (DPAE, training records, persons register, BMO), settles the \
      versions of each hire, joins them with the trainings, and publishes the outcome tables that a definition declares.

        outcomes sample --output SampleInput          make a synthetic region
        outcomes check Pipelines/nightly.yaml         read headers, write nothing
        outcomes run Pipelines/nightly.yaml           publish the tables
        outcomes runs                                 last night's run, and those before
        outcomes show last                            what it read, found and wrote
        outcomes diff RUN RUN                         which figures moved, and why
        outcomes explain TABLE dimension=value        how a figure was made, down to the lines
        outcomes replay RUN                           the same bytes again?
        outcomes approve RUN --reason "..."           publish a run that a check holds
        outcomes purge --keep 90d                     remove old tables, keep manifests
        outcomes tables                               what a table may count
        outcomes layout FILE                          what an unknown file is, and a layout for it
        outcomes read FILE                            its records as they are read

      The tables are then in OUTPUT/current/tables, the rejected rows in OUTPUT/current/rejects, and what was read and \
      how in OUTPUT/current/manifest.json.

      Exit codes (but for 0 and 1 nothing is published, and what was published stays):
      \(ExitStatus.allCases.map { "  \($0.rawValue)\(String(repeating: " ", count: 3 - "\($0.rawValue)".utf8.count))  \($0.meaning)" }.joined(separator: "\n"))
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, CheckCommand.self, RunsCommand.self, ShowCommand.self, DiffCommand.self, ExplainCommand.self,
      ReplayCommand.self, ApproveCommand.self, LoadCommand.self, PurgeCommand.self, ChecksCommand.self,
      LayoutCommand.self,
      ReadCommand.self,
      TablesCommand.self,
      SampleCommand.self,
    ])
}
