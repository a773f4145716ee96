import ArgumentParser
import Failures
import Formats
import Ledger

/// The output folder whose runs a command looks at.
struct HistoryArguments: ParsableArguments {
  static let folder = "Output"

  @Option(
    help: ArgumentHelp("Folder that holds runs/ and current.", valueName: "folder"), completion: .directory)
  var output = Self.folder
}

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs of an output folder, the last first.",
    discussion: """
      One line a run, whatever became of it: published, held (a check failed: see 'outcomes approve'), failed, stopped \
      (by a signal, or past its time or memory), interrupted (its process died), running. '*' marks the one that \
      current shows, 'purged' one whose tables are gone.
      """)

  @OptionGroup var history: HistoryArguments

  @Option(help: ArgumentHelp("List so many runs at most.", valueName: "number"))
  var last = 30

  @Flag(help: "One JSON object a line, with all that is known.")
  var json = false

  func run() throws {
    try reportingFailures { _ in
      let runs = try RunList(History(of: history.output), last: last)
      for line in json ? try runs.json : runs.text { print(indented(line)) }
      return .done
    }
  }
}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what one run read, found and wrote.",
    discussion: """
      RUN is a run of 'outcomes runs', the beginning of its name, 'current' or 'last'.

        outcomes show last
      """)

  @Argument(help: ArgumentHelp("The run.", valueName: "run"), completion: .runs)
  var name: String

  @OptionGroup var history: HistoryArguments

  func run() throws {
    try reportingFailures { _ in
      for line in try RunSheet(name, History(of: history.output)).lines { print(indented(line)) }
      return .done
    }
  }
}
