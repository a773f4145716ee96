import Definition
public import Failures
import Ingest
public import LabourMarket
import Ledger
import Logging
public import Road

/// Runs of one request for one day, or for several one after the other.
public enum Nights {
  /// Takes SIGTERM and SIGINT for the supervisor of each run; to be called while the process has one thread.
  public static func takeSignals() { Supervisor.blockSignals() }

  /// - Parameter request: of every run; its day gives way to those of `days`.
  /// - Parameter days: `nil` is the day of the definition. Of several, those that are published already are left out.
  /// - Parameter world: of the first run; each later one has its own run ID, from the same clock.
  /// - Parameter say: gets the folder of each run that is published.
  /// - Returns: the gravest status.
  /// - Throws: what the first run that fails throws; the days after it are said, and not run.
  public static func execute(
    _ request: RunRequest, days: [Day]?, world: World, say: (String) -> Void
  ) throws -> ExitStatus {
    guard let days, days.count > 1 else {
      var request = request
      request.asOf = days?.first
      return try execute(request, world, say)
    }
    guard let first = days.first, let last = days.last, HiringDeclaration.knownDays.contains(first),
      HiringDeclaration.knownDays.contains(last)
    else { throw RunFailure(.usage, "--as-of \(days[0])..\(days[days.count - 1]): no such days can be reported on") }
    let published = try publishedDays(request, world)
    let missed = days.filter { !published.contains($0.description) }
    world.log.notice("\(days.count) nights, of which \(missed.count) are not published")
    var gravest = ExitStatus.done
    for (index, day) in missed.enumerated() {
      if let asked = Supervisor.isAskedToEnd {
        sayLeft(missed[index...], world)
        return asked
      }
      var request = request
      request.asOf = day
      request.keepsLaterCurrent = true
      let status: ExitStatus
      do {
        status = try execute(request, index == 0 ? world : world.forNextRun(), say)
      } catch {
        sayLeft(missed[(index + 1)...], world)
        throw error
      }
      if status == .held {
        sayLeft(missed[(index + 1)...], world)
        return status
      }
      if status != .done { gravest = status }
    }
    return gravest
  }

  private static func execute(
    _ request: RunRequest, _ world: World, _ say: (String) -> Void
  ) throws -> ExitStatus {
    let result = try Run.execute(request, world: world)
    if result.status != .held { say(result.folder) }
    return result.status
  }

  private static func publishedDays(_ request: RunRequest, _ world: World) throws -> Set<String> {
    let plan = try RunPlan(request, world: world)
    let records = try History(output: plan.output).records().filter {
      $0.state == .published && $0.pipeline == plan.definition.name && $0.audience == plan.audience.rawValue
    }
    return Set(records.map(\.asOf))
  }

  private static func sayLeft(_ days: ArraySlice<Day>, _ world: World) {
    guard let first = days.first, let last = days.last else { return }
    world.log.error(
      "\(days.count) nights from \(first) to \(last) are left to be made up: mend or approve, then give the same command again"
    )
  }
}
