package import Count
public import Definition
import Facts
import Failures
public import Ingest
public import LabourMarket

/// What the command line asks of a run; what it leaves out stands in the definition.
public struct RunRequest: Sendable {
  public var definition: String
  public var input: String?
  public var output: String?
  public var asOf: Day?
  public var audience: Audience?
  public var jobs: Int?
  /// The file of the key for a person-level output; without it there is none.
  public var personKey: String?
  public var reading = ReadingLimits()
  /// Seconds, bytes, seconds.
  public var timeLimit: Int?
  public var memory: Int?
  public var quietTime: Int?
  /// The text file for a collector of metrics.
  public var metrics: String?
  /// A night that is made up: `current` does not go back to it from a later one.
  package var keepsLaterCurrent = false
  /// The only files of the input folder that are read, for a replay; `nil` is all.
  package var only: Set<String>?

  public init(definition: String) { self.definition = definition }
}

/// A request and its definition brought together: everything that a run is told.
package struct RunPlan: Sendable {
  package let loaded: LoadedDefinition
  package let input: String
  package let output: String
  package let asOf: Day
  package let audience: Audience
  package let jobs: Int
  package let reading: ReadingLimits
  package let personKey: PersonKeyFile?
  package let ceilings: Ceilings
  /// Seconds for which a delivery must have been left alone.
  package let quietTime: Int
  package let monitoring: Monitoring
  package let only: Set<String>?
  package let keepsLaterCurrent: Bool
  /// The line on all that is published: of the definition, then of the input folder; `nil` is none.
  package let notice: String?

  /// What a run may take before it is broken off.
  package struct Ceilings: Sendable {
    /// Seconds, and bytes; `nil` is no limit.
    package var seconds: Int?
    package var memory: Int?
  }

  package var definition: Definition { loaded.definition }

  /// The tables that the audience gets; those of a public run with all that protecting them needs.
  package var tables: [TableDefinition] {
    guard audience == .public else { return definition.tables }
    return definition.tables.filter { !$0.isInternal }.map { table in
      var table = table
      table.givesEvidence = true
      return table
    }
  }

  /// - Parameter world: where today, and the number of cores, come from.
  /// - Throws: `DefinitionError`; `RunFailure` where a folder is given nowhere or the as-of date is out of range.
  package init(_ request: RunRequest, world: World) throws {
    loaded = try Definition.load(path: request.definition)
    let definition = loaded.definition
    guard let input = request.input ?? definition.input else {
      throw RunFailure(.usage, "no input folder: give --input DIR, or 'input' in \(request.definition)")
    }
    guard let output = request.output ?? definition.output else {
      throw RunFailure(.usage, "no output folder: give --output DIR, or 'output' in \(request.definition)")
    }
    self.input = input
    self.output = output
    asOf = request.asOf ?? definition.asOf ?? world.today
    guard HiringDeclaration.knownDays.contains(asOf) else {
      let (first, last) = (HiringDeclaration.knownDays.lowerBound, HiringDeclaration.knownDays.upperBound)
      throw RunFailure(.usage, "--as-of \(asOf): give a day from \(first) to \(last)")
    }
    audience = request.audience ?? definition.audience
    jobs = request.jobs ?? definition.jobs ?? world.cores
    reading = definition.limits.applied(to: request.reading)
    let limits = definition.limits
    ceilings = Ceilings(
      seconds: [request.timeLimit ?? limits.time * 60].first { $0 > 0 },
      memory: [request.memory ?? limits.memory << 20].first { $0 > 0 })
    quietTime = request.quietTime ?? limits.quietTime * 60
    var monitoring = definition.monitoring
    monitoring.metrics = request.metrics ?? monitoring.metrics
    self.monitoring = monitoring
    only = request.only
    keepsLaterCurrent = request.keepsLaterCurrent
    notice = try Notice.text(definition.report.notice, folder: input)
    personKey = try request.personKey.map { try PersonKeyFile(path: $0) }
    guard personKey == nil || audience == .internal else {
      throw RunFailure(
        .usage, "--person-key: rows of persons are for the internal audience only; leave one of them out")
    }
  }
}
