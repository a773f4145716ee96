import Attack
import Count
import Facts
import LabourMarket
import Protect
import Testing

/// Cases small enough to solve by hand (DOMAIN section 6).
@Suite struct HandSolvedTests {
  private let line = CountedTable.entries(by: ["dispositif"])
  private let square = CountedTable.entries(by: ["dispositif", "departement"])

  @Test func `counts of 1 to 4 are hidden, 0 and 5 are not`() throws {
    let tables = try protect(CountedTable.entries(by: ["dispositif"], margins: []).row([0, 1, 4, 5])).tables
    #expect(tables[0].row("a") == ["0"])
    #expect(tables[0].row("b") == ["s"])
    #expect(tables[0].row("c") == ["s"])
    #expect(tables[0].row("d") == ["5"])
  }

  @Test func `one hidden count in a row takes the smallest that is large enough with it`() throws {
    let (tables, leaks) = try protect(line.row([3, 20, 8, 50]))
    #expect(leaks == [])
    #expect(tables[0].row("a") == ["s"])
    #expect(tables[0].row("c") == ["s"])
    #expect(tables[0].row("b") == ["20"])
    #expect(tables[0].row("d") == ["50"])
    #expect(tables[0].row(nil) == ["81"])
  }

  @Test func `alone it is the total less the others, and the attacker says so`() throws {
    let leaks = try attacked([line.row([3, 20, 50]).hidingSmall()])
    #expect(leaks.map(\.count) == ["entry entries dispositif=a"])
    #expect(leaks.first?.finding == "lies between 3 and 3")
  }

  @Test func `two small counts are not enough if their sum is small`() throws {
    // 1 and 2 are 3 together: each is 1 or 2.
    let (tables, leaks) = try protect(line.row([1, 2, 30, 40]))
    #expect(leaks == [])
    #expect(tables[0].rows.count { $0.cells[0] == .secret } == 3)
  }

  /// Each is at least 1: of six from 1 to 5, of seven from 1 to 6.
  @Test(arguments: [([3, 3], 3), ([3, 4], 2), ([2, 4], 3)] as [([Int64], Int)])
  func `two small counts are enough from seven on`(small: [Int64], hidden: Int) throws {
    let (tables, leaks) = try protect(line.row(small + [30, 40]))
    #expect(leaks == [])
    #expect(tables[0].rows.count { $0.cells[0] == .secret } == hidden)
  }

  @Test func `a corner of a square takes the three others with it`() throws {
    let (tables, leaks) = try protect(square.grid([[3, 10, 60], [12, 11, 70], [80, 90, 75]]))
    #expect(leaks == [])
    for row in ["a", "b"] { for column in ["a", "b"] { #expect(tables[0].row(row, column) == ["s"]) } }
    #expect(tables[0].rows.count { $0.cells[0] == .secret } == 4)
  }

  @Test func `a total with one child that counts is hidden with it`() throws {
    let (tables, leaks) = try protect(line.row([3, 0, 0]))
    #expect(leaks == [])
    #expect(tables[0].row(nil) == ["s"])
    #expect(tables[0].row("b") == ["0"])
  }

  @Test func `two tables that share a margin are protected together`() throws {
    let byMonth = CountedTable.entries("by-month", by: ["dispositif", "month"])
    // No dispositif tells of a sex: facts of a type that their dispositif rules out would contradict each other.
    let one = CountedTable.entries(by: ["dispositif", "sex"]).grid([[3, 9], [20, 30]])
    // The same entries of dispositif a and b, by month: 12 and 50.
    let other = byMonth.table([
      (["a", "2016-01"], [12]), (["b", "2016-01"], [50]),
    ])
    let (tables, leaks) = try protect(one, other)
    #expect(leaks == [])
    let total = { (table: Int) in tables[table].row("a", nil) }
    #expect(total(0) == total(1))
  }

  @Test func `a rate does not give a hidden count away`() throws {
    let table = CountedTable.access(by: ["dispositif"]).table([
      (["a"], [40, 3]), (["b"], [50, 20]), (["c"], [60, 30]),
    ])
    let (tables, leaks) = try protect(table)
    #expect(leaks == [])
    #expect(tables[0].row("a") == ["40", "s", "s"])
    // Had the rate been left.
    var rows = tables[0].rows
    let place = try #require(rows.firstIndex { $0.labels == ["a"] })
    rows[place] = OutcomeTable.Row(labels: ["a"], cells: [.count(40), .secret, .share(3, of: 40)])
    #expect(try !attacked([OutcomeTable(rows: rows, of: table)]).isEmpty)
  }

  @Test(arguments: [(36, true), (40, false), (35, false)] as [(Int64, Bool)])
  func `nor a rate that leaves 1 to 4 of its whole`(access: Int64, isHidden: Bool) throws {
    let table = CountedTable.access(by: ["dispositif"]).table([
      (["a"], [40, access]), (["b"], [50, 20]), (["c"], [60, 30]),
    ])
    let (tables, leaks) = try protect(table)
    #expect(leaks == [])
    #expect((tables[0].row("a")[1] == "s") == isHidden)
    if isHidden { #expect(try !attacked([table]).isEmpty) }
  }

  @Test(arguments: [(36, true), (35, false), (40, false)] as [(Int64, Bool)])
  func `two counts without their rate leave no 1 to 4 either`(access: Int64, isHidden: Bool) throws {
    let definition = TableDefinition(
      name: "leavers", fact: .leaver, dimensions: [LeaverFact.dispositif],
      measures: [LeaverFact.leavers, LeaverFact.accessAny], margins: [LeaverFact.dispositif])
    let counts: [(String?, [Int64])] = [
      ("a", [40, access]), ("b", [50, 20]), ("c", [60, 30]), (nil, [150, access + 50]),
    ]
    var evidence = Evidence()
    let rows = counts.map { label, counts in
      let values = label.map { [LeaverFact.dispositif: $0] } ?? [:]
      let references = [LeaverFact.Column.mature, LeaverFact.Column.accessAny].map {
        CountReference(.leaver, $0, values)
      }
      for (reference, count) in zip(references, counts) { evidence.counts[reference] = CountEvidence(count, .persons) }
      evidence.cells.append(references.map { Evidence.CellEvidence(counts: [$0], isCount: true) })
      return OutcomeTable.Row(labels: [label], cells: counts.map { .count($0) })
    }
    let (tables, leaks) = try protect(OutcomeTable(definition, rows, evidence: evidence))
    #expect(leaks == [])
    #expect(tables[0].row("a") == ["40", isHidden ? "s" : "\(access)"])
  }

  @Test func `what one night hid the next does not show`() throws {
    let first = try Protection([line.row([3, 20, 8, 50])], rules: Rules())
    let kept = Set(first.hidden.map(\.reference))
    let tonight = line.row([6, 20, 8, 50])
    let (tables, leaks) = try protect(tonight, kept: kept)
    #expect(leaks == [])
    #expect(tables[0].row("a") == ["s"])
    let open = try Protection([tonight], rules: Rules())
    #expect(open.tables[0].row("a") == ["6"])
    #expect(try !attacked(open.tables, lastHidden: Set(kept.map(\.description))).isEmpty)
    // What is nothing tonight is shown: only a count of somebody is ever hidden.
    #expect(try protect(line.row([0, 20, 8, 50]), kept: kept).tables[0].row("a") == ["0"])
  }

  @Test func `a cell of two establishments, or that one dominates, is hidden whole`() throws {
    for (employers, isHidden) in [
      (CountEvidence.Employers(establishments: 2, largest: 50, hires: 100), true),
      (CountEvidence.Employers(establishments: 3, largest: 86, hires: 100), true),
      (CountEvidence.Employers(establishments: 3, largest: 85, hires: 100), false),
    ] {
      let definition = TableDefinition(
        name: "hires-by-sector", fact: .hire, dimensions: [HireFact.month], measures: [HireFact.hires])
      let reference = CountReference(.hire, HireFact.Column.hires, [HireFact.month: "2016-01"])
      var evidence = Evidence()
      evidence.counts[reference] = CountEvidence(100, .hires, employers: employers)
      evidence.cells = [[Evidence.CellEvidence(counts: [reference], isCount: true)]]
      let table = OutcomeTable(
        definition, [OutcomeTable.Row(labels: ["2016-01"], cells: [.count(100)])], evidence: evidence)
      #expect(try protect(table).tables[0].row("2016-01") == [isHidden ? "s" : "100"])
    }
  }
}
