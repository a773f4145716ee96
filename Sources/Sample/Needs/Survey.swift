/// One line of the survey file.
struct SurveyAnswer: Sendable {
  let establishment: Establishment
  let lines: [Line]
  /// Before the answers are brought to the region.
  let rawWeight: Double
  /// In millionths.
  var weight = 0
  /// Has a non-interim hire in the survey's year.
  var hasHired = false

  /// The projects for one métier.
  struct Line: Sendable {
    /// Index in `Metier.all`.
    let metier: Int
    let projects: Int
    let isDifficult: Bool
    let seasonal: Int
  }

  var projects: Int { lines.map(\.projects).reduce(0, +) }

  var sizeClass: Int { Self.sizeClass(of: establishment) }

  /// The classes of the survey, 0...7, end before these sizes.
  private static func sizeClass(of establishment: Establishment) -> Int {
    [1, 5, 10, 20, 50, 100, 200].firstIndex { establishment.size < $0 } ?? 7
  }

  init(_ establishment: Establishment, _ random: inout RandomSource) {
    self.establishment = establishment
    let sizeClass = Self.sizeClass(of: establishment)
    rawWeight = [14, 10, 6, 4, 2.5, 1.8, 1.2, 1.0][sizeClass] * (0.8 + 0.4 * random.share())
    let isRecruiter = random.chance([0.16, 0.22, 0.33, 0.42, 0.52, 0.65, 0.75, 0.85][sizeClass])
    lines = isRecruiter ? Self.drawLines(establishment, &random) : []
  }

  private static func drawLines(_ establishment: Establishment, _ random: inout RandomSource) -> [Line] {
    var chosen: Set<Int> = []
    for _ in 0..<random.within(1...min(4, 1 + establishment.size / 10 + 1)) {
      chosen.insert(Metier.wanted[establishment.sector.rawValue].draw(&random))
    }
    let isSeasonal = establishment.sector == .agriculture || establishment.sector == .chr
    return chosen.sorted().map { metier in
      let projects = 1 + random.below(isSeasonal ? 7 : 2 + min(establishment.size / 20, 12))
      let seasonal = random.chance(isSeasonal ? 0.75 : 0.2) ? random.within(1...projects) : 0
      return Line(metier: metier, projects: projects, isDifficult: random.chance(0.34), seasonal: seasonal)
    }
  }
}

/// What the establishment of an answer did in the year.
extension SurveyAnswer {
  /// An agency's hires are interim whatever their contract, so it never confirms.
  func decides(by quota: inout WeightedQuota, _ random: inout RandomSource) -> Bool {
    let weight = Double(weight)
    guard establishment.sector != .interim else {
      quota.passes(weight: weight)
      return false
    }
    return quota.takes(weight: weight, &random)
  }

  func hires(_ persons: Persons, _ random: inout RandomSource) -> [Declaration] {
    if hasHired {
      let months = Weighted(Array(1...12)) { establishment.sector.weight(inMonth: $0) }
      return (0..<random.within(1...2 + min(establishment.size / 4, 14))).map { _ in
        hire(in: CalendarMonth(Survey.year, months.draw(&random)), interim: false, persons, &random)
      }
    }
    // Neither a mission of interim nor a hire of the next year confirms.
    if random.chance(0.05) { return [hire(in: CalendarMonth(Survey.year, 10), interim: true, persons, &random)] }
    if random.chance(0.08) { return [hire(in: CalendarMonth(Survey.year + 1, 1), interim: false, persons, &random)] }
    return []
  }

  private func hire(
    in month: CalendarMonth, interim: Bool, _ persons: Persons, _ random: inout RandomSource
  ) -> Declaration {
    let kind = interim ? .short : establishment.sector.contracts.draw(&random)
    let day = month.first + random.below(28)
    return Declaration(
      hire: day, end: Declaration.end(of: day, days: kind.days(&random)),
      contract: kind.contract(isInterim: interim), created: day + -random.below(8),
      establishment: establishment.index, person: persons.drawWorker(&random), isPlanned: true)
  }
}

/// The answers of the survey: one establishment each, its projects, and whether it hired.
struct Survey: Sendable {
  static let year = 2016

  private(set) var answers: [SurveyAnswer] = []
  /// The non-interim hires of those that hired, and a few that confirm nothing.
  private(set) var hires: [Declaration] = []

  /// - Parameter projects: the weights add up to them, as those of the open data do.
  init(_ options: SampleOptions, projects: Int, _ establishments: Establishments, _ persons: Persons) {
    var random = RandomSource(options.seed, .answers)
    var drafts = (0..<options.surveyAnswers).map {
      SurveyAnswer(establishments[establishments.surveyed($0)], &random)
    }
    let weighted = drafts.map { $0.rawWeight * Double($0.projects) }.reduce(0, +)
    let scale = Double(projects) / max(weighted, 1)
    var confirming = WeightedQuota(share: 0.70)
    var hiringOthers = WeightedQuota(share: 0.41)
    for index in drafts.indices {
      drafts[index].weight = Int((drafts[index].rawWeight * scale * 1_000_000).rounded())
      drafts[index].hasHired =
        drafts[index].projects > 0
        ? drafts[index].decides(by: &confirming, &random) : drafts[index].decides(by: &hiringOthers, &random)
    }
    answers = drafts
    var hireDraws = RandomSource(options.seed, .answerHires)
    hires = answers.flatMap { $0.hires(persons, &hireDraws) }
  }
}

/// The survey file: one answer a row, three columns a métier (DOMAIN section 2.5).
enum SurveyFile {
  static func write(_ survey: Survey, _ world: World, in directory: SampleDirectory) throws -> WrittenFile {
    let year = Survey.year % 100
    var header = "SIRET;REG;DEPT;CDCMET;BE\(year);taille;NAF732;ponder\(year);source;"
    header += Metier.all.map { "\($0.fap);X\($0.fap);S\($0.fap)" }.joined(separator: ";")
    var file = try RowFile("bmo/BMO_survey_\(Survey.year).csv.gz", in: directory, header: header)
    var random = RandomSource(world.options.seed, .surveyFile)
    for answer in survey.answers {
      try file.add(answer, siret: answer.establishment.siret.number)
      if random.chance(0.004) {
        file.note("repeated")
        try file.add(answer, siret: answer.establishment.siret.number)
      }
      if random.chance(0.004) {
        file.note("siretFails")
        try file.add(answer, siret: answer.establishment.siret.broken)
      }
    }
    return try file.finish()
  }
}

extension RowFile {
  fileprivate mutating func add(_ answer: SurveyAnswer, siret: Int) throws {
    let place = answer.establishment.place
    text.append(siret, width: 14)
    text.append(";93;")
    text.append(String(place.departement))
    text.append(";")
    text.append(place.code)
    text.append(";")
    text.append(Bassin.all[place.bassin].code)
    text.append(";")
    text.append(answer.sizeClass)
    text.append(";")
    text.append(answer.establishment.naf)
    text.append(";")
    text.append(answer.weight, places: 6, mark: ",")
    text.append(";1")
    var lines = answer.lines[...]
    for metier in Metier.all.indices {
      guard let line = lines.first, line.metier == metier else {
        text.append(";;;")
        continue
      }
      lines = lines.dropFirst()
      text.append(";")
      text.append(line.projects)
      text.append(line.isDifficult ? ";1;" : ";2;")
      if line.seasonal > 0 { text.append(line.seasonal) }
    }
    try endRow()
  }
}
