import Count
import Deliveries
import Facts
import LabourMarket
import TestSupport
import Testing

/// The hires of the region beside the series that the collecting body publishes (DOMAIN sections 2.10 and 7).
@Suite struct `Hires beside the published series` {
  private func series(_ contract: String, _ count: String, region: String = "93", month: String = "2016-10-31")
    -> [String: String]
  {
    ["region": region, "contract": contract, "count": count, "month_end": month]
  }

  private func rows(
    _ declared: [Declared], _ published: [[String: String]], _ change: (inout Rules) -> Void = { _ in }
  ) throws -> [[String]: [String]] {
    let told = Told {
      ($0.declared, $0.rows[.publishedDeclarations]) = (declared, published)
      change(&$0.rules)
    }
    let dimensions = [HireAndPublishedFact.month, HireAndPublishedFact.contract]
    let measures = [HireAndPublishedFact.hires, HireAndPublishedFact.published, HireAndPublishedFact.ratio]
    return try told.table(.hireAndPublished, by: dimensions, measures).written
  }

  private func hire(_ person: Int = 1, _ change: (inout Declared) -> Void = { _ in }) -> Declared {
    Declared {
      ($0.person, $0.organisme) = (String(person), "URS")
      change(&$0)
    }
  }

  @Test func `count by month and contract, of those that both have`() throws {
    let longer = hire(2) { ($0.contract, $0.end) = (.cdd, "2016-12-31") }
    let november = hire(3) { $0.hired = "2016-11-02" }
    let published = [series("CDI", "3"), series("CDD de plus d'un mois", "2")]
    #expect(
      try rows([hire(), longer, november], published)
        == [["2016-10", "CDI"]: ["1", "3", "0.3333"], ["2016-10", "CDD>1m"]: ["1", "2", "0.5000"]])
  }

  @Test(arguments: [("2016-11-02", false), ("2016-11-03", true)])
  func `of a fixed term count from the thirty-second day`(last: String, isCounted: Bool) throws {
    let fixed = hire { ($0.contract, $0.end) = (.cdd, last) }
    let found = try rows([fixed], [series("CDD de plus d'un mois", "1")])
    #expect(found == (isCounted ? [["2016-10", "CDD>1m"]: ["1", "1", "1.0000"]] : [:]))
  }

  @Test func `are of the region, of the general scheme and no interim`() throws {
    let published = [series("CDI", "10")]
    for (place, change) in [
      { $0.organisme = "MSA" }, { $0.organisme = "" }, { $0.naf = "7820Z" }, { $0.commune = "69123" },
    ].enumerated() as EnumeratedSequence<[(inout Declared) -> Void]> {
      #expect(try rows([hire(1, change)], published) == [:], "\(place)")
    }
    #expect(try rows([hire { $0.organisme = "URSSAF" }], published).count == 1)
    #expect(try rows([hire { $0.organisme = "MSA" }], published) { $0.generalScheme = ["MSA"] }.count == 1)
    #expect(
      try rows([hire { $0.commune = "69123" }], [series("CDI", "1", region: "84")]) { $0.region = "84" }.count == 1)
  }

  @Test func `stand beside the sum over former regions, and beside no other region`() throws {
    let published = [
      series("CDI", "3").merging(["former_region": "21"]) { $1 },
      series("CDI", "4").merging(["former_region": "41"]) { $1 }, series("CDI", "99", region: "84"),
    ]
    #expect(try rows([hire()], published) == [["2016-10", "CDI"]: ["1", "7", "0.1429"]])
  }
}

/// The regions that there are since 2016.
@Suite struct `A département` {
  @Test(arguments: [
    ("04", "93"), ("13", "93"), ("2A", "94"), ("69", "84"), ("75", "11"), ("93", "11"), ("971", "01"), ("976", "06"),
  ])
  func `lies in one region`(departement: String, region: String) {
    #expect(Departement(column: departement)?.region == region)
  }

  @Test func `has a region wherever there is one, eighteen in all`() {
    let mainland = (1...95).filter { $0 != 20 }.map { $0 < 10 ? "0\($0)" : String($0) } + ["2A", "2B"]
    let all = mainland + ["971", "972", "973", "974", "976"]
    #expect(Set(all.compactMap { Departement(column: $0)?.region }).count == 18)
    #expect(all.allSatisfy { Departement(column: $0)?.region != nil } && all.count == 101)
    #expect(Departement(column: "975") != nil && Departement(column: "975")?.region == nil)
  }
}
