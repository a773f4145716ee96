import Count
import Deliveries
import Facts
import LabourMarket
import Testing

/// Offers as they are seen on the day of their delivery, 15 March 2017 (DOMAIN section 5).
@Suite struct `Offers` {
  private static let measures = [
    OfferFact.filled, OfferFact.daysMean, OfferFact.open, OfferFact.daysMeanBefore, OfferFact.daysSurvival,
  ]

  /// - Parameter offers: filed and filled; empty where they are not filled.
  private func row(_ offers: (String, String)...) throws -> [String] { try row(offers) }

  private func row(_ offers: [(String, String)], measures: [Measure] = Self.measures) throws -> [String] {
    let told = Told {
      $0.rows[.offers] = offers.enumerated().map {
        ["offer": String($0), "region": "93", "departement": "13", "filed": $1.0, "filled": $1.1]
      }
    }
    let table = try told.table(.offer, by: [OfferFact.region], measures, margins: [OfferFact.region])
    return table.written[["93"]] ?? ["no row"]
  }

  @Test(arguments: [
    ("2017-03-15", ["1", "10.0", "0", "nd"]), ("2016-03-16", ["1", "10.0", "0", "nd"]),
    ("2016-03-15", ["0", "nd", "0", "10.0"]), ("2015-03-16", ["0", "nd", "0", "10.0"]), ("2015-03-15", ["no row"]),
  ])
  func `count in the months up to the day until which they are observed, and in as many before`(
    filled: String, expected: [String]
  ) throws {
    let filed = (Day(iso: filled)?.number).map { Day(number: $0 - 10).description } ?? ""
    #expect(try Array(row((filed, filled)).prefix(4)) == expected)
  }

  @Test func `are open where they are filed and not filled by that day`() throws {
    #expect(try row(("2017-03-15", ""))[2] == "1")
    #expect(try row(("2017-03-16", "")) == ["no row"])
    // Filled on the next day, of which nothing is known yet.
    #expect(try row(("2017-03-01", "2017-03-16"))[2] == "1")
    #expect(try row(("2017-03-01", "2017-03-15"))[2] == "0")
    #expect(try row(("2010-01-01", ""))[2] == "1")
  }

  @Test func `that wait count in the survival, which a mean of those filled forgets`() throws {
    // Three of four still wait: the one that was filled at once says little.
    let waiting = [("2017-01-01", ""), ("2017-01-01", ""), ("2017-01-01", "")]
    #expect(try row([("2017-01-01", "2017-01-03")] + waiting).suffix(1) == ["nd"])
    #expect(try row(("2017-01-01", "2017-01-03")).suffix(1) == ["2.0"])
  }

  @Test func `survive by half exactly, and by more than half not`() throws {
    // 3/4 x 2/3 = 1/2, and 4/5 x 3/4 = 3/5.
    let filled = [("2017-01-01", "2017-01-02"), ("2017-01-01", "2017-01-03")]
    let waiting = ("2017-01-01", "")
    #expect(try row(filled + [waiting, waiting]).last == "2.0")
    #expect(try row(filled + [waiting, waiting, waiting]).last == "nd")
  }

  @Test func `are filled before others are seen no longer, on one day`() throws {
    // One of three is filled on its third day: 2/3 are left. Had the second gone before, it would be 1/2.
    #expect(try row(("2017-01-01", "2017-01-04"), ("2017-03-12", ""), ("2017-01-01", "")).last == "nd")
    // Seen for two days only, it is not there on the third.
    #expect(try row(("2017-01-01", "2017-01-04"), ("2017-03-13", ""), ("2017-01-01", "")).last == "3.0")
  }

  @Test func `are halved without rounding, however many fractions it takes`() throws {
    let first = Day(iso: "2016-04-01")!
    let filled = (1...150).map { (first.description, Day(number: first.number + $0).description) }
    let waiting = (first.description, "")
    // 299/300 x 298/299 x … x 150/151 is a half on the last day.
    #expect(try row(filled + (1...150).map { _ in waiting }).last == "150.0")
    #expect(try row(filled + (1...151).map { _ in waiting }).last == "nd")
  }

  @Test func `filed earlier are not among those whose survival is told`() throws {
    #expect(try row(("2016-03-16", "2016-03-20")).last == "4.0")
    #expect(try row(("2016-03-15", "2016-03-20")).last == "nd")
  }

  @Test func `are not available without a delivery, in the row of all totals`() throws {
    let table = try Told { _ in }.table(.offer, by: [OfferFact.region], Self.measures, margins: [OfferFact.region])
    #expect(table.written == [["total"]: Self.measures.map { _ in "nd" }])
  }
}
