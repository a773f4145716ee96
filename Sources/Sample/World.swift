/// All that the files of one sample tell of, made before the first byte is written.
///
/// Only the trainees, the survey's answers and the hires that must be found are kept in memory; establishments,
/// workers and the other declarations are told again from their number whenever a file needs them.
struct World: Sendable {
  let options: SampleOptions
  let establishments: Establishments
  let persons: Persons
  let trainings: Trainings
  let survey: Survey?
  let outcomes: Outcomes
  let deliveries: Deliveries
  /// The hires that the warehouse export must tell, by month.
  private let planned: [CalendarMonth: [Declaration]]

  init(_ options: SampleOptions) {
    self.options = options
    deliveries = Deliveries(options)
    establishments = Establishments(options)
    trainings = Trainings(options)
    persons = Persons(options, trainees: trainings.persons)
    survey = options.warehouseOnly ? nil : Survey(options, establishments, persons)
    outcomes = Outcomes(
      Leaver.all(of: trainings), options, establishments, persons, window: deliveries.firstDay...deliveries.lastDay)
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
