import ArgumentParser
import Foundation
import Pipeline

struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Publish a run that a check holds back.",
    discussion: """
      The reason, who gave it and when stand in the run's manifest and in the history. Refused where the files are not \
      those that were held, or where a public run was published since whose hidden counts this one does not keep.
      """)

  @Argument(help: "The run: its name or the beginning of it, or 'last'.")
  var name: String

  @OptionGroup var history: HistoryArguments

  @Option(help: "Why the figures may go out.")
  var reason: String

  @Option(help: "Who approves; by default the user of this session.")
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
