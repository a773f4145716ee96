import Attack
import Foundation
import Testing

/// What several tables give away together, by what the data package says of the ways from one to another.
@Suite struct TablesTogetherTests {
  private let visitors = Edition.visitors

  /// A count that a table hides among others, so that it says nothing by itself.
  private func edition(_ says: [String: String], _ csv: String, margins: [String] = [], filters: String = "") -> Edition
  {
    var edition = Edition()
    edition.add(
      "one", of: "visit", margins: margins, filters: filters, says: visitors.merging(says) { $1 }, csv)
    return edition
  }

  @Test func `a count that another table shows is found`() {
    var edition = edition([:], "town,visitors\na,s\nb,20\n")
    #expect(edition.found == [])
    edition.add("two", of: "visit", says: visitors, "town,visitors\na,9\nb,20\n")
    #expect(edition.leaks().map(\.finding) == ["is hidden in one table and shown in another"])
  }

  @Test func `a count of two values is a finding`() {
    var edition = edition([:], "town,visitors\na,8\nb,20\n")
    edition.add("two", of: "visit", says: visitors, "town,visitors\na,9\nb,20\n")
    #expect(edition.found == ["visit visitors town=a"])
  }

  @Test func `a table by fewer dimensions is the sum of one by more`() {
    var edition = edition([:], "town,age,visitors\na,old,s\na,young,20\nb,old,30\nb,young,9\n")
    edition.add("two", of: "stay", says: visitors, "town,visitors\na,23\nb,39\n")
    #expect(edition.found == [])
    edition.add("three", of: "visit", says: visitors, "town,visitors\na,23\nb,39\n")
    #expect(edition.found == ["visit visitors age=old town=a"])
  }

  @Test func `two tables agree in what both know, though neither is finer`() {
    var edition = edition([:], "town,age,visitors\na,old,s\na,young,20\nb,old,30\nb,young,9\n")
    edition.add("two", of: "visit", says: visitors, "sex,town,visitors\nf,a,11\nm,a,12\nf,b,9\nm,b,30\n")
    #expect(edition.found == ["visit visitors age=old town=a"])
  }

  @Test(arguments: [
    (#""prefix": 4"#, "2016"), (#""quarter": true"#, "2016-Q1"),
    (#""map": {"2016-02": ["spring"], "2016-03": ["spring"], "2017-04": ["summer"]}"#, "spring"),
  ]) func `a dimension that tells another adds up to it`(how: String, label: String) {
    let month = #""role": "dimension", "coarsensTo": [{"dimension": "season", \#(how)}]"#
    var edition = edition(["month": month], "month,visitors\n2016-02,s\n2016-03,20\n2017-04,50\n")
    edition.add("two", of: "visit", says: visitors, "season,visitors\n\(label),23\n")
    #expect(edition.found == ["visit visitors month=2016-02"])
  }

  @Test func `a dimension tells what is told by what it tells`() {
    let town = """
      "role": "dimension", "coarsensTo": [{"dimension": "county", "map": {"a": ["k"], "b": ["k"], "c": ["l"]}}]
      """
    let county = """
      "role": "dimension", "coarsensTo": [{"dimension": "country", "map": {"k": ["z"], "l": ["y"]}}]
      """
    var edition = edition(["town": town], "town,visitors\na,s\nb,20\nc,s\n")
    edition.add("two", of: "visit", says: visitors, "country,visitors\nz,23\ny,s\n")
    #expect(edition.found == [])
    // It is told beside another count.
    let children = #""unit": "people", "counts": "children""#
    edition.add("three", of: "visit", says: ["county": county, "children": children], "county,children\nk,7\nl,9\n")
    #expect(edition.found == ["visit visitors town=a"])
  }

  @Test func `two dimensions that tell of a third are tied by it`() {
    let sector =
      #""role": "dimension", "coarsensTo": [{"dimension": "interim", "map": {"agency": ["yes"], "shops": ["no"]}}]"#
    let contract = """
      "role": "dimension",
      "coarsensTo": [{"dimension": "interim", "map": {"short": ["yes"], "long": ["no"], "lasting": ["no"]}}]
      """
    var edition = edition(["sector": sector], "sector,visitors\nagency,30\nshops,s\n")
    edition.add(
      "two", of: "visit", says: visitors.merging(["contract": contract]) { $1 },
      "contract,visitors\nshort,s\nlong,40\nlasting,s\n")
    #expect(edition.found == ["visit visitors contract=short"])
  }

  /// The issue's own example: 114 = 32 + 46 + 34 + s.
  @Test func `what several values add up to tells the last of them`() {
    let scheme = """
      "role": "dimension", "coarsensTo": [{"dimension": "type", "map":
        {"p1": ["p"], "p2": ["p"], "p3": ["p"], "p4": ["p"], "q": ["c", "d"], "r": ["c", "d"]}}]
      """
    var edition = edition(
      ["scheme": scheme], "scheme,visitors\ntotal,s\np1,32\np2,46\np3,34\np4,s\nq,20\nr,s\n", margins: ["scheme"])
    #expect(edition.found == [])
    edition.add("two", of: "visit", margins: ["type"], says: visitors, "type,visitors\ntotal,s\nc,40\nd,s\np,114\n")
    #expect(edition.found == ["visit visitors scheme=p4"])
    #expect(edition.leaks().first?.finding == "lies between 2 and 2")
  }

  @Test func `of values that may be one of two, both together are as many`() {
    let scheme = """
      "role": "dimension", "coarsensTo": [{"dimension": "type", "map": {"p": ["p"], "q": ["c", "d"], "r": ["c", "d"]}}]
      """
    var edition = edition(["scheme": scheme], "scheme,visitors\np,90\nq,s\nr,20\n")
    edition.add("two", of: "visit", says: visitors, "type,visitors\np,90\nc,10\nd,13\n")
    #expect(edition.found == ["visit visitors scheme=q"])
  }

  @Test func `a value is no more than all that it may be`() {
    // Any trade may be interim.
    let trade = """
      "role": "dimension", "coarsensTo": [{"dimension": "sector", "map":
        {"1": ["farms", "interim"], "2": ["farms", "interim"], "3": ["shops", "interim"], "7": ["interim"]}}]
      """
    let csv = "trade,visitors\n1,s\n2,60\n3,s\n7,20\n"
    var edition = edition(["trade": trade], csv)
    edition.add("two", of: "visit", says: visitors, "sector,visitors\nfarms,64\nshops,s\ninterim,30\n")
    // No more of farms than 1 and 2, and of interim only 10 that are not of 7.
    #expect(edition.found == [])
    let leaks = edition.leaks(widths: ["visit visitors trade=1": 11])
    #expect(leaks.map(\.finding) == ["lies between 4 and 14"])
    edition.add("three", of: "visit", says: visitors, "visitors\n151\n")
    #expect(edition.found == ["visit visitors sector=shops"])
  }

  @Test(arguments: [false, true]) func `a value of which nothing is said tells nothing`(isSaid: Bool) {
    let town = """
      "role": "dimension", "coarsensTo":
        [{"dimension": "county", "map": {"a": ["k"], "b": ["k"]\(isSaid ? #", "?": ["l"]"# : "")}}]
      """
    var edition = edition(["town": town], "town,visitors\na,s\nb,20\n?,50\n")
    edition.add("two", of: "visit", says: visitors, "county,visitors\nk,43\nl,s\n")
    // The unknown may be of k too.
    #expect(edition.found == (isSaid ? ["visit visitors county=l", "visit visitors town=a"] : []))
  }

  @Test func `a table that is limited is the part of another that it is limited to`() {
    let limit = #"{"dimension": "town", "value": "a"}"#
    let csv = "town,age,visitors\na,old,s\na,young,20\nb,old,30\nb,young,9\n"
    var limited = edition([:], csv)
    limited.add("two", of: "visit", filters: limit, says: visitors, "visitors\n23\n")
    #expect(limited.found == ["visit visitors age=old town=a"])
    // Of a table that does not know the limit it is some.
    var some = edition([:], "age,visitors\nold,s\nyoung,20\n")
    some.add("two", of: "visit", filters: limit, says: visitors, "age,visitors\nold,s\nyoung,s\n")
    #expect(some.found == [])
    some.add("three", of: "visit", says: visitors, "visitors\n29\n")
    #expect(some.found == ["visit visitors age=old"])
    // Two of old at a town of nine: from 1 to 9, of young from 1 to 20.
    some.add("four", of: "visit", filters: limit, says: visitors, "visitors\n3\n")
    #expect(some.found.contains("visit visitors age=old town=a"))
  }

  @Test func `what may fall in several cells of a finer table is no more than their sum`() {
    let distinct = ["visitors": #""unit": "people", "counts": "visitors", "distinct": true"#]
    var edition = edition(distinct, "town,age,visitors\na,old,6\na,young,6\nb,old,30\n")
    edition.add("two", of: "visit", says: distinct, "town,visitors\na,s\nb,30\n")
    // From 6 to 12.
    #expect(edition.found == [])
    edition.add("three", of: "visit", says: distinct, "age,visitors\nold,33\nyoung,6\n")
    #expect(edition.found == [])
    edition.add("four", of: "visit", says: distinct, "age,town,week,visitors\nold,a,1,10\nyoung,a,1,6\nold,b,1,30\n")
    #expect(edition.found.contains("visit visitors town=a"))
  }

  @Test func `totals of what may fall in several cells are compared too`() {
    let distinct = #""unit": "people", "counts": "visitors", "distinct": true"#
    let month = #""role": "dimension", "coarsensTo": [{"dimension": "year", "prefix": 4}]"#
    var edition = edition(
      ["visitors": distinct, "month": month],
      """
      month,town,visitors
      2016-01,total,20
      2016-01,a,s
      2016-01,b,s
      2016-02,total,6
      2016-02,a,s
      2016-02,b,s

      """, margins: ["town"])
    edition.add(
      "two", of: "visit", margins: ["town"], says: ["visitors": distinct],
      "year,town,visitors\n2016,total,s\n2016,a,s\n2016,b,s\n")
    let leaks = edition.leaks(widths: ["visit visitors year=2016": 7])
    #expect(leaks.map(\.finding) == ["lies between 20 and 26"])
  }

  // MARK: Counts that hang together across facts

  /// Jobs by month, and beside something else by place: those of the years that both show are the same.
  private func jobs(_ posts: String, _ says: String, column: String = "jobs") -> Edition {
    var edition = Edition()
    let month = #""role": "dimension", "coarsensTo": [{"dimension": "year", "prefix": 4}]"#
    let count = #""unit": "contracts", "counts": "\#(column)""# + (column == "jobs" ? "" : #", "distinct": true"#)
    edition.add(
      "jobs", of: "job", margins: ["sector"], says: ["month": month, column: count],
      """
      month,sector,\(column)
      2015-12,total,60
      2015-12,shops,60
      2016-01,total,50
      2016-01,agency,30
      2016-01,shops,20
      2016-02,total,3
      2016-02,shops,3

      """)
    edition.add("posts", of: "post", says: [column: count + says], "year,place,sector,\(column)\n\(posts)")
    return edition
  }

  @Test func `jobs of a year beside the posts are those of its months, but for the agencies'`() {
    let same =
      #", "equals": {"count": {"count": "jobs", "fact": "job"}, "without": {"sector": ["agency"]}, "within": ["year"]}"#
    let posts = "2016,a,shops,s\n2016,b,shops,20\n"
    #expect(jobs(posts, "").found == [])
    #expect(jobs(posts, same).found == ["post jobs place=a sector=shops year=2016"])
    #expect(jobs(posts, same).leaks().first?.finding == "lies between 3 and 3")
  }

  @Test func `they are no more than those of all years`() {
    let same = #", "equals": {"count": {"count": "jobs", "fact": "job"}, "without": {}, "within": ["year"]}"#
    let count = #""unit": "contracts", "counts": "jobs""#
    var edition = Edition()
    edition.add("jobs", of: "job", says: ["jobs": count], "sector,jobs\nshops,83\n")
    edition.add(
      "posts", of: "post", says: ["jobs": count + same], "year,place,sector,jobs\n2016,a,shops,s\n2016,b,shops,20\n")
    #expect(edition.found == [])
    let leaks = edition.leaks(widths: ["post jobs place=a sector=shops year=2016": 63])
    #expect(leaks.map(\.finding) == ["lies between 1 and 63"])
  }

  @Test func `who is in a place was there in some month, and who was there in a month is in some place`() {
    let same =
      #", "equals": {"count": {"count": "persons", "fact": "job"}, "without": {"sector": ["agency"]}, "within": ["year"]}"#
    let posts = "2016,a,shops,s\n2016,b,shops,15\n"
    #expect(jobs(posts, "", column: "persons").found == [])
    // From 5, for 20 were there in January, to 23.
    let leaks = jobs(posts, same, column: "persons").leaks(widths: ["post persons place=a sector=shops year=2016": 19])
    #expect(leaks.map(\.finding) == ["lies between 5 and 23"])
  }

  // MARK: A curve

  private let month = "month"
  private let followed = #"{"count": "followed", "sameFor": ["month"]}"#

  private func curve(_ says: String, _ months: String, leavers: String = "town,all,hired\na,60,40\n") -> Edition {
    var edition = Edition()
    edition.add(
      "stays", of: "stay",
      says: ["all": #""unit": "people", "counts": "all""#, "hired": #""unit": "people", "counts": "hired""#], leavers)
    edition.add(
      "curve", of: "visit",
      says: [
        "followed": #""unit": "people", "counts": \#(followed)"#,
        "hired": #""unit": "people", "counts": "hired""# + says,
      ], "town,month,followed,hired\n" + months)
    return edition
  }

  @Test func `a count that does not depend on a dimension is one`() {
    #expect(curve("", "a,1,50,20\na,2,s,30\n").found == ["visit followed town=a"])
  }

  @Test func `a curve that rises lies between its neighbours`() {
    let months = "a,9,50,30\na,10,50,s\na,11,50,33\n"
    #expect(curve("", months).found == [])
    let leaks = curve(#", "rises": "month""#, months).leaks()
    #expect(leaks.map(\.finding) == ["lies between 30 and 33"])
  }

  @Test func `it is within the count of all until some month`() {
    let says = #", "partOf": [{"count": "hired", "fact": "stay", "upTo": {"month": 6}}]"#
    let few = "town,all,hired\na,60,5\n"
    #expect(curve("", "a,6,50,s\n", leavers: few).found == [])
    #expect(curve(says, "a,6,50,s\n", leavers: few).found == ["visit hired month=6 town=a"])
    #expect(curve(says, "a,7,50,s\n", leavers: few).found == [])
  }

  @Test func `those whom only one of two counts may have missed are few`() {
    // Of 60 only 57 are followed: of 40 hired in all, from 37 to 40 are among them.
    let says = """
      , "partOf": [{"count": "hired", "fact": "stay", "upTo": {"month": 6}}], "among": {"of": {"count": "hired",
      "fact": "stay"}, "to": \(followed), "in": {"count": "all", "fact": "stay"}, "at": {"month": "6"}}
      """
    #expect(curve(says, "a,6,57,s\n").leaks().map(\.finding) == ["lies between 37 and 40"])
    #expect(curve(says, "a,6,50,s\n").found == [])
    #expect(curve(says, "a,5,57,s\n").found == [])
  }

  // MARK: Sums since January, and single figures

  private func sums(_ rows: String, says: String = "") -> Edition {
    var edition = Edition()
    edition.add(
      "plan", of: "stay",
      says: [
        "month": #""role": "dimension", "coarsensTo": [{"dimension": "year", "prefix": 4}]"#,
        "visitors": #""unit": "people", "counts": {"count": "visitors", "fact": "visit"}"#,
        "cumulated": #""unit": "people", "counts": "cumulated""# + says,
      ], "month,visitors,cumulated\n" + rows)
    return edition
  }

  @Test func `a sum since January gains what it adds up, and starts anew with the year`() {
    let cumulates =
      #", "cumulates": {"count": {"count": "visitors", "fact": "visit"}, "along": "month", "within": "year"}"#
    let rows = "2016-11,20,20\n2016-12,s,23\n2017-01,9,9\n2017-03,s,16\n"
    #expect(sums(rows).found == [])
    #expect(sums(rows, says: cumulates).leaks().map(\.finding) == ["lies between 3 and 3", "lies between 7 and 7"])
    // January's own sum is its visitors.
    #expect(sums("2016-12,20,20\n2017-01,s,9\n", says: cumulates).found == ["visit visitors month=2017-01"])
  }

  @Test func `a figure may be the count of another table, of the year that its row names`() {
    var edition = edition(
      ["month": #""role": "dimension", "coarsensTo": [{"dimension": "year", "prefix": 4}]"#],
      "month,visitors\n2016-02,s\n2016-03,20\n2017-04,50\n")
    let all = #"{"count": "visitors", "fact": "visit", "where": {"year": {"column": "period"}}}"#
    let old = #"{"count": "visitors", "fact": "visit", "where": {"year": "2016", "age": "old"}}"#
    let rows = """
      "rows": {"by": "figure", "values": {"visitors": {"unit": "people", "counts": \(all)},
      "old": {"unit": "share", "rate": {"part": \(old), "whole": \(all)}}, "weather": {"open": true}}}
      """
    let says = ["value": rows, "period": #""open": true"#]
    edition.add("figures", of: "figure", says: says, "figure,value,period\nweather,fine,2016\nvisitors,27,2015\n")
    #expect(edition.found == [])
    edition.add("more", of: "figure", says: says, "figure,value,period\nvisitors,23,2016\nold,0.1304,2016\n")
    // 0.1304 of 23 is 3.
    #expect(edition.found == ["visit visitors age=old year=2016", "visit visitors month=2016-02"])
  }
}

/// Whatever this module can be told of our facts, it can only be told by what is published.
@Suite struct IndependenceTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `the attacker may import the CSV, the solver and the JSON decoder, and nothing else`() throws {
    let package = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(package.contains(#"module("Attack", ["Formats", "Solve"])"#))
    let folder = root.appending(path: "Sources/Attack")
    var imports: Set<Substring> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
      imports.formUnion(
        lines.filter { $0.contains("import ") && !$0.hasPrefix("/") }.map { $0.split(separator: " ").last! })
    }
    #expect(imports == ["Formats", "Foundation", "Solve"])
  }
}
