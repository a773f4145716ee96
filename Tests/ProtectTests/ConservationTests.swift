import Count
import Facts
import Testing

/// A margin is the sum of its parts, or the run fails.
@Suite struct ConservationTests {
  private func table(_ rows: [(String?, String?, Int64, Int64)]) -> OutcomeTable {
    let definition = TableDefinition(
      name: "hires", fact: .hire, dimensions: [HireFact.month, HireFact.departement],
      measures: [HireFact.hires, HireFact.persons], margins: [HireFact.departement])
    return OutcomeTable(
      definition, rows.map { OutcomeTable.Row(labels: [$0.0, $0.1], cells: [.count($0.2), .count($0.3)]) })
  }

  private func broken(_ rows: [(String?, String?, Int64, Int64)]) -> [String] {
    Conservation(marginsOf: table(rows)).brokenMargins
  }

  @Test func `a margin that is the sum of its parts holds`() {
    #expect(broken([("2016-10", nil, 5, 4), ("2016-10", "06", 2, 2), ("2016-10", "13", 3, 3)]).isEmpty)
  }

  @Test(arguments: [4, 6]) func `a margin of one more or one less does not`(hires: Int64) {
    let found = broken([("2016-10", nil, hires, 3), ("2016-10", "06", 2, 2), ("2016-10", "13", 3, 3)])
    #expect(found == ["table hires, 2016-10,total: hires is not the sum of its parts"])
  }

  @Test(arguments: [(2, false), (3, true), (5, true), (6, false)])
  func `different persons are no more than the sum of their parts, and no fewer than one`(persons: Int64, holds: Bool) {
    let found = broken([("2016-10", nil, 5, persons), ("2016-10", "06", 2, 2), ("2016-10", "13", 3, 3)])
    #expect(found.isEmpty == holds)
  }
}
