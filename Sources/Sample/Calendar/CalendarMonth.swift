/// A month of a year.
struct CalendarMonth: Hashable, Sendable {
  let year: Int
  let month: Int

  init(_ year: Int, _ month: Int) {
    self.year = year
    self.month = month
  }

  /// So many months from January of year 0.
  init(index: Int) {
    self.init(index / 12, index % 12 + 1)
  }

  var index: Int { year * 12 + month - 1 }
  var next: CalendarMonth { CalendarMonth(index: index + 1) }
  var first: CalendarDay { CalendarDay(year, month, 1) }
  var last: CalendarDay { next.first + -1 }

  init(of day: CalendarDay) {
    let (year, month, _) = day.components
    self.init(year, month)
  }
}
