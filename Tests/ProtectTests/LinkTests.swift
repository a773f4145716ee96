import Attack
import Count
import Facts
import LabourMarket
import Protect
import Testing

/// What columns tell of each other, in one table and across facts: what places a hidden count is hidden with it, so that
/// the attacker, who is told by the data package alone, finds nothing.
@Suite struct LinkTests {
  private typealias Employers = CountEvidence.Employers

  /// - Parameter rows: the labels of a row, and the count of each measure.
  /// - Parameter employers: by the number of a row and a measure.
  private func table(
    _ fact: Fact, by dimensions: [Dimension], _ measures: [Measure], margins: Set<Dimension> = [],
    _ rows: [([String?], [Int64])], employers: (Int, Measure) -> Employers? = { _, _ in nil }
  ) -> OutcomeTable {
    var evidence = Evidence()
    let shown = rows.enumerated().map { row, found in
      let (labels, counts) = found
      let values = Dictionary(
        uniqueKeysWithValues: zip(dimensions, labels).compactMap { dimension, label in label.map { (dimension, $0) } })
      evidence.cells.append(
        zip(measures, counts).map { measure, count in
          let column = measure.countColumns[0]
          // The entries of a month of the plan are those of the tables on entries.
          let reference =
            measure == PlanMonthFact.entries
            ? CountReference(.entry, column, [EntryFact.month: labels[0]!]) : fact.reference(column, values)
          evidence.counts[reference] = CountEvidence(count, column.counts!, employers: employers(row, measure))
          return Evidence.CellEvidence(counts: [reference], isCount: true)
        })
      return OutcomeTable.Row(labels: labels, cells: counts.map { .count($0) })
    }
    let definition = TableDefinition(
      name: fact.name, fact: fact, dimensions: dimensions, measures: measures, margins: margins)
    return OutcomeTable(definition, shown, evidence: evidence)
  }

  // MARK: Parts and wholes

  private func leavers(_ counts: [Int64], _ measures: [Measure]) -> OutcomeTable {
    table(.leaver, by: [LeaverFact.dispositif], measures, [(["a"], counts)])
  }

  @Test func `a part that is hidden takes a whole with it that is little more`() throws {
    let measures = [LeaverFact.leavers, LeaverFact.accessAny, LeaverFact.access]
    let (tables, leaks) = try protect(leavers([60, 5, 4], measures))
    #expect(leaks == [])
    #expect(tables[0].row("a") == ["60", "s", "s"])
    #expect(try attacked([leavers([60, 5, 4], measures).hidingSmall()]).map(\.finding) == ["lies between 1 and 5"])
    #expect(try protect(leavers([60, 6, 4], measures)).tables[0].row("a") == ["60", "6", "s"])
  }

  @Test func `a part that is more than its whole stops the run`() throws {
    #expect(throws: Contradiction.self) {
      try Protection([leavers([10, 11], [LeaverFact.leavers, LeaverFact.accessAny])], rules: Rules())
    }
    _ = try Protection([leavers([10, 10], [LeaverFact.leavers, LeaverFact.accessAny])], rules: Rules())
  }

  @Test func `a count that two others add up to does not tell the hidden one of them`() throws {
    let answers = table(
      .answer, by: [AnswerFact.departement], [AnswerFact.answers, AnswerFact.recruiters, AnswerFact.others],
      [(["13"], [40, 38, 2]), (["83"], [40, 37, 3])])
    let (tables, leaks) = try protect(answers)
    #expect(leaks == [])
    #expect(tables[0].row("83") == ["40", "37", "3"])
    #expect(tables[0].row("13").count { $0 == "s" } == 2)
    let findings = try attacked([answers.hidingSmall()]).map(\.finding)
    #expect(findings == ["lies between 2 and 2", "lies between 3 and 3"])
  }

  @Test func `so few hires are of no more persons, and hidden for these`() throws {
    let hires = table(
      .hire, by: [HireFact.month], [HireFact.hires, HireFact.persons],
      [(["2016-01"], [4, 3]), (["2016-02"], [5, 3]), (["2016-03"], [4, 0])])
    let hidden = try Protection([hires], rules: Rules()).hidden
    let reasons = Dictionary(uniqueKeysWithValues: hidden.map { ($0.reference.description, $0.reason) })
    #expect(
      reasons == [
        "hire hires month=2016-01": .persons, "hire persons month=2016-01": .persons,
        "hire hires month=2016-02": .secondary, "hire persons month=2016-02": .persons,
      ])
  }

  /// Of 101 hires, 16 are the least whole number that is 15 per cent.
  @Test(arguments: [(93, true), (94, false)] as [(Int64, Bool)])
  func `hires that one establishment dominates are known to no less than 15 per cent`(
    ofMonth: Int64, isEnough: Bool
  ) throws {
    let hires = table(
      .hire, by: [HireFact.departement], [HireFact.hires, HireFact.hiresOfMonth], margins: [HireFact.departement],
      [(["13"], [101, ofMonth]), (["83"], [100, 92]), ([nil], [201, ofMonth + 92])]
    ) { row, measure in
      row == 0 && measure == HireFact.hires ? Employers(establishments: 9, largest: 100, hires: 101) : nil
    }
    // As many at least as last a month, and 109 at most, for the others are 92 at least.
    let beside = CountReference(.hire, HireFact.Column.hires, [HireFact.departement: "83"])
    let tables = try protect(hires, kept: [beside]).tables
    #expect(tables[0].row("13")[0] == "s" && tables[0].row("83")[0] == "s")
    #expect((tables[0].rows.count(of: .secret) == 2) == isEnough)
  }

  // MARK: The curve

  private func curve(_ months: [(String, [Int64])]) -> OutcomeTable {
    table(
      .leaverMonth, by: [LeaverMonthFact.dispositif, LeaverMonthFact.monthSinceExit],
      [LeaverMonthFact.leavers, LeaverMonthFact.accessAny], months.map { (["a", $0], $1) })
  }

  @Test func `a month of the curve that is hidden takes the next with it where that is little more`() throws {
    let months = curve([("1", [50, 4]), ("2", [50, 5]), ("3", [50, 20])])
    let (tables, leaks) = try protect(months)
    #expect(leaks == [])
    #expect(["1", "2", "3"].map { tables[0].row("a", $0)[1] } == ["s", "s", "20"])
    #expect(try attacked([months.hidingSmall()]).map(\.finding) == ["lies between 1 and 5"])
  }

  // MARK: Sums since January

  @Test func `a sum since January does not tell the entries of its month, and starts anew with the year`() throws {
    let plan = table(
      .planMonth, by: [PlanMonthFact.month], [PlanMonthFact.entries, PlanMonthFact.entriesCumulated],
      [(["2016-11"], [20, 20]), (["2016-12"], [3, 23]), (["2017-01"], [30, 30]), (["2017-02"], [9, 39])])
    let (tables, leaks) = try protect(plan)
    #expect(leaks == [])
    #expect(tables[0].row("2016-12") == ["s", "s"])
    for (month, counts) in [("2016-11", ["20", "20"]), ("2017-01", ["30", "30"]), ("2017-02", ["9", "39"])] {
      #expect(tables[0].row(month) == counts)
    }
    #expect(try attacked([plan.hidingSmall()]).map(\.finding) == ["lies between 3 and 3"])
  }

  // MARK: Hires beside needs

  /// Hires of one sector of 2016, and their persons: by bassin beside the needs, and by month.
  private func beside(
    _ measures: [Measure], bassins: [(String, [Int64])], months: [(String, [Int64])], establishments: [Int64] = []
  ) -> [OutcomeTable] {
    let needs = table(
      .needAndHire, by: [NeedAndHireFact.bassin, NeedAndHireFact.sector, NeedAndHireFact.year], measures,
      bassins.map { ([$0, "commerce", "2016"], $1) }
    ) { row, measure in
      guard measure == HireFact.hires, establishments.indices.contains(row) else { return nil }
      return Employers(establishments: establishments[row], largest: 1, hires: bassins[row].1[0])
    }
    return [
      needs, table(.hire, by: [HireFact.month, HireFact.sector], measures, months.map { ([$0, "commerce"], $1) }),
    ]
  }

  @Test func `hires of bassins are not the rest that the months of their sector leave`() throws {
    // Two bassins of few establishments have five hires together.
    let both = beside(
      [HireFact.hires], bassins: [("9301", [3]), ("9302", [2]), ("9303", [40])],
      months: [("2016-01", [25]), ("2016-02", [20])], establishments: [2, 1, 9])
    let (tables, leaks) = try protect(both[0], both[1])
    #expect(leaks == [])
    #expect(tables.reduce(0) { $0 + $1.rows.count(of: .secret) } > 2)
    #expect(try attacked(both.map { $0.hidingSmall() }).count == 2)
  }

  @Test func `persons of a bassin are at least those of a month whom no other bassin hired`() throws {
    // Of six hires, and two of seventeen persons at least: from 2 to 6.
    let both = beside(
      [HireFact.hires, HireFact.persons], bassins: [("9301", [6, 4]), ("9302", [20, 15])],
      months: [("2016-01", [20, 17]), ("2016-02", [6, 6])])
    let (tables, leaks) = try protect(both[0], both[1])
    #expect(leaks == [])
    #expect(tables.reduce(0) { $0 + $1.rows.count(of: .secret) } > 1)
    #expect(try attacked(both.map { $0.hidingSmall() }).map(\.finding) == ["lies between 2 and 6"])
  }

  @Test func `persons of a bassin are no more than those of all months`() throws {
    let both = beside(
      [HireFact.hires, HireFact.persons], bassins: [("9301", [50, 4]), ("9302", [50, 5])],
      months: [("2016-01", [100, 5])])
    let (tables, leaks) = try protect(both[0], both[1])
    #expect(leaks == [])
    #expect(tables.reduce(0) { $0 + $1.rows.count(of: .secret) } > 1)
    #expect(try attacked(both.map { $0.hidingSmall() }).map(\.finding) == ["lies between 1 and 5"])
  }

  // MARK: Key figures, and what is not there

  @Test(arguments: [(60, "0.5000"), (59, "s"), (0, "nd")] as [(Int64, String)])
  func `a rate of fewer than sixty leavers is no key figure`(leavers: Int64, shown: String) throws {
    let (part, whole) = (
      CountReference(.leaver, LeaverFact.Column.access, [:]), CountReference(.leaver, LeaverFact.Column.mature, [:])
    )
    var evidence = Evidence()
    evidence.counts = [part: CountEvidence(leavers / 2, .persons), whole: CountEvidence(leavers, .persons)]
    evidence.cells = [[Evidence.CellEvidence(counts: [part, whole], rate: Evidence.Rate(part, of: whole))]]
    let definition = TableDefinition(
      name: "key-figures", fact: .keyFigure, dimensions: [KeyFigureFact.figure], measures: [KeyFigureFact.value])
    let rate = leavers == 0 ? Cell.notAvailable : .share(30, of: 60)
    let table = OutcomeTable(
      definition, [OutcomeTable.Row(labels: ["access_rate"], cells: [rate])], evidence: evidence)
    #expect(try Protection([table], rules: Rules()).tables[0].row("access_rate") == [shown])
  }

  @Test(arguments: [(3, "s"), (5, "0.2000")] as [(Int64, String)])
  func `the share that nobody can place is hidden with what it is made of`(unknown: Int64, shown: String) throws {
    var counted = CountedTable.entries(by: ["dispositif"], margins: []).table([(["?"], [unknown]), (["a"], [20])])
    counted.unplacedShare = .share(1, of: 5)
    #expect(try Protection([counted], rules: Rules()).tables[0].unplacedShare?.text == shown)
  }

  @Test func `a table for the house is no table for the public`() throws {
    var house = CountedTable.entries("house", by: ["dispositif"]).definition
    house.isInternal = true
    let tables = try protect(
      CountedTable.entries(by: ["dispositif"]).row([9, 8]), CountedTable(definition: house).row([3, 8])
    ).tables
    #expect(tables.map(\.definition.name) == ["entries"])
  }
}

extension [OutcomeTable.Row] {
  /// How many of their cells hold the same.
  fileprivate func count(of cell: Cell) -> Int { reduce(0) { $0 + $1.cells.count { $0 == cell } } }
}
