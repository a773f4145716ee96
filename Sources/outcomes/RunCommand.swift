public import ArgumentParser
import CMemory
import Foundation
public import LabourMarket
import Logging
public import Pipeline

/// What `run` and `check` have in common.
struct RunArguments: ParsableArguments {
  @Argument(help: "The pipeline definition, such as Pipelines/nightly.yaml.")
  var definition: String

  @Option(help: "Folder that the definition's globs start from. In the definition: input.")
  var input: String?

  @Option(
    help:
      "The day on which the figures are true, yyyy-mm-dd; deliveries after it are not seen. In the definition: as_of; by default today in Paris."
  )
  var asOf: Day?

  func request() -> RunRequest {
    var request = RunRequest(definition: definition)
    request.input = input
    request.asOf = asOf
    return request
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read the deliveries, publish the outcome tables.",
    discussion: """
      Publishes OUTPUT/runs/<run> and moves OUTPUT/current to it in one step; a run that fails leaves current as it \
      was. The same inputs, definition and as-of date give the same bytes in tables/ and rejects/, whatever the order \
      of files and the number of threads. On standard output: the folder that was published, and nothing else.
      """)

  @OptionGroup var arguments: RunArguments

  @Option(help: "Folder that receives runs/ and current. In the definition: output.")
  var output: String?

  @Option(help: "For whom: internal or public. In the definition: audience.")
  var audience: Audience?

  @Option(help: "Threads; one a core unless said. In the definition: jobs. Never changes a figure.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Also write persons/leavers.csv, with pseudonyms under the key in this file.",
      discussion: "At least 32 bytes that only their owner may read. For the internal audience."))
  var personKey: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): give 1 to 256 threads") }
  }

  func run() throws {
    try reportingFailures { log in
      var request = arguments.request()
      request.output = output
      request.audience = audience
      request.jobs = jobs
      request.personKey = personKey
      // glibc keeps the first large blocks for others of their size that never come: 25 of 205 MB, measured.
      give_back_blocks_of(1 << 20)
      let result = try Run.execute(request, world: .real(log: log))
      print(result.folder)
      return result.status
    }
  }
}

/// Runs a command's work, says what went wrong in the log, and ends with the exit code that stands for it.
func reportingFailures(_ work: (Logger) throws -> ExitStatus) throws {
  let log = Logger(label: "outcomes") { _ in LineLog() }
  let status: ExitStatus
  do {
    status = try work(log)
  } catch {
    log.error("\(error)")
    status = ExitStatus.of(error)
  }
  if status != .done { throw ExitCode(status.rawValue) }
}

extension Day: ExpressibleByArgument {
  /// `yyyy-mm-dd`, and nothing after it.
  public init?(argument: String) {
    guard argument.utf8.count == 10 else { return nil }
    var argument = argument
    let day = argument.withUTF8 { Day(yearFirst: UnsafeRawBufferPointer($0)) }
    guard let day else { return nil }
    self = day
  }
}

extension Audience: ExpressibleByArgument {}
