import Count
import Facts
import LabourMarket
import Protect
import Testing

/// Sums that no margin of their table protects, and that another table may add up otherwise.
@Suite struct LoneSumTests {
  /// Hires of a FAP or of a sector, by year: how many, and of how many establishments.
  private typealias Counted = (year: String, label: String, hires: Int64, establishments: Int64)

  private func hidden(_ fact: Fact, by dimension: Dimension, _ counts: [Counted]) throws -> Set<String> {
    let definition = TableDefinition(
      name: "needs", fact: fact, dimensions: [NeedAndHireFact.year, dimension], measures: [HireFact.hires])
    var evidence = Evidence()
    var rows: [OutcomeTable.Row] = []
    for count in counts {
      let reference = CountReference(
        fact, HireFact.Column.hires, [NeedAndHireFact.year: count.year, dimension: count.label])
      evidence.counts[reference] = CountEvidence(
        count.hires, .hires,
        employers: CountEvidence.Employers(establishments: count.establishments, largest: 1, hires: count.hires))
      evidence.cells.append([Evidence.CellEvidence(counts: [reference], isCount: true)])
      rows.append(OutcomeTable.Row(labels: [count.year, count.label], cells: [.count(count.hires)]))
    }
    let protection = try Protection([OutcomeTable(definition, rows, evidence: evidence)], rules: Rules())
    return Set(protection.tables[0].rows.filter { $0.cells[0] == .secret }.map { $0.labels[0]! + $0.labels[1]! })
  }

  @Test(arguments: [
    (Fact.needAndHire, NeedAndHireFact.sector), (.needAndHireByFAP, NeedAndHireByFAPFact.fap),
  ])
  func `a sum that a year hides alone takes the smallest other of the year with it`(
    fact: Fact, dimension: Dimension
  ) throws {
    let counts: [Counted] = [
      ("2016", "a", 10, 2), ("2016", "b", 70, 9), ("2016", "c", 40, 9), ("2016", "d", 0, 0), ("2017", "a", 30, 9),
      ("2017", "b", 20, 9),
    ]
    #expect(try hidden(fact, by: dimension, counts) == ["2016a", "2016c"])
  }

  @Test func `two sums that are hidden need no third, and where none is hidden none is needed`() throws {
    let counts: [Counted] = [
      ("2016", "a", 10, 2), ("2016", "b", 12, 1), ("2016", "c", 40, 9), ("2017", "a", 30, 3), ("2017", "b", 20, 3),
    ]
    #expect(try hidden(.needAndHire, by: NeedAndHireFact.sector, counts) == ["2016a", "2016b"])
  }
}
