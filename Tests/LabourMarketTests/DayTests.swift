import LabourMarket
import TestSupport
import Testing

@Suite struct DayTests {
  private func read(_ text: String) -> Day? {
    var text = text
    return text.withUTF8 { Day(yearFirst: UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: [
    "2016-02-30", "2015-02-29", "2016-13-01", "2016-00-10", "2016-1-1", "2016/01/01", "16-01-01", "", "2016-01-0x",
    "2016-01-01x", "2016-01-01 24:00:00", "2016-01-01 10:60", "2016-01-01 10:00:60",
    "2016-01-01 10", "2016-01-01 10:00:", "2016-01-01 10:00:00.x", "0000-01-01",
  ])
  func `what is no calendar date is refused`(text: String) { #expect(read(text) == nil) }

  @Test(arguments: [
    "2016-10-01 00:00:00", "2016-10-01 23:59:59", "2016-10-01 00:00:00.0", "2016-10-01", "2016-10-01T09:30",
    "2016-10-01 09:30:15.250",
  ])
  func `a date may be followed by a time`(text: String) { #expect(read(text) == Day(year: 2016, month: 10, day: 1)) }

  @Test func `29 February is a day of leap years`() {
    #expect(read("2016-02-29") != nil)
    #expect(read("2000-02-29") != nil)
    #expect(read("1900-02-29") == nil)
  }

  @Test func `components give back every day from 1950 to 2130`() {
    for number in stride(from: day("1950-01-01").number, to: day("2130-01-01").number, by: 1) {
      let (year, month, dayOfMonth) = Day(number: number).components
      #expect(Day(year: year, month: month, day: dayOfMonth)?.number == number)
    }
  }

  @Test(arguments: [
    ("2016-08-31", 6, "2017-02-28"), ("2015-08-31", 6, "2016-02-29"), ("2016-01-31", 1, "2016-02-29"),
    ("2016-11-30", 3, "2017-02-28"), ("2017-03-31", -18, "2015-09-30"), ("2016-10-15", 12, "2017-10-15"),
    ("2016-01-15", -1, "2015-12-15"),
  ])
  func `calendar months are added, and a day that does not exist becomes the last`(
    start: String, months: Int, end: String
  ) {
    #expect(day(start).adding(months: months) == day(end))
  }

  @Test(arguments: [
    ("1990-05-17", "2016-05-16", 25), ("1990-05-17", "2016-05-17", 26), ("1992-02-29", "2017-02-28", 24),
    ("1992-02-29", "2017-03-01", 25), ("1992-02-29", "2016-02-29", 24),
  ])
  func `age is in completed years`(birth: String, on: String, years: Int) {
    #expect(day(birth).age(on: day(on)) == years)
  }

  @Test func `nobody has an age before the birth`() { #expect(day("2000-01-02").age(on: day("2000-01-01")) == nil) }
}
