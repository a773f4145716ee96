public import ArgumentParser
import CMemory
import Definition
import Failures
import Foundation
public import LabourMarket
import Logging
import Nights
import Road

/// What `run` and `check` have in common.
struct RunArguments: ParsableArguments {
  @Argument(help: "The pipeline definition, such as Pipelines/nightly.yaml.", completion: .yaml)
  var definition: String

  @Option(
    help: ArgumentHelp("Folder that the definition's globs start from. In the definition: input.", valueName: "folder"),
    completion: .directory)
  var input: String?

  func request() -> RunRequest {
    var request = RunRequest(definition: definition)
    request.input = input
    return request
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read the deliveries, publish the outcome tables.",
    discussion: """
      Publishes OUTPUT/runs/<run> and moves OUTPUT/current to it in one step; a run that fails leaves current as it \
      was. The same inputs, definition and as-of date give the same bytes in tables/ and rejects/, whatever the order \
      of files and the number of threads. On standard output: the folder that was published, and nothing else. \
      SIGTERM and SIGINT end a run at once, with the old tables.
      """)

  @OptionGroup var arguments: RunArguments

  @Option(
    help: ArgumentHelp("Folder that receives runs/ and current. In the definition: output.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The day on which the figures are true, yyyy-mm-dd; deliveries after it are not seen.",
      discussion: """
        In the definition: as_of; by default today in Paris. A..B makes up the nights from A to B that have not been \
        published, one after the other, and stops at the first that is not published.
        """, valueName: "day"))
  var asOf: DayRange?

  @Option(help: "For whom: internal or public. In the definition: audience.")
  var audience: Audience?

  @Option(
    help: ArgumentHelp(
      "Threads; one a core unless said. In the definition: jobs. Never changes a figure.", valueName: "number"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Memory that the run may hold, such as 4G; past it the run ends. In the definition: limits, memory.",
      valueName: "size"))
  var memory: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Time that the run may take, such as 90m; past it the run ends. In the definition: limits, time.",
      valueName: "time"))
  var timeLimit: Seconds?

  @Option(
    help: ArgumentHelp(
      "Time for which a delivery must have been left alone, such as 10m. In the definition: limits, quiet_time.",
      valueName: "time"))
  var quietTime: Seconds?

  @Option(
    help: ArgumentHelp(
      "Text file for the collector of node_exporter, replaced in one move. In the definition: monitoring.",
      valueName: "file"), completion: .file())
  var metrics: String?

  @Option(
    help: ArgumentHelp(
      "Also write persons/leavers.csv, with pseudonyms under the key in this file.",
      discussion: "At least 32 bytes that only their owner may read. For the internal audience.", valueName: "file"),
    completion: .file())
  var personKey: String?

  @OptionGroup var logging: LogArguments

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): give 1 to 256 threads") }
  }

  func run() throws {
    Nights.takeSignals()
    var world = World.withDatabase(log: logging.logger)
    world.ownsProcess = true
    if logging.quiet { world.isWatched = false }
    let shared = world
    try reportingFailures(shared.log) { _ in
      // glibc keeps the first large blocks for others of their size that never come: 25 of 205 MB, measured.
      give_back_blocks_of(1 << 20)
      return try Nights.execute(request(), days: asOf?.days, world: shared) { print($0) }
    }
  }

  private func request() -> RunRequest {
    var request = arguments.request()
    request.output = output
    request.audience = audience
    request.jobs = jobs
    request.memory = memory?.bytes
    request.timeLimit = timeLimit?.seconds
    request.quietTime = quietTime?.seconds
    request.metrics = metrics
    request.personKey = personKey
    return request
  }
}

/// Runs a command's work, says what went wrong in the log, and ends with the exit code that stands for it.
func reportingFailures(
  _ log: Logger = Logger(label: "outcomes") { _ in LineLog() }, _ work: (Logger) throws -> ExitStatus
) throws {
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
  public init?(argument: String) { self.init(iso: argument) }
}

extension Audience: ExpressibleByArgument {}
