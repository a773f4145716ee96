import Deliveries
import Ingest
import LabourMarket
import Testing

@Suite struct `A row of the BMO open data` {
  private let plain = [
    "year": "2016", "metier": "A0Z40", "bassin": "9301", "projects": "12", "family": "A", "departement": "13",
    "region": "93", "difficult": "5", "seasonal": "*", "metier_name": "Agriculteurs", "bassin_name": "AIX",
  ]

  @Test func `is read as it stands`() throws {
    let table = try Settled<NeedTable>(plain).table
    let need = try #require(table.needs.first)
    let codes = [need.metier, need.bassin, need.family, need.departement, need.region]
    #expect(codes.map { table.book.text(of: $0) } == ["A0Z40", "9301", "A", "13", "93"])
    #expect(need.year == 2016 && need.projects == Bounds(Quantity(12)) && need.difficult == Bounds(Quantity(5)))
    #expect(need.seasonal == Bounds(low: .zero, high: Quantity(4)) && !need.isSecret)
    #expect(table.metierNames.texts == ["A0Z40": "Agriculteurs"] && table.bassinNames.texts == ["9301": "AIX"])
  }

  @Test func `that is secret lies between 1 and 4, its parts between 0 and the whole`() throws {
    let need = try #require(try Settled<NeedTable>(plain.with(["projects": "*", "difficult": "*"])).table.needs.first)
    #expect(need.isSecret && need.projects == Bounds(low: Quantity(1), high: Quantity(4)))
    #expect(need.difficult == Bounds(low: .zero, high: Quantity(4)))
    let none = try #require(try Settled<NeedTable>(plain.with(["difficult": "", "seasonal": ""])).table.needs.first)
    #expect(none.difficult == Bounds(.zero) && none.seasonal == Bounds(.zero))
    let small = try #require(try Settled<NeedTable>(plain.with(["projects": "3"])).table.needs.first)
    #expect(small.seasonal == Bounds(low: .zero, high: Quantity(3)))
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(
      NeedTable.self, of: plain,
      [
        ("year", ["year": "16"]), ("projects", ["projects": ""]), ("difficult", ["difficult": "-1"]),
        ("seasonal", ["seasonal": "**"]), ("repeated", ["projects": "13"]),
      ])
  }

  @Test func `of a métier, bassin and département stands once in a file: the first that is not rejected`() throws {
    let bad = plain.with(["projects": "x"])
    let settled = try Settled<NeedTable>(bad, plain, plain.with(["projects": "99"]))
    #expect(settled.table.needs.map(\.projects) == [Bounds(Quantity(12))])
    #expect(settled.rejects.contains("x.csv,4,") && settled.rejects.contains(",repeated,A0Z40,"))
    for other in [["metier": "A0Z41"], ["bassin": "9302"], ["departement": "06"], ["year": "2015"]] {
      #expect(try Settled<NeedTable>(plain, plain.with(other)).accounts[0].accepted == 2, "\(other)")
    }
    // The codes as they are once they have their zeros.
    let (short, long) = (plain.with(["bassin": "931"]), plain.with(["bassin": "0931"]))
    #expect(try Settled<NeedTable>(short, long).accounts[0].rejectedRows == 1)
  }

  @Test func `of a year after that of the as-of date is filtered, one of that year is not`() throws {
    for (asOf, filtered) in [("2015-12-31", 1), ("2016-01-01", 0)] {
      let settled = try Settled<NeedTable>(plain, asOf: asOf)
      #expect(settled.accounts[0].filteredRows == filtered && settled.accepted == [1 - filtered])
      #expect(settled.table.metierNames.texts.count == 1 - filtered)
    }
    let account = try Settled<NeedTable>(plain, plain, asOf: "2015-12-31").accounts[0]
    #expect(account.filtered == [.afterAsOf: 1] && account.rejected.map(\.key.name) == ["repeated"])
  }

  @Test func `gets back the zeros that its codes have lost`() throws {
    let settled = try Settled<NeedTable>(plain.with(["bassin": "931", "departement": "4"]))
    #expect(settled.table.book.text(of: settled.table.needs[0].bassin) == "0931")
    #expect(Set(settled.accounts[0].repaired.map { "\($0.key.name) \($0.value)" }) == ["bassin 1", "departement 1"])
  }

  @Test func `of a year counts in the first file by name, and of another year in its own`() throws {
    #expect(try Settled<NeedTable>((plain, nil), (plain.with(["projects": "99"]), nil)).accepted == [1, 0])
    #expect(try Settled<NeedTable>((plain, nil), (plain.with(["year": "2015"]), nil)).accepted == [1, 1])
  }
}

@Suite struct `An answer to the BMO survey` {
  private let plain = [
    "siret": "73282932000074", "bassin": "931", "weight": "1,5", "A0Z40": "2", "A0Z41": "", "commune": "13055",
    "naf": "5610A",
  ]

  @Test func `is read as it stands, its year in the name of a column`() throws {
    let table = try Settled<SurveyTable>(plain).table
    let answer = try #require(table.answers.first)
    #expect(answer.year == 2016 && answer.siret.number == 73_282_932_000_074 && answer.sector == .chr)
    #expect(answer.projects == Quantity(2) && answer.weight.text(decimals: 1) == "1.5")
    #expect(table.book.text(of: answer.bassin) == "0931" && table.book.text(of: answer.departement) == "13")
    #expect(table.intentions[answer.intentions].map { table.book.text(of: $0.fap) } == ["A0Z40"])
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(
      SurveyTable.self, of: plain,
      [("siret", ["siret": "73282932000075"]), ("weight", ["weight": "-1"]), ("projects", ["A0Z41": "x"])])
    #expect(try Settled<SurveyTable>(plain.with(["weight": "0"])).accepted == [1])
    // Nothing of a rejected answer stays behind.
    #expect(try Settled<SurveyTable>(plain.with(["A0Z41": "x"])).table.intentions.isEmpty)
  }

  @Test func `of a year after that of the as-of date is filtered, and nothing of it stays`() throws {
    let after = try Settled<SurveyTable>(plain, asOf: "2015-12-31")
    #expect(
      after.accounts[0].filtered == [.afterAsOf: 1] && after.table.answers.isEmpty && after.table.intentions.isEmpty)
    #expect(try Settled<SurveyTable>(plain, asOf: "2016-01-01").accepted == [1])
    let wrong = plain.with(["weight": "-1"])
    #expect(try Settled<SurveyTable>(wrong, asOf: "2015-12-31").accounts[0].rejectedRows == 1)
  }

  @Test func `stands once for an establishment and year, as the greatest row`() throws {
    let greater = plain.with(["A0Z40": "3"])
    #expect(try Settled<SurveyTable>((plain, nil), (greater, nil)).accepted == [0, 1])
    #expect(try Settled<SurveyTable>((plain, nil), (plain, nil)).accepted == [1, 0])
  }
}

@Suite struct `An offer` {
  private let plain = [
    "offer": "77", "region": "93", "departement": "4", "filed": "2016-05-02", "filled": "2016-05-31",
  ]

  @Test func `is read as it stands`() throws {
    let table = try Settled<OfferTable>(plain).table
    let offer = try #require(table.offers.first)
    #expect([offer.offer, offer.region, offer.departement].map { table.book.text(of: $0) } == ["77", "93", "04"])
    #expect(offer.filed == Day(iso: "2016-05-02") && offer.filled == Day(iso: "2016-05-31"))
    #expect(try Settled<OfferTable>(plain.with(["filled": ""])).table.offers.map(\.filled) == [nil])
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(
      OfferTable.self, of: plain,
      [
        ("offer", ["offer": ""]), ("filed", ["filed": "2016-05-00"]), ("filled", ["filled": "2016-05-32"]),
        ("filled-before-filed", ["filled": "2016-05-01"]),
      ])
    #expect(try Settled<OfferTable>(plain.with(["filled": "2016-05-02"])).accepted == [1])
  }

  @Test func `stands in its latest delivery, not in one of the day before`() throws {
    let open = plain.with(["filled": ""])
    #expect(try Settled<OfferTable>((open, "20170302"), (plain, "20170303")).accepted == [0, 1])
    #expect(try Settled<OfferTable>((open, "20170302"), (plain, "20170301")).accepted == [1, 0])
  }
}

@Suite struct `An answer to the trust survey` {
  private let plain = ["siret": "73282932000074", "date": "2017-01-31", "trust": "oui", "weight": "2.25"]

  @Test func `is read as it stands`() throws {
    let answer = try #require(try Settled<TrustTable>(plain).table.answers.first)
    #expect(answer.siret.number == 73_282_932_000_074 && answer.date == Day(iso: "2017-01-31"))
    #expect(answer.trusts == true && answer.weight.text(decimals: 2) == "2.25")
    for (said, trusts) in [("non", false), ("", nil)] {
      #expect(try Settled<TrustTable>(plain.with(["trust": said])).table.answers.map(\.trusts) == [trusts])
    }
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(
      TrustTable.self, of: plain,
      [
        ("siret", ["siret": "73282932000075"]), ("date", ["date": "2017-01-32"]), ("trust", ["trust": "ouï"]),
        ("weight", ["weight": ""]),
      ])
  }

  @Test func `of one establishment and day stands in its latest delivery`() throws {
    let changed = plain.with(["trust": "non"])
    #expect(try Settled<TrustTable>((plain, "20170202"), (changed, "20170203")).accepted == [0, 1])
    #expect(try Settled<TrustTable>((plain, "20170202"), (changed, "20170201")).accepted == [1, 0])
    let another = changed.with(["date": "2017-02-01"])
    #expect(try Settled<TrustTable>((plain, "20170202"), (another, "20170203")).accepted == [1, 1])
  }
}
