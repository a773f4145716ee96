import ArgumentParser
import Failures
import Foundation
import Ledger

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Publish a run that a check holds back.",
    discussion: """
      The reason, who gave it and when stand in the run's manifest and in the history. Refused where the files are not \
      those that were held, or where a public run was published since whose hidden counts this one does not keep.
      """)

  @Argument(
    help: ArgumentHelp("The run: its name or the beginning of it, or 'last'.", valueName: "run"), completion: .runs)
  var name: String

  @OptionGroup var history: HistoryArguments

  @Option(help: ArgumentHelp("Why the figures may go out.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who approves; by default the user of this session.", valueName: "name"))
  var by: String?

  func run() throws {
    try reportingFailures { log in
      let environment = ProcessInfo.processInfo.environment
      let user = by ?? environment["SUDO_USER"] ?? NSUserName()
      print(
        try HeldRun.approve(name, in: history.output, reason: reason, by: user, world: .withDatabase(log: log)))
      return .done
    }
  }
}
