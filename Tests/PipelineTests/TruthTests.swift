import Foundation
import TestSupport
import Testing

/// The generator says what it planted, in `truth.json`; the standard run on SampleInput must find it.
@Suite(.serialized) struct TruthTests {
  private struct Truth: Decodable {
    let notice: String
    let access: Rates
    let accessByQuarter: [String: Rates]
    let training: Training
    let needs: Needs
    let offers: Offers
    let trustRate: Double
    let publishedDeclarations: [String: Int]
    let rowsPerFile: [String: Int]

    struct Rates: Decodable {
      let leavers, accessAny, access, accessDurable, employed: Int
      let accessAnyRate, accessRate, accessDurableRate: Double
    }

    struct Training: Decodable {
      let entries, allEntries: Int
      let amountEur, allAmountEur, certifyingShare: Double
    }

    struct Needs: Decodable {
      let projects, projectsLow, secretCells: Int
      let surveyProjects, confirmedRate, othersHiringRate: Double
    }

    struct Offers: Decodable {
      let daysRegion, daysElsewhere: Double
    }
  }

  private static let input = "\(packageRoot)/SampleInput"

  private static let truth: Result<Truth, any Error> = Result {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Truth.self, from: Data(contentsOf: URL(filePath: "\(input)/truth.json")))
  }

  /// The standard run, once for all that look at it.
  nonisolated(unsafe) private static let night = Result {
    let night = try Night()
    try night.run(input: input)
    return night
  }

  private func figure(_ name: String) throws -> String {
    try #require(Self.night.get().table("key-figures").first { $0["figure"] == name }?["value"])
  }

  private func number(_ name: String) throws -> Double { try #require(Double(try figure(name))) }

  @Test func `the leavers, and what became of them, are those that were planted`() throws {
    let planted = try Self.truth.get().access
    let row = try Self.night.get().totals("training-access")
    let found = ["leavers", "access_any", "access", "access_durable", "employed"].map { Int(row[$0] ?? "") ?? -1 }
    #expect(
      found == [planted.leavers, planted.accessAny, planted.access, planted.accessDurable, planted.employed])
  }

  @Test func `seven quarters of exits qualify, and are those that were planted`() throws {
    let planted = try Self.truth.get().accessByQuarter
    let rows = try Self.night.get().table("training-access-by-quarter").filter { $0["dispositif"] == "total" }
    #expect(
      rows.map { $0["exit_quarter"] } == [
        "2015-Q1", "2015-Q2", "2015-Q3", "2015-Q4", "2016-Q1", "2016-Q2", "2016-Q3",
      ])
    for row in rows {
      let quarter = try #require(planted[row["exit_quarter"]!])
      let found = ["leavers", "access_any", "access", "access_durable"].map { Int(row[$0] ?? "") ?? -1 }
      #expect(
        found == [quarter.leavers, quarter.accessAny, quarter.access, quarter.accessDurable], "\(row["exit_quarter"]!)")
    }
    #expect(planted.count == rows.count)
  }

  @Test func `the trainings and what was paid for them are those that were planted`() throws {
    let planted = try Self.truth.get().training
    let all = try Self.night.get().totals("training-entries")
    #expect(all["entries"] == String(planted.allEntries))
    #expect(Double(all["amount_eur"] ?? "") == planted.allAmountEur)
    #expect(try number("training_entries") == Double(planted.entries))
    #expect(try number("training_amount") == planted.amountEur)
    #expect(abs(try number("certifying_share") - planted.certifyingShare) < 0.0001)
  }

  @Test func `the needs, the answers, the offers and the trust are those that were planted`() throws {
    let planted = try Self.truth.get()
    let needs = try #require(
      try Self.night.get().table("needs-by-area").first { row in
        row["year"] == "2016" && ["region", "departement", "family"].allSatisfy { row[$0] == "total" }
      })
    #expect(needs["projects_low"] == String(planted.needs.projectsLow))
    #expect(needs["secret_cells"] == String(planted.needs.secretCells))
    #expect(try number("projects") == Double(planted.needs.projectsLow))
    let weighted = try Self.night.get().table("needs-and-hires").filter { $0["year"] == "2016" }
      .reduce(0) { $0 + (Double($1["projects_weighted"] ?? "") ?? 0) }
    let ofInterim = planted.needs.surveyProjects - weighted
    #expect((0..<0.1 * planted.needs.surveyProjects).contains(ofInterim))
    #expect(abs(try number("confirmed_intentions") - planted.needs.confirmedRate) < 0.0001)
    #expect(abs(try number("offer_days_region") - planted.offers.daysRegion) <= 0.05)
    #expect(abs(try number("offer_days_elsewhere") - planted.offers.daysElsewhere) <= 0.05)
    #expect(abs(try number("trust_rate") - planted.trustRate) < 0.0001)
  }

  @Test func `the run gives the figures of the article, at one hundredth of its size`() throws {
    for (figure, quoted) in [
      ("access_any_rate", 0.60), ("access_rate", 0.55), ("access_durable_rate", 0.28), ("confirmed_intentions", 0.70),
      ("trust_rate", 0.70),
    ] {
      #expect(abs(try number(figure) - quoted) <= 0.01, "\(figure)")
    }
    #expect(try number("training_entries") == 710)
    #expect(abs(try number("training_amount") - 850_000) < 1)
    #expect(abs(try number("projects") - 1900) <= 19)
    #expect(abs(try number("offer_days_region") - 30) < 0.5)
    #expect(abs(try number("offer_days_elsewhere") - 35) < 0.5)
    #expect(
      try (1...4).map { try figure("main_sector_\($0)") } == ["services", "commerce", "chr", "agriculture"])
  }

  @Test func `the hires of the general scheme agree with the published series to a few per cent`() throws {
    let planted = try Self.truth.get().publishedDeclarations
    // Hires of one month or more in the year, of the sectors and classes that the series counts.
    let classes = ["CDI": ["CDI"], "CDD de plus d'un mois": ["CDD 1-6m", "CDD>=6m"]]
    for (contract, classes) in classes {
      let found = try Self.night.get().table("hires").filter { row in
        row["month"]!.hasPrefix("2016") && row["sector"] != "agriculture" && classes.contains(row["contract_class"]!)
      }
      .reduce(0) { $0 + (Int($1["hires"] ?? "") ?? 0) }
      let published = planted.filter { $0.key.hasPrefix("2016") && $0.key.hasSuffix(" \(contract)") }
        .reduce(0) { $0 + $1.value }
      #expect(abs(Double(found) / Double(published) - 1) < 0.05, "\(contract): \(found), published \(published)")
    }
  }

  @Test func `every file of the folder is told in the truth, and all of it is below six megabytes`() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.input)
    var bytes = 0
    for name in names {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(Self.input)/\(name)", isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      bytes += try Data(contentsOf: URL(filePath: "\(Self.input)/\(name)")).count
      guard !["truth.json", "notice.txt"].contains(name) else { continue }
      #expect(try Self.truth.get().rowsPerFile[name] != nil, "\(name)")
    }
    #expect(bytes < 6_000_000)
  }

  @Test func `monthly deliveries of a source are about as long as each other`() throws {
    let rows = try Self.truth.get().rowsPerFile
    for prefix in ["training/stagiaires", "training/sessions", "offers/", "register/"] {
      let counts = rows.filter { $0.key.hasPrefix(prefix) }.map(\.value).sorted()
      let median = Double(counts[counts.count / 2])
      for count in counts { #expect(abs(Double(count) / median - 1) <= 0.3, "\(prefix): \(count) of \(median)") }
    }
  }

  @Test func `what is published says that it is invented`() throws {
    let notice = try Self.truth.get().notice
    #expect(notice.contains("inventées"))
    for file in ["report.html", "dictionary.html", "datapackage.json"] {
      #expect(try Self.night.get().text(file).contains(notice), "\(file)")
    }
  }
}
