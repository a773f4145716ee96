import Formats
import FoundationEssentials

/// What a run on the sample must find, written beside it as `truth.json`.
///
/// The figures come from what was planted, not from the files; those of leavers hold for a run on 2017-03-31.
struct Truth: Encodable {
  var seed: UInt64
  var scale: Double
  var asOf = "2017-03-31"
  var warehouseOnly: Bool
  /// Rows that a reader finds, the header left out: by folder and by file.
  var rowsPerSource: [String: Int] = [:]
  var rowsPerFile: [String: Int] = [:]
  /// By file, how many rows have what is wrong with them or worth knowing.
  var dirt: [String: [String: Int]] = [:]
  /// Share of the DPAE rows with each of these, 0...1.
  var dirtShares: [String: Double] = [:]
  var notice = sampleNotice
  var training: Training
  /// Of the leavers of the standard run.
  var access: Rates
  var accessAfterPrealable: Rates
  /// Of the exits of each quarter that can be followed to its end, `2015-Q1`.
  var accessByQuarter: [String: Rates]
  /// Published counts of declarations, `2016-01 CDI`, and the hires that they are of.
  var publishedDeclarations: [String: Int]?
  var needs: Needs?
  var offers: Offers?
  var trustRate: Double?

  /// Entries and what was paid for them: of 2016, and of all years.
  struct Training: Encodable {
    var entries: Int
    var amountEur: Double
    var certifyingShare: Double
    var allEntries: Int
    var allAmountEur: Double
  }

  /// Counts and shares of the mature leavers.
  struct Rates: Encodable {
    var leavers: Int
    var accessAny: Int
    var access: Int
    var accessDurable: Int
    var employed: Int
    var accessAnyRate: Double
    var accessRate: Double
    var accessDurableRate: Double
    var employedRate: Double
  }

  struct Needs: Encodable {
    /// True projects of the open data, and their published sum, for 2016.
    var projects: Int
    var projectsLow: Int
    var secretCells: Int
    /// Projects of the survey, weighted.
    var surveyProjects: Double
    /// Weighted shares of those that made a hire in the year.
    var confirmedRate: Double
    var othersHiringRate: Double
  }

  /// Mean days to fill, of the twelve months up to the run and of those before; and offers that wait.
  struct Offers: Encodable {
    var daysRegion: Double
    var daysElsewhere: Double
    var daysRegionBefore: Double
    var daysElsewhereBefore: Double
    var openRegion: Int
    var openElsewhere: Int
  }
}

extension Truth {
  /// Figures of the trainings alone; the rest is added as it is made.
  init(_ world: World, _ costs: CostFiles) {
    let trainings = world.trainings
    let year = 2016
    let ofYear = trainings.entries.filter { trainings.session(of: $0).start.components.year == year }
    let certifying = ofYear.count {
      let session = trainings.session(of: $0)
      return session.isCertifying && !session.kind.isPrealable
    }
    self.init(
      seed: world.options.seed, scale: world.options.scale, warehouseOnly: world.options.warehouseOnly,
      training: Training(
        entries: ofYear.count, amountEur: Double(costs.amount(ofYear: year)) / 100,
        certifyingShare: Self.share(certifying, ofYear.count), allEntries: trainings.entries.count,
        allAmountEur: Double(costs.amount) / 100),
      access: Rates(world.outcomes.all), accessAfterPrealable: Rates(world.outcomes.prealable),
      accessByQuarter: Dictionary(
        uniqueKeysWithValues: world.outcomes.quarters.map { ("\($0.key / 4)-Q\($0.key % 4 + 1)", Rates($0.value)) }))
  }

  mutating func add(_ files: [WrittenFile]) {
    for file in files {
      rowsPerFile[file.path] = file.rows
      rowsPerSource[String(file.path.prefix { $0 != "/" }), default: 0] += file.rows
      if !file.dirt.isEmpty { dirt[file.path] = file.dirt }
    }
    var sums: [String: Int] = [:]
    for (path, kinds) in dirt where path.hasPrefix("dpae/") { sums.merge(kinds, uniquingKeysWith: +) }
    dirtShares = sums.mapValues { Self.share($0, rowsPerSource["dpae"] ?? 0) }
  }

  func write(in directory: SampleDirectory) throws {
    let output = try OutputFile(path: directory.path(of: "truth.json"))
    try output.write(try jsonText(self))
    try output.close()
  }

  static func share(_ count: Int, _ all: Int) -> Double { rounded(Double(count) / Double(max(all, 1))) }

  /// Six decimals.
  static func rounded(_ number: Double) -> Double { (number * 1_000_000).rounded() / 1_000_000 }
}

extension Truth.Rates {
  init(_ truth: AccessTruth) {
    self.init(
      leavers: truth.leavers, accessAny: truth.accessAny, access: truth.access, accessDurable: truth.accessDurable,
      employed: truth.employed, accessAnyRate: Truth.share(truth.accessAny, truth.leavers),
      accessRate: Truth.share(truth.access, truth.leavers),
      accessDurableRate: Truth.share(truth.accessDurable, truth.leavers),
      employedRate: Truth.share(truth.employed, truth.leavers))
  }
}

extension Truth.Needs {
  init(_ openData: OpenData, _ survey: Survey) {
    let recruiters = survey.answers.filter { $0.projects > 0 }
    let others = survey.answers.filter { $0.projects == 0 }
    let weighted = recruiters.map { Double($0.weight) * Double($0.projects) }.reduce(0, +) / 1_000_000
    self.init(
      projects: openData.projects, projectsLow: openData.projectsLow, secretCells: openData.secretCells,
      surveyProjects: (weighted * 100).rounded() / 100, confirmedRate: Self.hiringRate(recruiters),
      othersHiringRate: Self.hiringRate(others))
  }

  private static func hiringRate(_ answers: [SurveyAnswer]) -> Double {
    Truth.share(
      answers.filter(\.hasHired).map(\.weight).reduce(0, +), answers.map(\.weight).reduce(0, +))
  }
}
