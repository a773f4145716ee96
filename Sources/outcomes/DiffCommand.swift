import ArgumentParser
import Failures
import Formats
import Ledger

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show which figures moved between two runs, and why.",
    discussion: """
      First the causes: new deliveries, late declarations, versions, the definition. Then, table by table, the cells \
      that moved, the largest first, by their share of the largest value of their measure.

        outcomes diff 20170330 current
        outcomes diff --csv 20170330 current >moves.csv
      """)

  @Argument(
    help: "The earlier run: its name or the beginning of it, 'current' or 'last'.", completion: .runs)
  var before: String

  @Argument(help: "The later run.", completion: .runs)
  var after: String

  @OptionGroup var history: HistoryArguments

  @Option(help: ArgumentHelp("Show so many cells of a table.", valueName: "number"))
  var cells = 10

  @Flag(help: "All cells that moved, as CSV: table, row, measure, before, after.")
  var csv = false

  func run() throws {
    try reportingFailures { _ in
      let difference = try Difference(before, after, in: history.output)
      for line in csv ? difference.csv : difference.text(cells: cells) { print(line) }
      return .done
    }
  }
}
