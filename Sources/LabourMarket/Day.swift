/// A calendar day, proleptic Gregorian, from 0001-01-01 to 9999-12-31.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int32

  @inlinable public init(number: Int32) { self.number = number }

  /// `nil` where the calendar has no such day.
  @inlinable public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    if day > 28, day > Day.lastDay(ofMonth: month, year: year) { return nil }
    self.number = Day.number(year: year, month: month, day: day)
  }

  @inlinable public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  @inlinable static func lastDay(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts from March, so that the leap day is the last of its year; eras of 400 years have 146 097 days.
  @inlinable static func number(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month <= 2 ? year &- 1 : year
    let era = (shifted >= 0 ? shifted : shifted &- 399) / 400
    let yearOfEra = shifted &- era &* 400
    let dayOfYear = (153 &* (month &+ (month > 2 ? -3 : 9)) &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    return Int32(truncatingIfNeeded: era &* 146_097 &+ dayOfEra &- 719_468)
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  public var year: Int { components.year }

  /// The month as a count since year 0: 12 x year + month - 1.
  public var monthIndex: Int32 {
    let (year, month, _) = components
    return Int32(year * 12 + month - 1)
  }

  /// The same day of the month, so many calendar months later; a day that does not exist becomes the last of its
  /// month: 31 August + 6 = 28 or 29 February (DOMAIN section 5).
  public func adding(months: Int) -> Day {
    let (year, month, day) = components
    let index = year * 12 + month - 1 + months
    let targetYear = Int((Double(index) / 12).rounded(.down))
    let targetMonth = index - targetYear * 12 + 1
    let last = Day.lastDay(ofMonth: targetMonth, year: targetYear)
    return Day(number: Day.number(year: targetYear, month: targetMonth, day: min(day, last)))
  }

  /// Completed years on `day` of somebody born on this day; `nil` before the birth.
  public func age(on day: Day) -> Int? {
    guard self <= day else { return nil }
    let birth = components
    let now = day.components
    let hadBirthday = (now.month, now.day) >= (birth.month, birth.day)
    return now.year - birth.year - (hadBirthday ? 0 : 1)
  }
}

extension Day: CustomStringConvertible {
  /// `yyyy-mm-dd`
  public var description: String {
    let (year, month, day) = components
    return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
  }

  /// `yyyy-mm` of a `monthIndex`.
  public static func month(_ index: Int32) -> String {
    "\(padded(Int(index) / 12, 4))-\(padded(Int(index) % 12 + 1, 2))"
  }

  package static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Day {
  /// Reads `yyyy-mm-dd`, alone or followed by a time: DOMAIN section 3.
  @inlinable public init?(yearFirst text: UnsafeRawBufferPointer) {
    guard text.count >= 10, text.count == 10 || Day.isTime(text, after: 10) else { return nil }
    // `yyyy-mm-` as one word: what is left of each byte must be a digit, or nothing where a hyphen stands.
    let word = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self)) ^ 0x2D30_302D_3030_3030
    guard ((word &+ 0x7F76_767F_7676_7676) | word) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let (tens, ones) = (Int(text[8]) &- 0x30, Int(text[9]) &- 0x30)
    guard tens >= 0, tens <= 9, ones >= 0, ones <= 9 else { return nil }
    let pairs = word &* 10 &+ word >> 8
    let year = Int(pairs & 0xFF) &* 100 &+ Int(pairs >> 16 & 0xFF)
    self.init(year: year, month: Int(pairs >> 40 & 0xFF), day: tens &* 10 &+ ones)
  }

  /// Reads `yyyy-mm-dd`, and nothing after it.
  public init?(iso text: String) {
    guard text.utf8.count == 10 else { return nil }
    var text = text
    let day = text.withUTF8 { Day(yearFirst: UnsafeRawBufferPointer($0)) }
    guard let day else { return nil }
    self = day
  }

  /// Reads `dd/mm/yyyy`, alone or followed by a time.
  @inlinable public init?(dayFirst text: UnsafeRawBufferPointer) {
    guard text.count >= 10, text.count == 10 || Day.isTime(text, after: 10) else { return nil }
    guard text[2] == 0x2F, text[5] == 0x2F else { return nil }
    guard let day = Day.digits(text, 0, 2), let month = Day.digits(text, 3, 2), let year = Day.digits(text, 6, 4)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads `yyyymm` or `yyyy-mm` as the first day of that month.
  public init?(firstOfMonth text: UnsafeRawBufferPointer) {
    let hasMark = text.count == 7 && text[4] == 0x2D
    guard hasMark || text.count == 6, let year = Day.digits(text, 0, 4),
      let month = Day.digits(text, hasMark ? 5 : 4, 2)
    else { return nil }
    self.init(year: year, month: month, day: 1)
  }

  /// Whether a blank or `T` stands there, then `hh:mm`, and perhaps `:ss`, and perhaps decimals.
  @inlinable static func isTime(_ text: UnsafeRawBufferPointer, after start: Int) -> Bool {
    guard text[start] == 0x20 || text[start] == 0x54, text.count >= start &+ 6, text[start &+ 3] == 0x3A,
      let hour = digits(text, start &+ 1, 2), hour < 24, let minute = digits(text, start &+ 4, 2), minute < 60
    else { return false }
    if text.count == start &+ 6 { return true }
    guard text.count >= start &+ 9, text[start &+ 6] == 0x3A, let second = digits(text, start &+ 7, 2), second < 60
    else { return false }
    if text.count == start &+ 9 { return true }
    return text[start &+ 9] == 0x2E && digits(text, start &+ 10, text.count &- start &- 10) != nil
  }

  @inlinable static func digits(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<start &+ count {
      let digit = Int(text[index]) &- 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      value = value &* 10 &+ digit
    }
    return value
  }
}
