/// A monthly file of the warehouse export.
struct MonthlyDelivery: Sendable {
  let month: CalendarMonth
  /// Of the hires: the end of the month, or later for the month under way.
  let lastDay: CalendarDay
  let delivered: CalendarDay
  let rows: Int
}

/// Which DPAE files are delivered when, and how many rows each tells.
struct Deliveries: Sendable {
  let months: [MonthlyDelivery]
  /// The months in which the trainings of the sample begin.
  let trainings: ClosedRange<CalendarMonth>
  /// Rows of each of the two LBB extracts, of the delta, and of the declarers' XML.
  let extractRows: Int
  let deltaRows: Int
  let declarersRows: Int

  /// The second half of November and the first of December 2016 come again in January.
  static let redelivered = CalendarDay(2016, 11, 15)...CalendarDay(2016, 12, 15)
  static let redeliveredOn = CalendarDay(2017, 1, 20)

  init(_ options: SampleOptions) {
    let all = options.declarationRows
    let hasOthers = !options.warehouseOnly
    extractRows = hasOthers ? all * 3 / 100 : 0
    deltaRows = hasOthers ? all / 100 : 0
    declarersRows = hasOthers ? all * 12 / 1000 : 0
    let first = CalendarMonth(hasOthers ? 2015 : 2016, 1)
    let last = hasOthers ? CalendarMonth(of: .asOf) : CalendarMonth(2016, 12)
    // Who leaves in the first months of the declarations began long before.
    trainings = (hasOthers ? CalendarMonth(2014, 5) : first)...last
    let monthly = all - 2 * extractRows - deltaRows - declarersRows
    let count = last.index - first.index + 1
    // The redelivery is one month more.
    months = Self.months(first...last, rows: hasOthers ? monthly * count / (count + 1) : monthly)
  }

  /// The days of hire that the files tell of, those announced ahead too.
  var told: ClosedRange<CalendarDay> { months[0].month.first...months[months.count - 1].lastDay }

  /// The days on which a run on the day that the sample is tuned for can have seen hires.
  var observed: ClosedRange<CalendarDay> { told.lowerBound...min(told.upperBound, .asOf) }

  private static func months(_ range: ClosedRange<CalendarMonth>, rows: Int) -> [MonthlyDelivery] {
    let all = (range.lowerBound.index...range.upperBound.index).map(CalendarMonth.init(index:))
    let weights = all.map { month in Sector.allCases.map { $0.weight(inMonth: month.month) }.reduce(0, +) }
    let total = weights.reduce(0, +)
    var weightSoFar = 0
    return zip(all, weights).map { month, weight in
      let before = rows * weightSoFar / total
      weightSoFar += weight
      // A month is delivered on the 8th of the next; the last one on the day of the run, with what is announced ahead.
      let isUnderWay = month == CalendarMonth(of: .asOf)
      return MonthlyDelivery(
        month: month, lastDay: isUnderWay ? .asOf + 7 : month.last,
        delivered: isUnderWay ? .asOf : month.next.first + 7, rows: rows * weightSoFar / total - before)
    }
  }
}
