import Count
import Definition
import Deliveries
import Facts
public import Failures
import Formats
import Ingest
import Ledger
import Publish
public import Road

/// How a figure of a past run was made: the run is made again, its files are followed to the row that is asked for, and
/// what they come to is held against what was published. Nothing is written.
///
/// For the house: it lays open what a public table hides. Whose a fact is, person or establishment, is not in it.
public struct Explanation {
  public private(set) var lines: [String] = []
  /// `done` where the facts come to what was published, else `badData`.
  public private(set) var status = ExitStatus.done

  private let past: PastRun
  private let row: AskedRow

  /// - Parameter table: the name that the definition gives it.
  /// - Parameter values: `dimension=value`; the others are `total`.
  /// - Parameter run: as `History.find` takes it.
  /// - Parameter output: the folder that the run was published into; only read.
  /// - Parameter input: where the inputs lie now, if not where the run read them.
  /// - Parameter rows: so many facts are told line by line.
  /// - Parameter jobs: threads; `nil` is as many as the definition says, else one a core.
  /// - Parameter world: what the run that is made again takes from around it.
  /// - Throws: `RunFailure`: `usage` for a run for the public and for a table, dimension or value that there is not, with
  ///   the nearest; `noInput` where a run or an input is gone; what a run throws.
  public init(
    of table: String, _ values: [String], run: String, in output: String, input: String? = nil, rows: Int,
    jobs: Int? = nil, world: World
  ) throws {
    past = try PastRun(run, in: output, input: input, to: "explain")
    try Explanation.refusePublic(past)
    var request = past.request
    request.jobs = jobs
    let plan = try RunPlan(request, world: world)
    let tables = try PublishedRun(past.manifest.run, past.history)
    row = try AskedRow(table, values, in: plan.definition) { try tables.table(table) }
    let published = try tables.table(table)
    // Said before the files are read, where it can be.
    if let published { _ = try row.fields(in: published) }
    try past.refuseGone(plan, after: [past.said] + past.notes)
    try explain(plan, published, rows: rows, world)
  }

  private static func refusePublic(_ past: PastRun) throws {
    guard past.manifest.audience != Audience.internal.rawValue else { return }
    let definition = past.manifest.definitionPath ?? "DEFINITION"
    throw RunFailure(
      .usage,
      "run \(past.manifest.run) is for the public: to explain a figure would lay open what its tables hide; make the same "
        + "night for the house, 'outcomes run \(definition) --input \(past.manifest.inputFolder ?? "DIR") --output OTHER "
        + "--as-of \(past.manifest.asOf) --audience internal', and explain it with --output OTHER")
  }

  private mutating func explain(_ plan: RunPlan, _ published: [[String]]?, rows: Int, _ world: World) throws {
    let helpers = Storyteller.helpers(for: row)
    let (ingestion, joined) = try Road(plan, world).join(
      [row.table] + helpers, keeping: Storyteller.wish(for: row, plan.definition.rules))
    let tables = try joined.tables([row.table] + helpers, rules: plan.definition.rules)
    let now = tables[0].csv
    // Inputs that have changed may leave nothing of a row that was published.
    let recomputed = published == nil ? try row.fields(in: csvRecords(now)) : try? row.fields(in: csvRecords(now))
    let story = try Storyteller(
      row: row, plan: plan, ingestion: ingestion, joined: joined, helpers: Array(tables.dropFirst()), rowLimit: rows
    ).tell()
    let values = try published.map(row.fields) ?? recomputed ?? []
    let check = RowCheck(
      row, published: published == nil ? nil : values, recomputed: recomputed, found: story.found, csv: now, past,
      changed: past.changed(among: Source.all.flatMap { ingestion.reports[$0] ?? [] }.map(Manifest.Input.init)))
    status = check.status
    let sheet = ExplanationSheet(row, values, story, plan, ingestion)
    lines = [past.said] + past.notes + sheet.head + ["", "check"] + check.lines.map { "  \($0)" } + sheet.body
  }
}
