import Attack
import Testing

/// What one table gives away by itself.
@Suite struct OneTableTests {
  private func visitors(_ rows: String, margins: [String] = ["town"], says: [String: String] = [:]) -> Edition {
    var edition = Edition()
    let header = "town" + (rows.contains(";") ? "" : ",visitors")
    edition.add(
      "visits", of: "visit", margins: margins, says: Edition.visitors.merging(says) { $1 },
      "\(header)\n\(rows.replacing(" ", with: "\n"))\n")
    return edition
  }

  @Test func `what a total leaves is found, what two hide is not`() {
    let alone = visitors("total,73 a,s b,20 c,50").leaks()
    #expect(alone.map(\.count) == ["visit visitors town=a"])
    #expect(alone.first?.finding == "lies between 3 and 3")
    #expect(visitors("total,81 a,s b,20 c,s d,50").found == [])
  }

  @Test(arguments: [(6, true), (7, false)]) func `two hidden counts are found where they are few together`(
    both: Int, isFound: Bool
  ) {
    // Each is at least 1, so from 1 to 5 or to 6.
    #expect(visitors("total,\(20 + both) a,s b,20 c,s").found.isEmpty != isFound)
  }

  @Test(arguments: [(0, false), (1, true), (4, true), (5, false)]) func `a small count that is shown is a finding`(
    count: Int, isFound: Bool
  ) {
    #expect(visitors("total,\(count + 20) a,\(count) b,20").found == (isFound ? ["visit visitors town=a"] : []))
  }

  @Test func `how small is small depends on the unit`() {
    let rows = "total,23 a,3 b,20"
    #expect(visitors(rows, says: ["visitors": #""unit": "firms", "counts": "visitors""#]).found == [])
    #expect(visitors(rows, says: ["visitors": #""unit": "contracts", "counts": "visitors""#]).found == [])
  }

  @Test func `what may fall in several cells is no more than the sum of them, and no less than one`() {
    let distinct = ["visitors": #""unit": "people", "counts": "visitors", "distinct": true"#]
    // From 1 to 10.
    #expect(visitors("total,10 a,s b,8", says: distinct).found == [])
    // From 2 to 6, for the total cannot be made without it, nor be more than the total.
    #expect(visitors("total,6 a,s b,5", says: distinct).found == [])
    #expect(visitors("total,5 a,s b,5", says: distinct).leaks().map(\.finding) == ["lies between 1 and 5"])
    #expect(visitors("total,19 a,s b,s c,13", says: distinct).found == [])
    #expect(visitors("total,10 a,s b,5", says: distinct).leaks().map(\.finding) == [])
    #expect(visitors("total,s a,9 b,3", says: distinct).found.contains("visit visitors"))
  }

  @Test func `a total that is not its parts is said to be none`() {
    #expect(visitors("total,74 a,20 b,50").leaks().first?.finding.contains("does not add up") == true)
  }

  @Test func `what one publication hid the next must not show`() {
    let edition = visitors("total,26 a,6 b,20")
    #expect(edition.leaks(lastHidden: ["visit visitors town=a"]).map(\.count) == ["visit visitors town=a"])
    #expect(edition.leaks(lastHidden: ["visit visitors town=c"]).isEmpty)
    // Nobody is left of it to be found.
    #expect(visitors("total,20 a,0 b,20").leaks(lastHidden: ["visit visitors town=a"]).isEmpty)
  }

  @Test func `a count may have to be known less closely than others`() {
    let edition = visitors("total,81 a,s b,20 c,s d,50")
    // From 1 to 10.
    #expect(edition.leaks(widths: ["visit visitors town=a": 9]).isEmpty)
    #expect(edition.leaks(widths: ["visit visitors town=a": 10]).map(\.count) == ["visit visitors town=a"])
  }

  @Test func `a witness that does not add up is not believed`() {
    let edition = visitors("total,73 a,s b,20 c,50")
    let name = "visit visitors town=a"
    for change in [Int64(-2), 2, 10] {
      #expect(!edition.leaks(witnesses: Witnesses(truth: [name: 3], alternatives: [[name: change]])).isEmpty)
    }
    // Nor is a truth that none is.
    let open = visitors("total,81 a,s b,20 c,s d,50")
    let lie = Witnesses(truth: [name: 90, "visit visitors town=c": 1], alternatives: [[name: -80]])
    #expect(open.leaks(widths: [name: 10], witnesses: lie).map(\.count) == [name])
  }

  /// Two hidden counts of six or seven together, whose truth and whose other numbers add up.
  @Test(
    arguments: [
      (6, 3, [-2, 2], true), (7, 3, [-2, 3], false),
      // One that takes a count to nothing, or starts from it, is none: nothing is shown.
      (6, 3, [-3, 2], true), (6, 0, [1, 5], true), (6, 6, [-5, -1], true),
    ] as [(Int64, Int64, [Int64], Bool)])
  func `a witness is believed as far as it shows a count of somebody apart`(
    both: Int64, truth: Int64, changes: [Int64], isFound: Bool
  ) {
    let (one, other) = ("visit visitors town=a", "visit visitors town=c")
    let witnesses = Witnesses(
      truth: [one: truth, other: both - truth], alternatives: changes.map { [one: $0, other: -$0] })
    #expect(visitors("total,\(20 + both) a,s b,20 c,s").leaks(witnesses: witnesses).isEmpty != isFound)
  }

  // MARK: Several columns

  private func columns(_ says: [String: String], _ csv: String, margins: [String] = []) -> Edition {
    var edition = Edition()
    edition.add("visits", of: "visit", margins: margins, says: says, csv)
    return edition
  }

  private let all = #""unit": "people", "counts": "all""#

  @Test func `a part is no more than its whole`() {
    let csv = "town,all,some\na,5,s\n"
    #expect(columns(["all": all, "some": #""unit": "people", "counts": "some""#], csv).found == [])
    let says = ["all": all, "some": #""unit": "people", "counts": "some", "partOf": ["all"]"#]
    #expect(columns(says, csv).leaks().map(\.finding) == ["lies between 1 and 5"])
  }

  @Test func `a count may be the sum of two others`() {
    let csv = "town,all,some,rest\na,40,s,30\n"
    let some = #""unit": "people", "counts": "some""#
    let rest = #""unit": "people", "counts": "rest""#
    #expect(columns(["all": all, "some": some, "rest": rest], csv).found == [])
    let sum = all + #", "sumOf": ["some", "rest"]"#
    #expect(columns(["all": sum, "some": some, "rest": rest], csv).found == ["visit some town=a"])
  }

  @Test(arguments: [(40, false), (39, true), (36, true), (35, false)]) func `what a part leaves must not be small`(
    some: Int, isFound: Bool
  ) {
    let share = #""unit": "people", "counts": "some", "partOf": ["all"], "shareOf": ["all"]"#
    let csv = "town,all,some\na,40,\(some)\n"
    #expect(columns(["all": all, "some": share], csv).found == (isFound ? ["visit some town=a"] : []))
    let part = #""unit": "people", "counts": "some", "partOf": ["all"]"#
    #expect(columns(["all": all, "some": part], csv).found == [])
  }

  @Test func `a rate tells its part by its decimals`() {
    let some = #""unit": "people", "counts": "some""#
    let rate = #""unit": "share", "rate": {"part": "some", "whole": "all"}"#
    // Of 40 000, a rate of 4 decimals leaves from 11 998 to 12 002.
    let csv = { (rate: String) in "town,all,some,rate\na,40000,s,\(rate)\n" }
    let leaks = columns(["all": all, "some": some, "rate": rate], csv("0.3000")).leaks()
    #expect(leaks.map(\.finding).contains("lies between 11998 and 12002"))
    let coarse = columns(["all": all, "some": some, "rate": rate], csv("0.300")).leaks()
    #expect(coarse.map(\.finding) == ["is shown and follows from a hidden count"])
    let weighted = #""unit": "share", "rate": {"part": "some", "whole": "all", "weighted": true}"#
    let leaksOfWeights = columns(["all": all, "some": some, "rate": weighted], csv("0.3000")).leaks()
    #expect(leaksOfWeights.map(\.finding) == ["is shown and follows from a hidden count"])
  }

  @Test(arguments: [
    ("0.0750", true), ("0.0250", true), ("0.1000", true), ("0.1250", false), ("0.0000", false),
  ])
  func `a rate tells a small part that no column shows`(rate: String, isFound: Bool) {
    let says = ["all": all, "rate": #""unit": "share", "rate": {"part": "some", "whole": "all"}"#]
    #expect(columns(says, "town,all,rate\na,40,\(rate)\n").found == (isFound ? ["visit some town=a"] : []))
  }

  @Test func `a rate that is hidden hides its part, which the others must not tell`() {
    let says = ["all": all, "rate": #""unit": "share", "rate": {"part": "some", "whole": "all"}"#]
    let csv = "town,all,rate\ntotal,90,0.3333\na,40,s\nb,50,0.5400\n"
    #expect(columns(says, csv, margins: ["town"]).found == ["visit some town=a"])
  }

  @Test func `a number that follows from a hidden count is a finding, nothing of it is not`() {
    let says = ["all": all, "euro": #""unit": "money", "follows": ["all"]"#]
    let csv = { (euro: String) in "town,all,euro\na,s,\(euro)\n" }
    #expect(columns(says, csv("120.50")).found == ["visits town=a euro"])
    for sign in ["s", "nd", "0.00"] { #expect(columns(says, csv(sign)).found == []) }
    #expect(columns(says, "town,all,euro\na,7,120.50\n").found == [])
  }

  // MARK: What is not said

  @Test(arguments: [
    "", #""unit": "people""#, #""counts": "all""#, #""unit": "souls", "counts": "all""#,
    #""unit": "days", "follows": []"#,
    #""rows": {"by": "town", "values": {"b": {"open": true}}}"#,
  ]) func `a column that does not say what it is is a finding`(says: String) {
    #expect(columns(["all": says], "town,all\na,40\n").found.first?.hasPrefix("visits all") == true)
  }

  @Test func `a number that anyone may know needs no more words`() {
    #expect(columns(["all": #""open": true"#], "town,all\na,1\n").found == [])
  }

  @Test func `a table of an unknown fact, of one for the house, or of none, is a finding`() {
    var edition = Edition()
    edition.facts["secret"] = "internal"
    for (name, fact) in [("one", "other"), ("two", "secret"), ("three", nil)] {
      edition.add(name, of: fact, says: ["all": all], "town,all\na,40\n")
    }
    #expect(edition.found == ["one", "three", "two"])
    edition = Edition()
    edition.facts["weather"] = "open"
    edition.add("weather", of: "weather", says: [:], "town,degrees\na,2\n")
    #expect(edition.found == [])
  }

  @Test func `a file that the package does not name, or another than it describes, is a finding`() {
    var edition = Edition()
    edition.addFile("tables/more.csv")
    #expect(edition.found == ["tables/more.csv"])
    edition = Edition()
    edition.add("visits", of: "visit", says: ["all": all], "town,all\na,40,7\n")
    #expect(edition.found == ["visits"])
    #expect(attack(package: Array("{}".utf8), csv: [:]).map(\.count) == ["datapackage.json"])
  }
}
