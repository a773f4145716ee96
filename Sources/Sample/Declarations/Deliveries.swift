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
    let last = CalendarMonth(options.warehouseOnly ? 2016 : 2017, options.warehouseOnly ? 12 : 3)
    let monthly = all - 2 * extractRows - deltaRows - declarersRows
    // The redelivery is one month more among the fifteen.
    months = Self.months(until: last, rows: hasOthers ? monthly * 15 / 16 : monthly)
  }

  var firstDay: CalendarDay { months[0].month.first }
  var lastDay: CalendarDay { months[months.count - 1].lastDay }

  private static func months(until last: CalendarMonth, rows: Int) -> [MonthlyDelivery] {
    let all = (CalendarMonth(2016, 1).index...last.index).map(CalendarMonth.init(index:))
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
