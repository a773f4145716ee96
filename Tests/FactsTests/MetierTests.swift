import Count
import Deliveries
import Facts
import Ingest
import LabourMarket
import TestSupport
import Testing

/// Hires by métier, which no declaration says: by the activity of the establishment (DOMAIN section 2.9).
@Suite struct `Hires by FAP` {
  private static let measures = [NeedAndHireFact.projectsWeighted, NeedAndHireByFAPFact.hiresWeighted]

  /// Three hires in 5610A and one in 0111Z, beside an answer with two projects in S1Z20.
  private func told(_ references: [Source: [[String: String]]]) -> Told {
    Told {
      $0.rows = references
      $0.rows[.survey] = [["siret": "73282932000074", "bassin": "9311", "weight": "1.5", "S1Z20": "2"]]
      $0.declared = (1...3).map { person in Declared { $0.person = String(person) } }
      $0.declared.append(Declared { ($0.person, $0.naf) = ("4", "0111Z") })
    }
  }

  private func rows(_ references: [Source: [[String: String]]]) throws -> [[String]: [String]] {
    let dimensions = [NeedAndHireByFAPFact.year, NeedAndHireByFAPFact.fap]
    return try told(references).table(.needAndHireByFAP, by: dimensions, Self.measures).written
  }

  private func naf(_ naf: String, _ fap: String, _ weight: String, year: String = "") -> [String: String] {
    ["naf": naf, "fap": fap, "weight": weight, "year": year]
  }

  @Test func `are shared by what works in an activity, and the rest has no FAP`() throws {
    let rows = try rows([.nafFap: [naf("5610A", "S1Z20", "0.25"), naf("5610A", "S1Z40", "0.75")]])
    #expect(
      rows == [
        ["2016", "S1Z20"]: ["3.00", "0.75"], ["2016", "S1Z40"]: ["0.00", "2.25"], ["2016", "?"]: ["0.00", "1.00"],
      ])
  }

  @Test func `take the ROME of an activity where nothing says who works in it`() throws {
    // Of 5610A: 30 of G1602, half in each FAP, and 10 of G1803, all in S2Z60; A1101 has no FAP and does not count.
    let romes = [("G1602", "30"), ("G1803", "10"), ("A1101", "1000")].map {
      ["rome": $0.0, "naf": "5610A", "hirings": $0.1]
    }
    let faps = [("S1Z20", "G1602"), ("S1Z40", "G1602"), ("S2Z60", "G1803")].map { ["fap": $0.0, "rome": $0.1] }
    let rows = try rows([.romeNaf: romes, .fapRome: faps])
    // 3 x 15/40 is 1.125, a half in the third decimal.
    #expect(
      rows == [
        ["2016", "S1Z20"]: ["3.00", "1.13"], ["2016", "S1Z40"]: ["0.00", "1.13"], ["2016", "S2Z60"]: ["0.00", "0.75"],
        ["2016", "?"]: ["0.00", "1.00"],
      ])
  }

  @Test func `by the first reference do not look at the others`() throws {
    let rows = try rows([
      .nafFap: [naf("5610A", "S1Z20", "1"), naf("0111Z", "S1Z20", "1")],
      .romeNaf: [["rome": "G1602", "naf": "5610A", "hirings": "1"]], .fapRome: [["fap": "S1Z40", "rome": "G1602"]],
    ])
    #expect(rows == [["2016", "S1Z20"]: ["3.00", "4.00"]])
  }

  @Test func `are not available where no reference places them, and none is unplaced`() throws {
    #expect(try rows([.fapRome: [["fap": "S1Z40", "rome": "G1602"]]]) == [["2016", "S1Z20"]: ["3.00", "nd"]])
  }

  @Test func `by interim are in no row, nor are the answers of agencies`() throws {
    var told = told([.nafFap: [naf("7820Z", "S1Z20", "1")]])
    told.rows[.survey]![0]["naf"] = "7820Z"
    told.declared = [Declared { $0.naf = "7820Z" }, Declared { $0.contract = .ctt }]
    let dimensions = [NeedAndHireByFAPFact.year, NeedAndHireByFAPFact.fap]
    #expect(try told.table(.needAndHireByFAP, by: dimensions, Self.measures).written == [:])
  }

  @Test(arguments: [(2015, "A"), (2016, "A"), (2017, "A"), (2018, "B"), (2019, "B")])
  func `are shared by the latest reference that is not after their year, else the earliest`(
    year: Int, fap: String
  ) throws {
    let weights = try Told {
      $0.rows[.nafFap] = [naf("5610A", "B", "1", year: "2018"), naf("5610A", "A", "1", year: "2016")]
    }.faps
    #expect(weights.shares(of: "5610A", in: year).map(\.fap) == [fap])
  }

  @Test(arguments: [("0.499", true), ("0.4989", false), ("0.501", true), ("0.5011", false)])
  func `need weights that sum to 1 within a thousandth`(weight: String, isWhole: Bool) throws {
    let byActivity = try Told { $0.rows[.nafFap] = [naf("5610A", "A", "0.5"), naf("5610A", "B", weight)] }.faps
    #expect((byActivity.unbalanced[.nafFap] == []) == isWhole)
    let rows = [("A", "0.5"), ("B", weight)].map { ["fap": $0.0, "rome": "G1602", "weight": $0.1] }
    #expect((try Told { $0.rows[.fapRome] = rows }.faps.unbalanced[.fapRome] == []) == isWhole)
  }
}
