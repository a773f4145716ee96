import ArgumentParser
import Failures
import Ledger

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Send a published run to its database once more.",
    discussion: """
      A run sends its tables itself where its definition says publish: {postgresql: {service: NAME}}. This does it \
      again, after the server failed or was replaced. Only the run that current shows takes the place of the tables; \
      another goes into the history.
      """)

  @Argument(help: "The run: its name or the beginning of it, 'current' or 'last'.")
  var name: String

  @OptionGroup var history: HistoryArguments

  func run() throws {
    try reportingFailures { log in
      print(try SentRun.send(name, in: history.output, world: .withDatabase(log: log)))
      return .done
    }
  }
}
