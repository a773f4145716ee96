import Aggregate
import Formats
import Foundation
import Ingest
import Join
import LabourMarket
import Logging
import Normalise
import Protect
import Publish
import Report
import Synchronization

/// One run: from the files of the input folder to `OUTPUT/current`. The order of the stages is here and nowhere else.
public struct Run {
  /// What a run that was published has to say.
  public struct Result: Sendable {
    /// The folder of the run.
    public let folder: String
    public let warnings: [String]
    public var status: ExitStatus { warnings.isEmpty ? .done : .doneWithWarnings }
  }

  private let plan: RunPlan
  private let world: World
  private let progress = ReadingProgress()
  private let stages: StageClock

  private init(_ plan: RunPlan, _ world: World) {
    self.plan = plan
    self.world = world
    stages = StageClock(world.log)
  }

  /// Runs a request.
  ///
  /// - Throws: `RunFailure`, `DefinitionError`, or a failure of the formats; `ExitStatus.of` gives the exit code. The
  ///   tables that were published before stay as they were.
  public static func execute(_ request: RunRequest, world: World) throws -> Result {
    let plan = try RunPlan(request, world: world)
    guard let lock = try RunLock(output: plan.output) else {
      throw RunFailure(.alreadyRunning, "another run holds \(plan.output); wait for it, or give another --output")
    }
    return try withExtendedLifetime(lock) { try Run(plan, world).go() }
  }

  private func go() throws -> Result {
    let search = try stages.time("search") { try InputSearch(plan) }
    stages.say(search.said)
    for notice in search.notices { world.log.notice("\(notice)") }
    let line = ProgressLine(world, progress, total: search.totalBytes)
    defer { line.stop() }
    var ingestion = Ingestion(search)
    try stages.time("read persons, trainings, needs") { try ingestion.readShortSources(plan, progress) }
    stages.say(ingestion.said(of: Source.allCases.filter { $0 != .dpae }))
    try stages.time("read declarations") { try readDeclarations(&ingestion) }
    stages.say(ingestion.said(of: [.dpae]))
    for oddity in ingestion.oddities { world.log.notice("\(oddity)") }
    let facts = try stages.time("settle and join") { try settleAndJoin(&ingestion) }
    stages.say(facts.said)
    line.stop()
    try ingestion.checkAccounts(plan.definition.limits)
    let tables = try stages.time("tables") { try facts.tables(plan.tables, rules: plan.definition.rules) }
    stages.say("\(tables.count) tables, \(tables.reduce(0) { $0 + $1.rows.count }) rows")
    let shown: PublicTables? =
      plan.audience == .internal
      ? nil : try PublicTables(tables, last: try LastPattern.find(plan), rules: plan.definition.rules, stages)
    let result = try stages.time("publish") { try publish(tables, shown, ingestion, facts) }
    stages.say(result.folder)
    return result
  }

  private func readDeclarations(_ ingestion: inout Ingestion) throws {
    let files = ingestion.files(.dpae)
    guard files.count <= HiringDeclaration.fileLimit else {
      throw RunFailure(.badData, "\(files.count) files of declarations; a run takes \(HiringDeclaration.fileLimit)")
    }
    let context = DeclarationContext(
      rules: plan.definition.rules, asOf: plan.asOf, coverage: Coverage(files),
      owners: ingestion.owners, directory: ingestion.directory)
    let threads = (0..<plan.jobs).map { _ in DeclarationPartitions() }
    // A file that holds more than one thread's share would leave the others without work: they unpack it.
    let fairShare = files.reduce(0) { $0 + $1.size } / plan.jobs
    let readers = files.map {
      RowReader($0, limits: plan.reading, progress: progress, readsAhead: plan.jobs > 1 && $0.size > fairShare)
    }
    // The largest first, so that no thread is left alone with it at the end.
    let order = files.indices.sorted { (files[$0].size, $1) > (files[$1].size, $0) }
    try share(files.count, among: threads) { thread, piece in
      let index = order[piece]
      let declarations = DeclarationReader(
        readers[index], context: context, fileIndex: index, fileNumber: files.count - 1 - index)
      try declarations.read(workplaces: &thread.workplaces) { thread.add($0) }
    }
    ingestion.declarations = threads
    ingestion.owners = NIROwners()
    for (index, reader) in readers.enumerated() { ingestion.take(reader, of: .dpae, file: index) }
  }

  private func settleAndJoin(_ ingestion: inout Ingestion) throws -> JoinedFacts {
    let rules = plan.definition.rules
    let threads = ingestion.declarations
    let (workplaces, codes) = WorkplaceTable.merge(
      threads.map(\.workplaces), reference: ingestion.bassins, rules: rules)
    let leavers = Leavers(ingestion.trainings, asOf: plan.asOf, rules: rules)
    let finder = OutcomeFinder(leavers, asOf: plan.asOf, rules: rules)
    var outcomes = [Outcome](repeating: Outcome(), count: leavers.all.count)
    var employers = HiringEmployers(ingestion.survey, workplaces: workplaces)
    let hires = try HireContext(
      plan.tables, workplaces: workplaces, surveyYears: employers.years, rules: rules)
    let fileCount = ingestion.files(.dpae).count
    let workers = threads.map { _ in HireWorker(HireSettler(fileCount: fileCount), HireCounter(hires), employers) }
    try outcomes.withUnsafeMutableBufferPointer { outcomes in
      // A person's hires lie in one partition, so no two threads write one leaver's outcome.
      nonisolated(unsafe) let outcomes = outcomes
      try share(DeclarationPartitions.count, among: workers) { worker, partition in
        let settled = worker.settler.settle(partition, of: threads, workplaces: codes)
        finder.add(settled, to: outcomes)
        worker.employers.add(settled)
        worker.counter.add(settled)
      }
    }
    let counters = workers.map(\.counter)
    try share(HireCounter.partitionCount, among: counters) { $0.countEstablishments($1, of: counters) }
    for worker in workers {
      employers.merge(worker.employers)
      ingestion.add(worker.settler.counts.reversed, to: .dpae)
    }
    return JoinedFacts(
      facts: Facts(
        leavers: leavers, outcomes: outcomes, entries: Entries(ingestion.trainings, ingestion.costs),
        needs: ingestion.needs,
        trainings: TrainingContext(
          ingestion.trainings, register: ingestion.register, bassins: ingestion.bassins, rules: rules),
        survey: ingestion.survey, employers: employers, offers: ingestion.offers,
        trust: ingestion.trust, plan: ingestion.trainingPlan, faps: FAPWeights(ingestion.faps),
        asOf: plan.asOf),
      hires: counters)
  }

  private func publish(
    _ tables: [OutcomeTable], _ shown: PublicTables?, _ ingestion: Ingestion, _ facts: JoinedFacts
  ) throws -> Result {
    let publication = try Publication(output: plan.output, run: world.runID)
    do {
      var manifest = Manifest(plan, ingestion, runID: world.runID)
      for table in shown?.protection.tables ?? tables {
        let bytes = table.csv
        try publication.write(bytes, to: "tables/\(table.definition.name).csv")
        manifest.add(table, bytes)
      }
      let html = stages.time("report") {
        ReportFacts(plan, ingestion, tables: shown?.protection.tables ?? tables).html
      }
      stages.say("\(html.count) bytes")
      try publication.write(html, to: "report.html")
      manifest.addReport(html, at: "report.html")
      for (source, reports) in ingestion.reports {
        let bytes = Array(RejectLog.header.utf8) + reports.flatMap(\.rejects)
        try publication.write(bytes, to: "rejects/\(source.rawValue).csv")
        manifest.addRejects(source, bytes)
      }
      if let shown {
        let pattern = try Pattern(Set(shown.protection.hidden.map(\.reference))).json()
        let report = try shown.json()
        try publication.write(pattern, to: "pattern.json")
        try publication.write(report, to: "protection.json")
        manifest.add(shown, pattern: pattern, report: report)
      }
      var folders = ["tables", "rejects"]
      if let key = plan.personKey {
        let persons = try PersonOutput(
          PersonTable(facts.facts), key: key, rules: plan.definition.rules.disclosure,
          identifierOf: ingestion.directory.identifier)
        try publication.write(persons.csv, to: "persons/leavers.csv", isPrivate: true)
        try publication.write(persons.report, to: "persons/k-anonymity.json")
        manifest.add(persons, key)
        folders.append("persons")
      }
      manifest.finish(stages, amountWithoutEntry: facts.facts.amountWithoutEntry)
      try publication.write(try manifest.json(), to: "manifest.json")
      let folder = try publication.commit(folders: folders)
      for warning in ingestion.search.warnings { world.log.warning("\(warning)") }
      return Result(folder: folder, warnings: ingestion.search.warnings)
    } catch {
      publication.discard()
      throw error
    }
  }
}

/// What one thread needs while settled hires flow past.
private final class HireWorker {
  let settler: HireSettler
  let counter: HireCounter
  var employers: HiringEmployers

  init(_ settler: HireSettler, _ counter: HireCounter, _ employers: HiringEmployers) {
    self.settler = settler
    self.counter = counter
    self.employers = employers
  }
}

/// The facts of all tables, hires among them.
struct JoinedFacts {
  let facts: Facts
  let hires: [HireCounter]

  /// For the log.
  var said: String { "\(facts.leaverCount) leavers, \(facts.entryCount) entries in training" }

  func tables(_ definitions: [TableDefinition], rules: Rules) throws -> [OutcomeTable] {
    try tabulate(definitions, facts: facts, hires: hires, rules: rules)
  }
}
