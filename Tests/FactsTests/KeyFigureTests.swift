import Count
import Deliveries
import Facts
import Ingest
import LabourMarket
import TestSupport
import Testing

/// The figures that the director is asked for, with what stands beside each (DOMAIN section 7).
@Suite struct `The key figures` {
  private static let measures = [
    KeyFigureFact.value, KeyFigureFact.unit, KeyFigureFact.period, KeyFigureFact.low, KeyFigureFact.high,
    KeyFigureFact.count, KeyFigureFact.of,
  ]

  private func figures(_ told: Told) throws -> [String: [String]] {
    let table = try told.table(.keyFigure, by: [KeyFigureFact.figure], Self.measures)
    return Dictionary(uniqueKeysWithValues: table.rows.map { ($0.labels[0]!, $0.cells.map(\.text)) })
  }

  @Test func `are one row each, in byte order`() throws {
    let table = try Told { _ in }.table(.keyFigure, by: [KeyFigureFact.figure], Self.measures)
    let names = table.rows.map { $0.labels[0]! }
    #expect(Set(names) == Set(KeyFigureFact.Figure.allCases.map(\.rawValue)) && names == names.sorted())
  }

  @Test func `are not available without their sources, and none is 0`() throws {
    for (name, cells) in try figures(Told { _ in }) {
      #expect(cells[0] == "nd", "\(name)")
      #expect(cells.dropFirst(3).allSatisfy { ["nd", ""].contains($0) }, "\(name): \(cells)")
    }
  }

  private func need(
    _ year: String, _ projects: String, _ difficult: String, region: String = "93", metier: String = "A0Z40"
  ) -> [String: String] {
    [
      "year": year, "metier": metier, "bassin": "9301", "projects": projects, "difficult": difficult,
      "region": region,
    ]
  }

  @Test func `on projects say what the secrets leave open`() throws {
    let rows = [
      need("2016", "10", "3"), need("2016", "*", "*", metier: "A0Z41"), need("2016", "99", "99", region: "84"),
    ]
    let figures = try figures(Told { $0.rows[.needs] = rows })
    #expect(figures["projects"] == ["11", "projects", "2016", "11", "14", "", ""])
    #expect(figures["difficult_projects"] == ["3", "projects", "2016", "3", "7", "", ""])
    // 3/11, from 3/14 to 7/11.
    #expect(figures["difficult_share"] == ["0.2727", "share", "2016", "0.2143", "0.6364", "3", "11"])
    // At most all: one project at least, and up to four that are difficult.
    let secret = try self.figures(Told { $0.rows[.needs] = [need("2016", "*", "*")] })
    #expect(secret["difficult_share"]?[4] == "1.0000")
  }

  @Test func `on projects are of the latest year that is not after the run's`() throws {
    let rows = [need("2015", "1", ""), need("2017", "2", ""), need("2018", "3", "")]
    #expect(try figures(Told { $0.rows[.needs] = rows })["projects"]?[2] == "2017")
    let before = Told { ($0.rows[.needs], $0.asOf) = (rows, "2016-12-31") }
    #expect(try figures(before)["projects"]?.prefix(3) == ["1", "projects", "2015"])
  }

  @Test func `on trainings count entries, and tell euro only where some were delivered`() throws {
    var told = Told {
      $0.rows[.training] = [("AFC", "1"), ("AFC", ""), ("POEI", ""), ("AIF", "1")].enumerated().map {
        [
          "session": String($0), "national_id": String($0 + 1), "start": "2016-05-02", "dispositif": $1.0,
          "certifinfo_1": $1.1,
        ]
      }
    }
    let without = try figures(told)
    #expect(without["training_entries"] == ["4", "entries", "2016", "", "", "", ""])
    #expect(without["training_amount"]?[0] == "nd")
    // 2 of 4, and 3 of 4.
    #expect(without["certifying_share"] == ["0.5000", "share", "2016", "0.1500", "0.8500", "2", "4"])
    #expect(without["certifying_or_qualifying_share"]?.suffix(2) == ["3", "4"])
    #expect(without["certifying_or_qualifying_share"]?[0] == "0.7500")
    told.rows[.costs] = [["session": "0", "amount": "12.5"]]
    #expect(try figures(told)["training_amount"]?[0] == "12.50")
  }

  @Test func `on offers are of the region, and days gained may be lost`() throws {
    let offers = [
      // Forty days in the twelve months before, then thirty; the mean of a third and two thirds of a day is told exactly.
      ("93", "2016-01-01", "2016-02-10"), ("93", "2016-12-01", "2016-12-31"), ("93", "2016-12-01", "2016-12-31"),
      ("93", "2016-12-01", "2017-01-01"), ("84", "2016-12-01", "2017-01-10"), ("93", "2017-03-01", ""),
    ]
    var told = Told {
      $0.rows[.offers] = offers.enumerated().map {
        ["offer": String($0), "region": $1.0, "filed": $1.1, "filled": $1.2]
      }
    }
    let figures = try figures(told)
    #expect(figures["open_offers"] == ["1", "offers", "2017-03-31", "", "", "", ""])
    #expect(figures["offer_days_region"]?[0] == "30.3" && figures["offer_days_elsewhere"]?[0] == "40.0")
    // 40 less 91/3 is 9.67.
    #expect(figures["offer_days_gained"] == ["9.7", "days", "2017-03-31", "", "", "", ""])
    told.rows[.offers]![0]["filled"] = "2016-01-21"
    #expect(try self.figures(told)["offer_days_gained"]?[0] == "-10.3")
  }

  @Test func `on trust weigh the answers, and count them`() throws {
    let answers = [("1", "oui"), ("2", "non"), ("3", "oui"), ("9", "")].enumerated().map {
      ["siret": "73282932000074", "date": "2017-01-0\($0 + 1)", "trust": $1.1, "weight": $1.0]
    }
    let trust = try figures(Told { $0.rows[.trust] = answers })["trust_rate"]
    #expect(trust?.prefix(3) == ["0.6667", "share", "2017-03-31"] && trust?.suffix(2) == ["2", "3"])
  }

  @Test func `rank the sectors that want to hire by weighted projects, without interim`() throws {
    let answers = [("5610A", "1"), ("0111Z", "2"), ("7820Z", "9"), ("4711B", "2"), ("", "7")]
    let siret = ["73282932000074", "55210023400012", "38012986646850", "44306184100047", "35600000000048"]
    let told = Told {
      $0.rows[.survey] = zip(siret, answers).map {
        ["siret": $0, "bassin": "9311", "weight": "1", "A0Z40": $1.1, "naf": $1.0]
      }
    }
    let figures = try figures(told)
    let names = KeyFigureFact.Figure.mainIntendedSectors.map { figures[$0.rawValue]![0] }
    #expect(names == ["agriculture", "commerce", "chr", "nd"])
    #expect(figures["main_intended_sector_1"]?[2] == "2016")
  }
}
