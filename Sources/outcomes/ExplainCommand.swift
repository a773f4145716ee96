import ArgumentParser
import Explain
import Formats
import Road

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a figure of a past run was made, down to the lines it was counted from.",
    discussion: """
      Makes the run again from the inputs that it read and its own definition, and follows them to one row of a table: \
      its measures and their rules, how many facts were left at each step, the files that gave them, and the first of \
      them as file:line. Writes nothing. Holds no person's data and no SIRET, but lays open what a public table hides: \
      runs for the public are refused.

      The row is named by the values of its dimensions; those left out are 'total'.

        outcomes explain training-access departement=13 dispositif=POEI
        outcomes explain key-figures figure=access_rate --run last
        outcomes explain training-access 'age_band=<26' --rows 20

      Ends with 0 where the facts come to what was published, 65 where they do not, 66 where an input is gone.
      """)

  @Argument(help: "The table, as the definition names it.")
  var table: String

  @Argument(help: "dimension=value, for each dimension that is not 'total'.")
  var values: [String] = []

  @OptionGroup var history: HistoryArguments

  @Option(name: .customLong("run"), help: "The run: its name or the beginning of it, 'current' or 'last'.")
  var name = "current"

  @Option(help: "Where the inputs lie now, if they were moved.")
  var input: String?

  @Option(help: "Show so many of the row's facts as file:line.")
  var rows = 5

  @Option(help: "Threads; one a core unless said.")
  var jobs: Int?

  @OptionGroup var logging: LogArguments

  func validate() throws {
    if rows < 0 { throw ValidationError("--rows \(rows): give 0 or more") }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): give 1 to 256 threads") }
  }

  func run() throws {
    try reportingFailures(logging.logger) { log in
      let explanation = try Explanation(
        of: table, values, run: name, in: history.output, input: input, rows: rows, jobs: jobs, world: .real(log: log))
      for line in explanation.lines { print(indented(line)) }
      return explanation.status
    }
  }
}
