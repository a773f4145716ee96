import Dispatch
import Formats
import FoundationEssentials
import Synchronization

/// What every sample says of itself: a run puts it on all that it publishes.
let sampleNotice = """
  Données inventées (outcomes sample) : ni personne, ni employeur, ni chiffre réel. \
  Invented data: no person, employer or figure in them is real.
  """

/// Writes a synthetic Provence-Alpes-Côte d'Azur of 2015 to 2017 in every layout that the pipeline reads (DOMAIN section 2).
///
/// `directory` receives the folders `dpae`, `bmo`, `training`, `register`, `offers`, `trust`, `reference` and `urssaf`,
/// `notice.txt`, and `truth.json` with the figures that a run on 2017-03-31 must find. Files of the same names are replaced, others stay.
/// Two files are written at a time, and memory grows with the trainings and the survey, not with the declarations.
///
/// - Parameter options: with a finite scale, 0 or more.
/// - Parameter directory: made where it does not exist.
/// - Throws: `FileFailure`, or what Foundation says of a folder that it cannot make.
public func writeSample(_ options: SampleOptions, to directory: String) throws {
  precondition(options.scale.isFinite && options.scale >= 0, "a scale is 0 or more")
  let isLarge = options.warehouseOnly || options.declarationRows > 200_000
  let target = try SampleDirectory(root: directory, effort: isLarge ? .fast : .thorough)
  let world = World(options)
  let costs = CostFiles(world)
  var truth = Truth(world, costs)
  var tasks = warehouseTasks(world, in: target)
  tasks.append { try TrainingFiles(world, in: target).write() }
  tasks.append { try costs.write(in: target) }
  tasks.append { try Register(world).write(in: target) }
  tasks.append { try References.write(options, in: target) }
  if let openData = world.openData, let survey = world.survey {
    let offers = Offers(options)
    let trust = Trust(world)
    tasks += otherDeclarationTasks(world, in: target)
    tasks.append { [try SurveyFile.write(survey, world, in: target), try openData.writeCSV(in: target)] }
    let series = PublishedSeries(world)
    tasks.append {
      [try OpenData(options, year: 2015, projectsLow: options.projectsOf2015).writeWorkbook(in: target)]
    }
    tasks.append { [try series.write(in: target)] }
    tasks.append { try offers.write(in: target) + trust.write(world, in: target) }
    truth.needs = Truth.Needs(openData, survey)
    truth.offers = Truth.Offers(
      daysRegion: Truth.rounded(offers.meanDays(inRegion: true)),
      daysElsewhere: Truth.rounded(offers.meanDays(inRegion: false)),
      daysRegionBefore: Truth.rounded(offers.meanDays(inRegion: true, yearBefore: true)),
      daysElsewhereBefore: Truth.rounded(offers.meanDays(inRegion: false, yearBefore: true)),
      openRegion: offers.open(inRegion: true), openElsewhere: offers.open(inRegion: false))
    truth.publishedDeclarations = series.published
    truth.trustRate = Truth.rounded(trust.trustRate)
  }
  truth.add(try runTwoAtATime(tasks))
  try truth.write(in: target)
  var notice = TextBuffer()
  notice.append(sampleNotice + "\n")
  try target.write(notice, to: "notice.txt")
}

/// Writes some files of the sample, which nothing else writes.
private typealias FileTask = @Sendable () throws -> [WrittenFile]

private func warehouseTasks(_ world: World, in directory: SampleDirectory) -> [FileTask] {
  world.deliveries.months.map { month in { [try Warehouse.write(month, world, in: directory)] } }
}

private func otherDeclarationTasks(_ world: World, in directory: SampleDirectory) -> [FileTask] {
  let extracts = LBBDelivery.all(world.deliveries).map { delivery -> FileTask in
    { [try delivery.write(world, in: directory)] }
  }
  return [{ [try Warehouse.writeRedelivery(world, in: directory)] }] + extracts
    + [{ try DeclarersXML.write(world, in: directory) }]
}

/// Every file has its own source of random numbers, so which thread writes it changes nothing.
private func runTwoAtATime(_ tasks: [FileTask]) throws -> [WrittenFile] {
  let queue = Mutex((next: 0, written: [WrittenFile](), failure: (any Error)?.none))
  DispatchQueue.concurrentPerform(iterations: 2) { _ in
    while true {
      let task = queue.withLock { state -> FileTask? in
        guard state.failure == nil, state.next < tasks.count else { return nil }
        state.next += 1
        return tasks[state.next - 1]
      }
      guard let task else { return }
      do {
        let written = try task()
        queue.withLock { $0.written += written }
      } catch {
        queue.withLock { $0.failure = error }
      }
    }
  }
  return try queue.withLock { state in
    if let failure = state.failure { throw failure }
    return state.written
  }
}

/// The folder that receives the sample.
struct SampleDirectory: Sendable {
  let root: String
  /// A large sample is written once and thrown away; a small one is kept.
  let effort: GzipWriter.Effort

  private static let folders = ["dpae", "bmo", "training", "register", "offers", "trust", "reference", "urssaf"]

  init(root: String, effort: GzipWriter.Effort) throws {
    self.root = root
    self.effort = effort
    for folder in Self.folders {
      try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
  }

  func path(of file: String) -> String { "\(root)/\(file)" }

  func write(_ text: TextBuffer, to file: String) throws {
    let output = try OutputFile(path: path(of: file))
    try output.write(text.bytes)
    try output.close()
  }
}
