import Count
import Facts
import Report
import Testing

@Suite struct `The report finds its tables` {
  private func table(
    _ name: String, dimensions: [String], margins: Set<String>, filters: [TableDefinition.Filter] = [],
    rows: [([String?], [Cell])],
    measures: [String] = ["hires"]
  ) -> OutcomeTable {
    OutcomeTable(
      TableDefinition(
        name: name, fact: .hire, dimensions: dimensions.map { Fact.hire.dimension($0)! },
        measures: measures.map { Fact.hire.measure($0)! }, margins: Set(margins.map { Fact.hire.dimension($0)! }),
        filters: filters),
      rows.map { OutcomeTable.Row(labels: $0.0, cells: $0.1) })
  }

  @Test func `by what they count, whatever their name, and adds up what has no total`() {
    let hires = table(
      "mes-embauches", dimensions: ["month", "bassin", "contract_class"], margins: [],
      rows: [(["2016-01", "a", "CDI"], [.count(1200)]), (["2016-01", "b", "CDI"], [.count(34)])])
    let page = Sample.facts([hires]).text
    #expect(page.contains("<dd>tables/mes-embauches.csv</dd>"))
    #expect(page.contains("1\u{202F}234"))
  }

  @Test func `and never counts a total beside its parts`() {
    let hires = table(
      "t", dimensions: ["month", "bassin", "contract_class"], margins: ["bassin"],
      rows: [(["2016-01", nil, "CDI"], [.count(7)]), (["2016-01", "a", "CDI"], [.count(7)])])
    #expect(Sample.facts([hires]).text.contains("7 embauches en 1 mois"))
  }

  @Test func `and says at least of a sum with a secret part`() {
    let hires = table(
      "t", dimensions: ["month", "bassin", "contract_class"], margins: [],
      rows: [(["2016-01", "a", "CDI"], [.count(7)]), (["2016-01", "b", "CDI"], [.secret])])
    #expect(Sample.facts([hires], isPublic: true).text.contains("≥\u{202F}7 embauches"))
  }

  @Test func `and says nothing of a sum whose parts are all secret`() {
    let hires = table(
      "t", dimensions: ["month", "bassin", "contract_class"], margins: [],
      rows: [(["2016-01", "a", "CDI"], [.secret]), (["2016-01", "b", "CDI"], [.secret])])
    #expect(Sample.facts([hires], isPublic: true).text.contains("<td class=\"n\">s</td>"))
  }

  @Test func `and says by what a table is filtered, taking one without filter first`() {
    let filter = TableDefinition.Filter(dimension: HireFact.departement, value: "13")
    let rows: [([String?], [Cell])] = [(["2016-01", "CDI"], [.count(7)])]
    let part = table("part", dimensions: ["month", "contract_class"], margins: [], filters: [filter], rows: rows)
    let whole = table("whole", dimensions: ["month", "contract_class"], margins: [], rows: rows)
    #expect(Sample.facts([part]).text.contains("<dd>departement = 13</dd>"))
    #expect(!Sample.facts([part, whole]).text.contains("departement = 13"))
  }

  @Test func `and never adds rates up`() {
    let table = OutcomeTable(
      TableDefinition(
        name: "t", fact: .leaver, dimensions: [LeaverFact.dispositif, LeaverFact.sex], measures: Sample.measures,
        margins: [LeaverFact.dispositif]),
      [OutcomeTable.Row(labels: [nil, "1"], cells: Sample.row(nil, 5, of: 10).cells)])
    #expect(!Sample.facts([table]).text.contains("<svg"))
  }

  @Test func `and draws hires by how long they last where classes of contract are internal`() {
    let hires = table(
      "hires-by-sector", dimensions: ["month", "sector"], margins: ["sector"],
      rows: [
        (["2016-01", nil], [.count(100), .count(40), .count(15)]),
        (["2016-02", nil], [.count(90), .secret, .count(12)]),
      ],
      measures: ["hires", "hires_1m", "hires_durable"])
    let page = Sample.facts([hires], isPublic: true).text
    #expect(
      page.contains(
        "<th scope=\"row\">janv. 2016</th><td class=\"n\">15</td><td class=\"n\">25</td><td class=\"n\">60</td>"))
    #expect(
      page.contains(
        "<th scope=\"row\">févr. 2016</th><td class=\"n\">12</td><td class=\"n\">s</td><td class=\"n\">s</td>"))
  }
}
