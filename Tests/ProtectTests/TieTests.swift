import Count
import Deliveries
import Facts
import Ingest
import LabourMarket
import Protect
import Testing

/// Tables of the same facts by dimensions that give each other keep each other's secrets (DOMAIN section 6).
@Suite struct TieTests {
  private static let seeds = 1...20

  /// Protects tables beside each other, and each by itself.
  ///
  /// - Returns: how many hidden counts can be found out in each case.
  private func found(_ facts: Facts, _ tables: [OutcomeTable], bassins: BassinReference = BassinReference()) throws -> (
    together: [String], apart: [String]
  ) {
    let protected = { (tables: [OutcomeTable]) in
      try Protection(tables, rules: Rules(), coarsenings: Coarsenings(Rules(), bassins: bassins)).tables
    }
    return (facts.found(in: try protected(tables)), facts.found(in: try tables.flatMap { try protected([$0]) }))
  }

  private func expectTied(_ seeds: ClosedRange<Int> = seeds, _ made: (Int) -> (Facts, [OutcomeTable])) throws {
    var apart = 0
    for seed in seeds {
      let (facts, tables) = made(seed)
      let found = try found(facts, tables)
      #expect(found.together == [], "seed \(seed)")
      apart += found.apart.count
    }
    // They would have given each other away.
    #expect(apart > 0)
  }

  // MARK: Trainings

  private func trainings(_ seed: Int) -> Facts {
    let labels = [
      "dispositif": ["AFC", "AFPR", "POEC", "POEI_MONO", "?"], "departement": ["06", "13"],
      "training_type": ["certifiante", "prealable", "qualifiante"],
    ]
    return Facts(.leaver, labels, seed: seed) { labels in
      labels["dispositif"] == "?"
        ? seed % 3 == 0
        : (labels["training_type"] == "prealable") == ["AFPR", "POEC", "POEI_MONO"].contains(labels["dispositif"])
    }
  }

  @Test func `leavers by type of training, beside their dispositifs`() throws {
    try expectTied { seed in
      let facts = trainings(seed)
      return (
        facts,
        [
          facts.table("training-access", by: ["dispositif", "departement"]),
          facts.table("leavers-by-type", by: ["training_type", "departement"]),
        ]
      )
    }
  }

  @Test func `leavers of one type and of the département of another table, by filters that overlap`() throws {
    try expectTied { seed in
      let facts = trainings(seed)
      return (
        facts,
        [
          facts.table("prealable", by: ["departement"], where: ["training_type": "prealable"]),
          facts.table("bouches-du-rhone", by: ["dispositif"], where: ["departement": "13"]),
          facts.table("all", by: ["departement"]),
        ]
      )
    }
  }

  @Test func `leavers by quarter, beside the months of their exit`() throws {
    let labels = [
      "exit_month": ["2016-01", "2016-02", "2016-03", "2016-04", "2016-05"], "exit_quarter": ["2016-Q1", "2016-Q2"],
      "sex": ["1", "2"],
    ]
    try expectTied { seed in
      let facts = Facts(.leaver, labels, seed: seed) { labels in
        (labels["exit_month"]! <= "2016-03") == (labels["exit_quarter"] == "2016-Q1")
      }
      return (
        facts,
        [facts.table("by-month", by: ["exit_month"]), facts.table("by-quarter", by: ["exit_quarter", "sex"])]
      )
    }
  }

  @Test func `ages by five years, beside bands that begin between them`() throws {
    let bands = [
      "20-24": ["<26"], "25-29": ["<26", "26-50"], "45-49": ["26-50"], "50-54": ["26-50", ">50"], "?": ["?"],
    ]
    try expectTied { seed in
      let facts = Facts(
        .leaver, ["age_group": bands.keys.sorted(), "age_band": ["<26", "26-50", ">50", "?"]], seed: seed
      ) { labels in bands[labels["age_group"]!]!.contains(labels["age_band"]!) }
      return (facts, [facts.table("groups", by: ["age_group"]), facts.table("bands", by: ["age_band"])])
    }
  }

  @Test func `bands of age that overlap, one beside the other`() throws {
    let bands = ["<26": ["<26"], "26-50": ["26-49", ">=50"], ">50": [">=50"], "?": ["?"]]
    try expectTied { seed in
      let facts = Facts(
        .leaver,
        [
          "age_band": bands.keys.sorted(), "official_age_band": ["<26", "26-49", ">=50", "?"],
          "departement": ["06", "13"],
        ], seed: seed
      ) { labels in bands[labels["age_band"]!]!.contains(labels["official_age_band"]!) }
      return (
        facts,
        [
          facts.table("bands", by: ["age_band", "departement"]),
          facts.table("official", by: ["official_age_band", "departement"]),
        ]
      )
    }
  }

  // MARK: Hires

  /// By month, activity and contract; a contract of temporary work comes before the activity.
  private func hires(_ seed: Int) -> Facts {
    let sectors = ["4711F": "commerce", "4719A": "commerce", "5610A": "chr", "7820Z": "interim", "?": "?"]
    let labels = [
      "month": ["2015-12", "2016-01", "2016-02"], "year": ["2015", "2016"], "naf": sectors.keys.sorted(),
      "sector": ["chr", "commerce", "interim", "?"], "contract_class": ["CDI", "CDD<=1m", "interim"],
    ]
    return Facts(.hire, labels, seed: seed) { labels in
      let isInterim = labels["contract_class"] == "interim"
      return labels["month"]!.hasPrefix(labels["year"]!)
        && labels["sector"] == (isInterim ? "interim" : sectors[labels["naf"]!]!)
        && (labels["naf"] != "7820Z" || isInterim)
    }
  }

  @Test func `hires by activity, beside their sectors`() throws {
    try expectTied { seed in
      let facts = hires(seed)
      return (
        facts, [facts.table("by-naf", by: ["month", "naf"]), facts.table("by-sector", by: ["month", "sector"])]
      )
    }
  }

  @Test func `hires of a year by activity and contract, beside the months of their sectors`() throws {
    try expectTied(1...6) { seed in
      let facts = hires(seed)
      return (
        facts,
        [
          facts.table("by-sector", by: ["month", "sector"]),
          facts.table("by-naf", by: ["year", "naf", "contract_class"]),
        ]
      )
    }
  }

  @Test func `hires by class of contract, beside the sector of temporary work`() throws {
    try expectTied { seed in
      let facts = hires(seed)
      return (
        facts,
        [facts.table("by-class", by: ["month", "contract_class"]), facts.table("by-sector", by: ["month", "sector"])]
      )
    }
  }

  /// By month, commune and département; of a commune that is unknown the postcode may tell it.
  private func places(_ seed: Int) -> Facts {
    let labels = [
      "month": ["2016-01", "2016-02"], "year": ["2016"], "commune": ["06001", "06002", "13001", "13002", "?"],
      "departement": ["06", "13", "?"], "sector": ["chr", "commerce"],
    ]
    return Facts(.hire, labels, seed: seed) { labels in
      // Two communes have one leaf, which may be small.
      let only = ["06001": "2016-01", "13002": "2016-02"][labels["commune"]!]
      guard only == nil || (only == labels["month"] && labels["sector"] == "commerce") else { return false }
      return labels["commune"] == "?" ? seed % 3 == 0 : labels["commune"]!.hasPrefix(labels["departement"]!)
    }
  }

  @Test func `hires of a year by commune, beside the months of their départements`() throws {
    try expectTied { seed in
      let facts = places(seed)
      return (
        facts,
        [facts.table("by-commune", by: ["year", "commune"]), facts.table("by-month", by: ["month", "departement"])]
      )
    }
  }

  @Test func `hires of one département, beside the communes of one sector`() throws {
    try expectTied { seed in
      let facts = places(seed)
      return (
        facts,
        [
          facts.table("bouches-du-rhone", by: ["year", "sector"], where: ["departement": "13"]),
          facts.table("commerce", by: ["year", "commune"], where: ["sector": "commerce"]),
        ]
      )
    }
  }

  @Test func `hires by bassin, beside the départements that the reference gives them`() throws {
    // One of them lies in two.
    let bassins = [
      "06001": "9301", "06002": "9302", "06003": "9305", "13001": "9303", "13002": "9304", "13003": "9305", "?": "?",
    ]
    let reference = BassinReference([
      BassinReference.Zoning(
        bassins: Dictionary(
          uniqueKeysWithValues: bassins.compactMap { place, bassin in Commune(place).map { ($0, bassin) } }))
    ])
    var apart = 0
    for seed in TieTests.seeds {
      let facts = Facts(
        .hire,
        [
          "commune": bassins.keys.sorted(), "bassin": ["9301", "9302", "9303", "9304", "9305", "?"],
          "departement": ["06", "13", "?"],
        ], seed: seed
      ) { labels in
        guard bassins[labels["commune"]!] == labels["bassin"] else { return false }
        if labels["bassin"] == "9305", seed % 4 == 0 { return false }
        return labels["commune"] == "?" ? seed % 3 == 0 : labels["commune"]!.hasPrefix(labels["departement"]!)
      }
      let tables = [facts.table("by-bassin", by: ["bassin"]), facts.table("by-departement", by: ["departement"])]
      let found = try found(facts, tables, bassins: reference)
      #expect(found.together == [], "seed \(seed)")
      apart += found.apart.count
      // A third table says which communes they are.
      let more = try self.found(facts, tables + [facts.table("by-commune", by: ["commune"])], bassins: reference)
      #expect(more.together == [], "seed \(seed)")
    }
    #expect(apart > 0)
  }

  @Test func `hires beside needs by bassin, beside the sectors of all hires`() throws {
    let labels = [
      "year": ["2015", "2016"], "bassin": ["9301", "9302", "9303"], "sector": ["chr", "commerce", "interim"],
    ]
    try expectTied { seed in
      let facts = Facts(.hire, labels, seed: seed) { _ in true }
      return (
        facts,
        [
          facts.table("needs-and-hires", by: ["year", "bassin", "sector"], besideNeeds: true),
          facts.table("by-sector", by: ["year", "sector"]),
        ]
      )
    }
  }

  @Test func `a bassin gives its département in the zoning of the year alone`() {
    let place = Commune("13001")!
    let reference = BassinReference([
      BassinReference.Zoning(year: 2015, bassins: [place: "9301"]),
      BassinReference.Zoning(year: 2016, bassins: [place: "9302"]),
    ])
    let bassin = Coarsenings(Rules(), bassins: reference).of(.hire, HireFact.Column.hires).first {
      $0.coarse == HireFact.bassin
    }
    #expect(bassin?.values("13001", 2015) == ["9301"])
    #expect(bassin?.values("13001", 2016) == ["9302"])
    #expect(bassin?.values("13001", nil) == ["9301", "9302"])
    #expect(bassin?.values("?", 2016) == ["?"])
  }

  // MARK: What stops a run

  @Test func `tables that do not add up to each other stop the run by name`() throws {
    let (one, other) = (hires(1), hires(2))
    #expect(throws: Contradiction.self) {
      try Protection(
        [one.table("by-naf", by: ["month", "naf"]), other.table("by-sector", by: ["month", "sector"])], rules: Rules())
    }
  }

  @Test func `a table that cannot be protected is named, with the remedy`() throws {
    let definition = TableDefinition(
      name: "entries-by-month", fact: .entry, dimensions: [EntryFact.month], measures: [EntryFact.entries])
    let reference = CountReference(.entry, EntryFact.Column.entries, [EntryFact.month: "2016-01"])
    var evidence = Evidence()
    evidence.counts[reference] = CountEvidence(3, .persons)
    evidence.cells = [[Evidence.CellEvidence(counts: [reference], isCount: true)]]
    let table = OutcomeTable(
      definition, [OutcomeTable.Row(labels: ["2016-01"], cells: [.count(3)])], evidence: evidence)
    // Farther than any change goes that is looked for.
    var rules = Rules()
    rules.disclosure.interval = 20_000_000
    let failure = #expect(throws: ProtectionFailure.self) { try Protection([table], rules: rules) }
    #expect(failure?.table == "entries-by-month")
    #expect(failure?.description.contains("audience: internal") == true)
  }
}
