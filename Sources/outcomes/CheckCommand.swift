import ArgumentParser
import Checks
import Failures
import LabourMarket
import Logging
import Road

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read the definition, its layouts and the headers of the inputs; write nothing.",
    discussion: """
      Ends with 0 when a run would start: the definition and its layouts are right, every required input has a file, \
      and every header fits its layout. Rows are not read. On standard output: one line a file.
      """)

  @OptionGroup var arguments: RunArguments

  @Option(
    help: ArgumentHelp(
      "The day on which the figures are true, yyyy-mm-dd. In the definition: as_of; by default today in Paris.",
      valueName: "day"))
  var asOf: Day?

  func run() throws {
    try reportingFailures { log in
      var request = arguments.request()
      request.asOf = asOf
      let check = try Check(request, world: .withDatabase(log: log))
      for line in check.lines { print(line) }
      for warning in check.warnings { log.warning("\(warning)") }
      return check.warnings.isEmpty ? .done : .doneWithWarnings
    }
  }
}
