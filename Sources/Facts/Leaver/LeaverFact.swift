public import Count
import Deliveries
import Ingest
import Join
import LabourMarket

extension Fact {
  public static let leaver = Fact(
    "leaver", Wording("Accès à l’emploi des sortants de formation", "Access to employment of training leavers"),
    dimensions: LeaverFact.dimensions, measures: LeaverFact.measures, restsOn: ["cohort", "access", "first_hire_date"]
  ) {
    Wording(
      "d’une personne, la dernière formation terminée dans la cohorte (\($0.cohortMonths) mois civils avant la date des chiffres) dont on a pu observer les suites, à défaut la dernière, avec les embauches qui l’ont suivie, vues par les seules DPAE : le travail qu’aucune n’annonce manque, une annonce sans suite compte",
      "of one person the last training that ended in the cohort (\($0.cohortMonths) calendar months up to the as-of date) and could be followed, else the last one, with the hires that followed, seen through the DPAE alone: work that none announces is missing, an announcement without a hire counts"
    )
  }
}

/// One person's last mature exit of the cohort, else the last one, and what became of them (DOMAIN section 5).
public enum LeaverFact {
  // MARK: dimensions

  public static let dispositif = TrainingDimensions.dispositif
  public static let trainingType = TrainingDimensions.trainingType
  public static let funders = TrainingDimensions.funders
  public static let formacodeDomain = TrainingDimensions.formacodeDomain
  public static let sex = TrainingDimensions.sex
  public static let departement = TrainingDimensions.departement
  public static let bassin = TrainingDimensions.bassin

  public static let ageBand = AgeDimensions.band
  public static let officialAgeBand = AgeDimensions.officialBand
  public static let ageGroup = AgeDimensions.group

  public static let exitMonth = Dimension(
    "exit_month", Wording("Mois de sortie", "Month of exit"),
    kernel: TrainingKernel(value: exitValue, label: { row, _ in row.end.map { Day.month($0.monthIndex) } ?? "" }),
    coarsens: [.to(exitQuarter, quarter(ofMonth:))], values: .month,
    rule: Wording("mois de la fin de la formation, aaaa-mm", "month of the training's end, yyyy-mm"))

  public static let exitQuarter = Dimension(
    "exit_quarter", Wording("Trimestre de sortie", "Quarter of exit"),
    kernel: TrainingKernel(
      value: exitValue, label: { row, _ in row.end.flatMap { quarter(ofMonth: Day.month($0.monthIndex)) } ?? "" }),
    values: .pattern("[0-9]{4}-Q[1-4]"),
    rule: Wording(
      "trimestre de la fin de la formation, aaaa-Tn écrit aaaa-Qn", "quarter of the training's end, yyyy-Qn"))

  static let dimensions =
    TrainingDimensions.ofTraining + TrainingDimensions.ofPlace + AgeDimensions.all + [exitMonth, exitQuarter]

  // MARK: counts

  public enum Column {
    public static let mature = CountColumn("mature", .persons)
    public static let notMature = CountColumn("not_mature", .persons)
    public static let accessAny = CountColumn("access_any", .persons, partOf: [mature])
    public static let access = CountColumn("access", .persons, partOf: [accessAny, mature])
    public static let accessDurable = CountColumn("access_durable", .persons, partOf: [access, mature, accessAny])
    public static let employed = CountColumn("employed", .persons, partOf: [mature])
  }

  static let daysColumn = ValueColumn("days_to_first_hire", of: Column.accessAny)

  // MARK: measures

  public static let leavers = Measure(
    "leavers", Wording("Sortants mûrs", "Mature leavers"), .count(Column.mature), .persons
  ) {
    Wording(
      "sortants dont les embauches ont pu être observées chaque jour des \($0.accessMonths) mois civils après la fin de formation",
      "mature leavers: hires could be observed on every day of (end, end + \($0.accessMonths) months]")
  }

  public static let notMature = Measure(
    Column.notMature.name, Wording("Sortants non mûrs", "Leavers not mature yet"), .count(Column.notMature), .persons
  ) {
    Wording(
      "sortants de la cohorte dont les \($0.accessMonths) mois civils après la fin de formation n’ont pas tous pu être observés",
      "leavers of the cohort whose \($0.accessMonths) calendar months after the exit could not all be observed")
  }

  public static let accessAny = Measure(
    Column.accessAny.name, Wording("Ont retrouvé un emploi (toute embauche)", "With any hire"),
    .count(Column.accessAny), .persons
  ) {
    Wording(
      "sortants mûrs avec une embauche dans les \($0.accessMonths) mois civils après la fin, le jour de la fin non compris",
      "mature leavers with a hire in (end, end + \($0.accessMonths) months]")
  }

  public static let access = Measure(
    Column.access.name, Wording("Ont accédé à l’emploi (un mois ou plus)", "With a hire of a month or more"),
    .count(Column.access), .persons, restsOn: ["one_month", "longest_duration"]
  ) {
    Wording(
      "les mêmes, avec une embauche d’au moins un mois : \($0.lastingMonth.french)",
      "the same with a hire of at least one month: \($0.lastingMonth.english)")
  }

  public static let accessDurable = Measure(
    Column.accessDurable.name, Wording("Ont accédé à l’emploi durable", "With a durable hire"),
    .count(Column.accessDurable), .persons, restsOn: ["durable", "longest_duration"]
  ) {
    Wording(
      "les mêmes, avec une embauche durable : \($0.durable.french)",
      "the same with a durable hire: \($0.durable.english)")
  }

  public static let employed = Measure(
    Column.employed.name, Wording("En emploi le jour observé", "In a job on the day observed"),
    .count(Column.employed), .persons,
    rule: Wording(
      "sortants mûrs avec une embauche depuis le début de la formation, qui court encore le jour jusqu’auquel les embauches sont observées ; ni borne haute ni borne basse : un CDI est supposé durer, une fin inconnue ne compte pas, et tout emploi sans DPAE échappe",
      "mature leavers with a hire since the start that still runs on the day until which hires are observed; neither an upper nor a lower bound: a CDI is taken to last, an unknown end does not count, and work that no DPAE announces is missed"
    ))

  public static let accessAnyRate = rate(
    "access_any_rate", Wording("Taux d’accès (toute embauche)", "Access rate (any hire)"), accessAny)

  public static let accessRate = rate("access_rate", Wording("Taux d’accès à l’emploi", "Access rate"), access)

  public static let accessRateLow = Measure.end(.low, of: accessRate)
  public static let accessRateHigh = Measure.end(.high, of: accessRate)

  public static let accessDurableRate = rate(
    "access_durable_rate", Wording("Taux d’accès à l’emploi durable", "Durable access rate"), accessDurable)

  public static let employedRate = rate(
    "employed_rate", Wording("Part en emploi le jour observé", "Share in a job on the day observed"), employed)

  public static let daysToFirstHire = Measure(
    daysColumn.name, Wording("Délai médian avant la première embauche", "Median time to the first hire"),
    .median(daysColumn), .days,
    rule: Wording(
      "médiane des jours entre la fin et la première embauche, parmi \(accessAny)",
      "median days from the end to the first hire, of those with \(accessAny)"))

  private static let rates = [accessAnyRate, accessRate, accessDurableRate, employedRate]

  static let measures =
    [
      leavers, notMature, accessAny, access, accessDurable, employed, accessAnyRate, accessRate, accessDurableRate,
      employedRate, daysToFirstHire,
    ] + Measure.ends(of: rates)

  /// A count of leavers over all that are mature.
  private static func rate(_ name: String, _ title: Wording, _ part: Measure) -> Measure {
    Measure(
      name, title, .share(part.countColumns[0], of: Column.mature), .share, restsOn: part.restsOn,
      rule: Wording(both: "\(part) / \(leavers)"))
  }
}

// MARK: rows

extension LeaverFact {
  /// The leavers, one row each.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let places = facts.exits.leavers
    var frame = FactFrame(rowCount: places.count)
    frame.add(dimensions, of: facts.trainingRows(of: places), in: facts.trainings)
    let mature = places.map { facts.exits.all[$0].isMature ? facts.outcomes[$0] : nil }
    let firsts = zip(places, mature).map { place, outcome in
      outcome.flatMap { facts.daysToFirstHire($0, after: facts.exits.all[place]) }
    }
    frame.flags[Column.mature] = mature.map { $0 == nil ? 0 : 1 }
    frame.flags[Column.notMature] = mature.map { $0 == nil ? 1 : 0 }
    frame.flags[Column.accessAny] = firsts.map { $0 == nil ? 0 : 1 }
    frame.flags[Column.access] = mature.map { $0?.access == true ? 1 : 0 }
    frame.flags[Column.accessDurable] = mature.map { $0?.durable == true ? 1 : 0 }
    frame.flags[Column.employed] = mature.map { $0?.employed == true ? 1 : 0 }
    frame.values[daysColumn] = firsts
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    FactSubjects(exits: facts.exits.leavers, of: facts) { place in
      facts.exits.all[place].isMature ? "mature" : "not mature yet"
    }
  }

  private static let exitValue: @Sendable (TrainingRow, TrainingContext) -> UInt64 = { row, _ in
    UInt64(UInt32(row.end?.monthIndex ?? 0))
  }

  /// `2016-Q2` of `2016-05`; `nil` of what is no month.
  @Sendable static func quarter(ofMonth month: String) -> String? {
    guard let number = Int(month.suffix(2)) else { return nil }
    return "\(month.prefix(4))-Q\((number + 2) / 3)"
  }
}

extension RunFacts {
  /// The training records behind some exits.
  func trainingRows(of places: [Int]) -> [TrainingRow] {
    places.map { TrainingRow(record: exits.training(of: exits.all[$0]), end: exits.all[$0].end) }
  }

  /// From an exit to the first hire within the window of access; `nil` where there is none.
  func daysToFirstHire(_ outcome: Outcome, after exit: Exit) -> Int32? {
    guard let first = outcome.firstHire else { return nil }
    let last = exit.end.adding(months: trainings.rules.accessMonths)
    return first <= last.number ? first - exit.end.number : nil
  }
}

extension FactSubjects {
  /// - Parameter places: of the exits that the rows stand for.
  /// - Parameter each: rows that stand for one of them, side by side.
  init(exits places: [Int], of facts: RunFacts, each: Int = 1, state: @escaping (Int) -> String) {
    let exits = facts.exits
    self.init(
      source: .training, place: { exits.training(of: exits.all[places[$0 / each]]).place },
      said: { row in
        let place = places[row / each]
        return "left in \(Day.month(exits.all[place].end.monthIndex)), \(state(place))"
      })
    exit = { places[$0 / each] }
  }
}

extension LeaverFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    var meanings: [Measure: Meaning] = [
      leavers: .count(Column.mature),
      notMature: .count(Column.notMature),
      accessAny: .count(Column.accessAny, partOf: [Column.mature], shareOf: [Column.mature]),
      access: .count(Column.access, partOf: [Column.accessAny, Column.mature], shareOf: [Column.mature]),
      accessDurable: .count(
        Column.accessDurable, partOf: [Column.access, Column.accessAny, Column.mature], shareOf: [Column.mature]),
      employed: .count(Column.employed, partOf: [Column.mature], shareOf: [Column.mature]),
      accessAnyRate: .rate(Column.accessAny, of: Column.mature),
      accessRate: .rate(Column.access, of: Column.mature),
      accessDurableRate: .rate(Column.accessDurable, of: Column.mature),
      employedRate: .rate(Column.employed, of: Column.mature),
      daysToFirstHire: .follows(Column.accessAny),
    ]
    for end in Measure.ends(of: rates) { meanings[end] = .follows(end.countColumns[0], end.countColumns[1]) }
    return meanings
  }
}
