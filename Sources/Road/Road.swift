package import Count
import Definition
import Deliveries
package import Facts
import Failures
import Ingest
import Join
package import LabourMarket
import Logging
package import Normalise
import Protect
import Report

/// The road from the files of the input folder to the bytes of a run. The order of the stages is here and nowhere else.
package struct Road {
  let plan: RunPlan
  let world: World
  let whereabouts: Whereabouts
  package let stages: StageClock

  package init(_ plan: RunPlan, _ world: World, _ whereabouts: Whereabouts = Whereabouts()) {
    self.plan = plan
    self.world = world
    self.whereabouts = whereabouts
    stages = StageClock(world.log, whereabouts)
  }

  /// Reads, counts and protects; writes nothing.
  ///
  /// - Parameter last: finds the public run whose hidden counts stay hidden, knowing the SHA-256 of the inputs.
  /// - Throws: `RunFailure`, or a failure of the formats.
  package func travel(last: ([String: String]) throws -> LastPattern?) throws -> RunProduct {
    let (ingestion, facts) = try join(plan.tables)
    try ingestion.checkAccounts(plan.definition.limits)
    let tables = try stages.time("tables") { try facts.tables(plan.tables, rules: plan.definition.rules) }
    stages.say("\(tables.count) tables, \(tables.reduce(0) { $0 + $1.rows.count }) rows")
    let conserved = try stages.time("conserve") { try facts.conservation(tables, ingestion) }
    stages.say("\(conserved.sums.count) sums and \(conserved.margins) margins hold")
    let shown: PublicTables? =
      plan.audience == .internal
      ? nil
      : try PublicTables(
        tables, last: try last(ingestion.digests), plan, bassins: ingestion.tables.bassins, stages)
    let html = stages.time("report") {
      ReportFacts(plan, ingestion, facts.profile, tables: shown?.protection.tables ?? tables).html
    }
    stages.say("\(html.count) bytes")
    let product = try stages.time("forms") {
      try RunProduct(
        plan, ingestion, facts, tables: tables, shown: shown, report: html, conserved)
    }
    stages.say("\(product.files.count) files")
    return product
  }

  /// Reads the files and joins what they hold: the first half of the road.
  ///
  /// - Parameter tables: those on hires among them are counted while the hires flow past.
  /// - Parameter wish: the hires that are kept, for who asks how a figure was made; a run keeps none.
  package func join(
    _ tables: [TableDefinition], keeping wish: ((Ingestion) -> HireWish)? = nil
  ) throws -> (Ingestion, JoinedFacts) {
    let search = try stages.time("search") { try InputSearch(plan, world) }
    stages.say(search.said)
    if let notice = plan.notice { world.log.notice("\(notice)") }
    for notice in search.notices { world.log.notice("\(notice)") }
    let line = ProgressLine(world, whereabouts.progress, total: search.totalBytes)
    defer { line.stop() }
    var ingestion = Ingestion(search, asOf: plan.asOf, rules: plan.definition.rules)
    world.log.info("\(ingestion.observed)")
    try stages.time("read persons, trainings, needs") { try ingestion.readShortSources(plan, whereabouts.progress) }
    stages.say(ingestion.said(of: Source.all.filter { $0 != .dpae }))
    // The NIR lose their owners once the declarations are read.
    let kept = wish.map { (wish: $0(ingestion), context: declarationContext(ingestion)) }
    try stages.time("read declarations") { try readDeclarations(&ingestion) }
    stages.say(ingestion.said(of: [.dpae]))
    for oddity in ingestion.findings(where: { !$0.warns }) { world.log.notice("\(oddity)") }
    try search.refuseChanged()
    let facts = try stages.time("settle and join") { try settleAndJoin(&ingestion, tables, kept) }
    stages.say(facts.said)
    return (ingestion, facts)
  }

  private func declarationContext(_ ingestion: Ingestion) -> DeclarationContext {
    DeclarationContext(
      rules: plan.definition.rules, asOf: plan.asOf, coverage: ingestion.coverage,
      owners: ingestion.tables.register.owners, directory: ingestion.directory)
  }

  private func readDeclarations(_ ingestion: inout Ingestion) throws {
    let files = ingestion.files(.dpae)
    guard files.count <= HiringDeclaration.fileLimit else {
      throw RunFailure(.badData, "\(files.count) files of declarations; a run takes \(HiringDeclaration.fileLimit)")
    }
    let context = declarationContext(ingestion)
    let threads = (0..<plan.jobs).map { _ in DeclarationPartitions() }
    // A file that holds more than one thread's share would leave the others without work: they unpack it.
    let fairShare = files.reduce(0) { $0 + $1.size } / plan.jobs
    let readers = files.map {
      RowReader(
        $0, limits: plan.reading, progress: whereabouts.progress, readsAhead: plan.jobs > 1 && $0.size > fairShare)
    }
    // The largest first, so that no thread is left alone with it at the end.
    let order = files.indices.sorted { (files[$0].size, $1) > (files[$1].size, $0) }
    try share(files.count, among: threads) { thread, piece in
      let index = order[piece]
      let declarations = DeclarationReader(
        readers[index], context: context, fileIndex: index, fileNumber: files.count - 1 - index)
      try declarations.read(workplaces: &thread.workplaces, revisions: &thread.revisions) { thread.add($0) }
    }
    ingestion.declarations = threads
    ingestion.forgetOwners()
    for (index, reader) in readers.enumerated() { ingestion.take(reader, of: .dpae, file: index) }
  }

  private func settleAndJoin(
    _ ingestion: inout Ingestion, _ tables: [TableDefinition], _ kept: (wish: HireWish, context: DeclarationContext)?
  ) throws -> JoinedFacts {
    let rules = plan.definition.rules
    let threads = ingestion.declarations
    let (workplaces, codes) = WorkplaceTable.merge(
      threads.map(\.workplaces), reference: ingestion.tables.bassins, rules: rules)
    let exits = Exits(ingestion.tables.trainings, asOf: plan.asOf, observed: ingestion.observed, rules: rules)
    let finder = OutcomeFinder(exits, observed: ingestion.observed, rules: rules)
    var outcomes = [Outcome](repeating: Outcome(), count: exits.all.count)
    var employers = HiringEmployers(ingestion.tables.survey, workplaces: workplaces, rules: rules)
    let hires = try HireContext(
      tables, workplaces: workplaces, surveyYears: employers.years, rules: rules)
    let fileCount = ingestion.files(.dpae).count
    let profile = HireProfile(workplaces, monthOfRank: ingestion.coverage.monthOfRank)
    let workers = threads.map { _ in
      HireWorker(
        HireSettler(fileCount: fileCount), HireCounter(hires), employers, profile,
        kept.map { HireSelection($0.wish, hires, exits, ingestion.tables.survey) })
    }
    try outcomes.withUnsafeMutableBufferPointer { outcomes in
      // A person's hires lie in one partition, so no two threads write one exit's outcome.
      nonisolated(unsafe) let outcomes = outcomes
      try share(DeclarationPartitions.count, among: workers) { worker, partition in
        let settled = worker.settler.settle(partition, of: threads, workplaces: codes)
        finder.add(settled, to: outcomes)
        worker.employers.add(settled)
        worker.counter.add(settled)
        worker.profile.add(settled)
        worker.selection?.add(settled)
      }
    }
    let counters = workers.map(\.counter)
    try share(HireCounter.partitionCount, among: counters) { $0.countEstablishments($1, of: counters) }
    var merged = profile
    for thread in threads { merged.add(thread.revisions) }
    for worker in workers {
      merged.merge(worker.profile)
      employers.merge(worker.employers)
      ingestion.add(worker.settler.counts.reversed, to: .dpae)
    }
    return JoinedFacts(
      facts: RunFacts(
        exits: exits, outcomes: outcomes, entries: Entries(ingestion.tables.trainings, ingestion.tables.costs),
        needs: ingestion.tables.needs,
        trainings: TrainingContext(
          ingestion.tables.trainings, register: ingestion.tables.register, bassins: ingestion.tables.bassins,
          rules: rules),
        survey: ingestion.tables.survey, employers: employers, offers: ingestion.tables.offers,
        trust: ingestion.tables.trust, plan: ingestion.tables.plan, faps: ingestion.fapWeights,
        published: ingestion.tables.publishedDeclarations, revisions: merged.revisions, asOf: plan.asOf,
        observed: ingestion.observed, absent: ingestion.absent),
      hires: counters, profile: merged,
      matched: (known: exits.leavers.count { outcomes[$0].isKnown }, leavers: exits.leavers.count),
      kept: kept.flatMap { kept in
        KeptHires(workers.compactMap(\.selection), finder, kept.context, WorkplaceNumbers(threads.map(\.workplaces)))
      })
  }
}

/// What one thread needs while settled hires flow past.
private final class HireWorker {
  let settler: HireSettler
  let counter: HireCounter
  var employers: HiringEmployers
  var profile: HireProfile
  let selection: HireSelection?

  init(
    _ settler: HireSettler, _ counter: HireCounter, _ employers: HiringEmployers, _ profile: HireProfile,
    _ selection: HireSelection?
  ) {
    self.settler = settler
    self.counter = counter
    self.employers = employers
    self.profile = profile
    self.selection = selection
  }
}

/// The facts of all tables, hires among them.
package struct JoinedFacts {
  package let facts: RunFacts
  let hires: [HireCounter]
  package let profile: HireProfile
  /// Leavers whom some declaration names, and all of them.
  let matched: (known: Int, leavers: Int)
  /// Where they were asked for.
  package let kept: KeptHires?

  /// For the log.
  var said: String { "\(facts.leaverCount) leavers, \(facts.entryCount) entries in training" }

  /// - Throws: `RunFailure` where a sum changed on its way: `badData` if a reference of FAP does it, else `bug`.
  func conservation(_ tables: [OutcomeTable], _ ingestion: Ingestion) throws -> Conservation {
    for (source, codes) in ingestion.fapWeights.unbalanced.sorted(by: { $0.key.name < $1.key.name })
    where !codes.isEmpty {
      let files = ingestion.files(source).map(\.name).joined(separator: ", ")
      throw RunFailure(
        .badData,
        "\(files): the weights of \(codes.count) codes do not sum to 1 (\(codes.prefix(5).joined(separator: ", "))); "
          + "hires would be lost or counted twice; mend the reference")
    }
    let conservation = Conservation(
      tables, accepted: ingestion.total(of: [.dpae]).accepted, profile: profile, facts: facts)
    guard conservation.violations.isEmpty else {
      throw RunFailure(
        .bug,
        "sums change on their way; nothing is published; please report this:\n  "
          + conservation.violations.joined(separator: "\n  "))
    }
    return conservation
  }

  package func tables(_ definitions: [TableDefinition], rules: Rules) throws -> [OutcomeTable] {
    try tabulate(definitions, facts: facts, hires: hires, rules: rules)
  }
}
