/// All that the files of one sample tell of, made before the first byte is written.
///
/// Only the trainees, the survey's answers and the hires that must be found are kept in memory; establishments,
/// workers and the other declarations are told again from their number whenever a file needs them.
struct World: Sendable {
  let options: SampleOptions
  let establishments: Establishments
  let persons: Persons
  let trainings: Trainings
  let openData: OpenData?
  let survey: Survey?
  let outcomes: Outcomes
  let deliveries: Deliveries
  /// The hires that the warehouse export must tell, by month.
  private let planned: [CalendarMonth: [Declaration]]

  init(_ options: SampleOptions) {
    self.options = options
    deliveries = Deliveries(options)
    establishments = Establishments(options)
    trainings = Trainings(options, months: deliveries.trainings)
    persons = Persons(options, trainees: trainings.persons)
    openData = options.warehouseOnly ? nil : OpenData(options, year: Survey.year, projectsLow: options.projects)
    survey = openData.map { [establishments, persons] in
      Survey(options, projects: $0.projects, establishments, persons)
    }
    outcomes = Outcomes.tuned(Exit.all(of: trainings), options, establishments, persons, deliveries)
    planned = Dictionary(grouping: outcomes.warehouse + (survey?.hires ?? [])) { CalendarMonth(of: $0.hire) }
  }

  /// The declarations of a month as the warehouse tells them, all of them in every run of the stream.
  func stream(of month: MonthlyDelivery) -> DeclarationStream {
    let months = month.month.index...CalendarMonth(of: month.lastDay).index
    return DeclarationStream(
      self, .month, month.month, rows: month.rows,
      planned: months.flatMap { planned[CalendarMonth(index: $0)] ?? [] }, lastDay: month.lastDay)
  }
}

/// What a sample is made from. Equal options give equal bytes, on any machine and at any hour.
public struct SampleOptions: Sendable {
  /// Chooses one of the possible samples.
  public var seed: UInt64
  /// Share of the real region, 0...: at 1, about 5 000 000 declarations of 27 months, and 71 000 training entries a year.
  public var scale: Double
  /// Number of DPAE rows, all layouts together, in place of what `scale` gives; a few more when the planted hires do
  /// not fit.
  public var declarations: Int?
  /// Number of training entries of 2016, in place of what `scale` gives.
  public var trainings: Int?
  /// The benchmark set, of 2016 alone: monthly files of the warehouse export, trainings, register and references.
  /// The DPAE rows are then exactly as many as asked, unless the planted hires are more.
  public var warehouseOnly: Bool

  public init(
    seed: UInt64 = 2016, scale: Double = 0.01, declarations: Int? = nil, trainings: Int? = nil,
    warehouseOnly: Bool = false
  ) {
    self.seed = seed
    self.scale = scale
    self.declarations = declarations
    self.trainings = trainings
    self.warehouseOnly = warehouseOnly
  }
}

/// The volumes of the real region in a year (DOMAIN section 1), brought to the scale.
extension SampleOptions {
  var declarationRows: Int { max(declarations ?? scaled(warehouseOnly ? 3_000_000 : 5_000_000), 100) }
  var trainingEntries: Int { max(trainings ?? scaled(71_000), 10) }
  var surveyAnswers: Int { max(scaled(35_000), 20) }
  var trustAnswers: Int { max(scaled(20_000), 40) }
  /// Filled in a year, or never.
  var offersOfTheRegion: Int { max(scaled(48_000), 100) }
  var offersElsewhere: Int { max(scaled(72_000), 150) }
  /// As the open data of 2016 publishes them: what it shows, and 1 for each secret.
  var projects: Int { max(scaled(190_000), 20) }
  var projectsOf2015: Int { max(scaled(184_500), 20) }

  /// Establishments and workers go with the declarations, so that nobody is hired a thousand times in a benchmark.
  var establishments: Int { max(declarationsAYear / 18, 400) }
  var workers: Int { max(declarationsAYear / 5, 2000) }
  private var declarationsAYear: Int { warehouseOnly ? declarationRows : declarationRows * 12 / 28 }

  /// 85 million euros for 71 000 entries.
  var amountInCents: Int { trainingEntries * 8_500_000_000 / 71_000 }

  private func scaled(_ number: Double) -> Int { Int((number * scale).rounded()) }
}
