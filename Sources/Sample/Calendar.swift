/// A calendar day, as a count since 1970-01-01.
///
/// The module keeps its own calendar: its truth must not rest on the code that the truth is there to test.
struct CalendarDay: Hashable, Comparable, Sendable {
  var number: Int32

  init(number: Int32) { self.number = number }

  init(_ year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    number = Int32(shifted * 365 + leapDays + dayOfYear - 719_468)
  }

  /// The day of the run that the sample is tuned for.
  static let asOf = CalendarDay(2017, 3, 31)

  /// Of what has no end yet.
  static let never = CalendarDay(9999, 12, 31)

  static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
  static func + (day: CalendarDay, days: Int) -> CalendarDay { CalendarDay(number: day.number + Int32(days)) }
  static func - (left: CalendarDay, right: CalendarDay) -> Int { Int(left.number - right.number) }

  var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  /// A day that does not exist becomes the last of its month: 31 August + 6 = 28 or 29 February.
  func adding(months: Int) -> CalendarDay {
    let (year, month, day) = components
    let index = year * 12 + month - 1 + months
    let first = CalendarDay(index / 12, index % 12 + 1, 1)
    let next = CalendarDay((index + 1) / 12, (index + 1) % 12 + 1, 1)
    return first + min(day, next - first) + -1
  }

  /// Four times the year, and the quarter in it from 0.
  var quarter: Int { CalendarMonth(of: self).index / 3 }

  /// Completed years on `day` of somebody born on this one.
  func age(on day: CalendarDay) -> Int {
    let birth = components
    let now = day.components
    return now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day) ? 1 : 0)
  }
}

/// A month of a year.
struct CalendarMonth: Hashable, Comparable, Sendable {
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

  static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.index < right.index }

  var index: Int { year * 12 + month - 1 }
  var next: CalendarMonth { CalendarMonth(index: index + 1) }
  var first: CalendarDay { CalendarDay(year, month, 1) }
  var last: CalendarDay { next.first + -1 }

  /// `yyyy-mm`
  var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  init(of day: CalendarDay) {
    let (year, month, _) = day.components
    self.init(year, month)
  }
}
