import Ingest
import LabourMarket
import Testing

@Suite struct `A file name pattern` {
  // Refusals first.

  @Test(arguments: [
    "XDP_<begin>_<delivered>", "XDP_<delivered", "XDP_DPAE", "", "XDP_<delivered>_<delivered>",
    "XDP_<last>_<delivered>",
  ])
  func `is refused when its placeholders make no sense`(text: String) {
    #expect(throws: FileNamePattern.Invalid.self) { try FileNamePattern(text) }
  }

  @Test func `names the placeholders that it knows`() {
    let error = #expect(throws: FileNamePattern.Invalid.self) { try FileNamePattern("XDP_<begin>_<delivered>") }
    #expect(
      error?.description
        == "unknown placeholder <begin> in 'XDP_<begin>_<delivered>'; known: <first>, <last>, <delivered>")
  }

  @Test(arguments: [
    "XDP_DPAE_20170101_20160101_20170105.csv.gz",  // the range ends before it begins
    "XDP_DPAE_20160231_20161231_20170105.csv.gz",  // no such day
    "XDP_DPAE_20160101_20161231_20171305.csv.gz",
    "XDP_DPAE_20160101_20161231.csv.gz",
    "XDP_DPAE_20160101_20161231_2017010.csv.gz",
    "XDP_DPAE_20160101_20161231_201701059.csv.gz",  // goes on with a digit
    "XDP_DPAE_20160101_20161231_20170105a.csv.gz",
    "XDP_DPAE_20160101_20161231_20170105é.csv.gz",
    "copy of XDP_DPAE_20160101_20161231_20170105.csv.gz",
    "XDP_DPAE_+2016101_20161231_20170105.csv.gz",
    "",
  ])
  func `does not match`(name: String) throws {
    #expect(try FileNamePattern("XDP_DPAE_<first>_<last>_<delivered>").match(name) == nil)
  }

  @Test func `gives the range and the delivery of a full delivery`() throws {
    let delivery = try FileNamePattern("XDP_DPAE_<first>_<last>_<delivered>")
      .match("XDP_DPAE_20160101_20161231_20170105.csv.gz")
    #expect(delivery == Delivery(delivered: time(2017, 1, 5), range: day(2016, 1, 1)...day(2016, 12, 31)))
  }

  @Test func `takes a range of one day`() throws {
    let delivery = try FileNamePattern("X_<first>_<last>_<delivered>").match("X_20160101_20160101_20160102")
    #expect(delivery?.range == day(2016, 1, 1)...day(2016, 1, 1))
  }

  @Test func `reads the names of the real extracts`() throws {
    let full = try FileNamePattern("LBB_XDPDPA_DPAE_<first>_<last>_<delivered>")
    let delta = try FileNamePattern("lbb_xdpdpae_delta_<delivered>")
    #expect(
      full.match("LBB_XDPDPA_DPAE_20151010_20161110_20161110_174915.csv.gz")
        == Delivery(delivered: time(2016, 11, 10, 17, 49, 15), range: day(2015, 10, 10)...day(2016, 11, 10)))
    #expect(delta.match("lbb_xdpdpae_delta_201511102200.csv") == Delivery(delivered: time(2015, 11, 10, 22, 0)))
    #expect(full.match("lbb_xdpdpae_delta_201511102200.csv") == nil)
  }

  @Test func `ends the range on the day of the delivery where the name gives its first day only`() throws {
    let full = try FileNamePattern("LBB_XDPDPAE_<delivered>_<first>")
    let name = { (delivered: String, first: String) in full.match("LBB_XDPDPAE_\(delivered)_\(first).csv") }
    #expect(
      name("2016-11-10", "2015-10-10")
        == Delivery(delivered: time(2016, 11, 10), range: day(2015, 10, 10)...day(2016, 11, 10)))
    #expect(name("20161110", "20151010") == name("2016-11-10", "2015-10-10"))
    #expect(name("2016-11-10", "2016-11-10")?.range == day(2016, 11, 10)...day(2016, 11, 10))
    #expect(name("2016-11-10", "2016-11-11") == nil)
  }

  @Test(arguments: [
    ("2016-11-10.csv", time(2016, 11, 10)), ("2016-11-10_174915.csv", time(2016, 11, 10, 17, 49, 15)),
    ("2016-11-101749.csv", time(2016, 11, 10, 17, 49)),
  ])
  func `takes a day with hyphens as one without`(name: String, expected: DeliveryTime) throws {
    #expect(try FileNamePattern("<delivered>").match(name)?.delivered == expected)
  }

  @Test(arguments: ["2016-1110.csv", "201611-10.csv", "2016-11-31.csv", "2016-11-1.csv", "2016-11", "2016_11_10.csv"])
  func `takes no day with half its hyphens, nor one that is not in the calendar`(name: String) throws {
    #expect(try FileNamePattern("<delivered>").match(name) == nil)
  }

  @Test func `compares the letters of the name in either case, without its folders`() throws {
    let pattern = try FileNamePattern("REFH_INDIVIDU_<delivered>")
    #expect(pattern.match("register/2017_01/refh_individu_20170105.csv")?.delivered == time(2017, 1, 5))
  }

  @Test(arguments: [
    ("20161110", time(2016, 11, 10)), ("201611101749", time(2016, 11, 10, 17, 49)),
    ("20161110174915", time(2016, 11, 10, 17, 49, 15)), ("20161110_1749", time(2016, 11, 10, 17, 49)),
    ("20161110_174915", time(2016, 11, 10, 17, 49, 15)), ("20161110_2.csv.gz", time(2016, 11, 10)),
    ("20161110_235959_2.csv", time(2016, 11, 10, 23, 59, 59)), ("20161110_1749_2.csv", time(2016, 11, 10, 17, 49)),
    // Not a time of day: the part of a delivery, not its hour.
    ("20161110_240000.csv", time(2016, 11, 10)), ("20161110_2360.csv", time(2016, 11, 10)),
  ])
  func `takes the longest delivery that is a real date and time`(name: String, expected: DeliveryTime) throws {
    #expect(try FileNamePattern("<delivered>").match(name)?.delivered == expected)
  }

  @Test(arguments: ["20161110240000.csv", "201611102360.csv", "2016111017.csv"])
  func `does not cut a number in two`(name: String) throws {
    #expect(try FileNamePattern("<delivered>").match(name) == nil)
  }
}

private func day(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year: year, month: month, day: day)! }

private func time(
  _ year: Int, _ month: Int, _ ofMonth: Int, _ hour: Int32 = 0, _ minute: Int32 = 0, _ second: Int32 = 0
) -> DeliveryTime {
  DeliveryTime(day: day(year, month, ofMonth), second: (hour * 60 + minute) * 60 + second)
}
