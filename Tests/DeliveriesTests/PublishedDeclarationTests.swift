import Deliveries
import Ingest
import LabourMarket
import Testing

@Suite struct `A published count of declarations` {
  private let monthly = [
    "region": "93", "former_region": "93", "contract": "CDD de plus d'un mois", "contract_length": "CDD",
    "month_end": "2016-02-29", "count": "61204", "adjusted": "60871.5",
  ]
  private let quarterly = [
    "region": "93", "departement": "04", "sector": "Industrie", "contract": "CDI", "quarter_end": "2016-03-31",
    "count": "0", "adjusted": "",
  ]

  @Test func `of a region is of a month`() throws {
    let table = try Settled<PublishedDeclarationTable>(monthly).table
    let row = try #require(table.declarations.first)
    #expect(row.period == .month(Day(iso: "2016-02-01")!.monthIndex))
    #expect(
      [row.region, row.formerRegion, row.length, row.departement].map { table.book.text(of: $0) } == [
        "93", "93", "CDD", "",
      ])
    #expect(row.contract == .long && row.count == 61_204 && row.adjusted?.text(decimals: 1) == "60871.5")
  }

  @Test func `of a département and sector is of a quarter`() throws {
    let table = try Settled<PublishedDeclarationTable>(quarterly).table
    let row = try #require(table.declarations.first)
    #expect(row.period == .quarter(Day(iso: "2016-03-01")!.monthIndex))
    #expect([row.departement, row.sector].map { table.book.text(of: $0) } == ["04", "Industrie"])
    #expect(row.count == 0 && row.adjusted == nil)
  }

  @Test func `is rejected where one thing is wrong`() throws {
    try expectRejections(
      PublishedDeclarationTable.self, of: monthly.with(["departement": ""]),
      [
        ("period", ["month_end": "2016-02-28"]), ("region", ["region": "9"]), ("departement", ["departement": "20"]),
        ("contract-nature", ["contract": "CDD d'un mois"]), ("count", ["count": "61204,5"]),
        ("adjusted", ["adjusted": "-"]),
      ])
    try expectRejections(
      PublishedDeclarationTable.self, of: quarterly,
      [
        ("period", ["quarter_end": "2016-02-29"]), ("region", ["region": "PACA"]),
        ("departement", ["departement": "96"]), ("contract-nature", ["contract": ""]), ("count", ["count": ""]),
        ("adjusted", ["adjusted": "1 000"]),
      ])
  }

  @Test(arguments: ["CDD de moins d'un mois", "CDD de moins d’un mois"])
  func `has its contract with either apostrophe`(nature: String) throws {
    let table = try Settled<PublishedDeclarationTable>(monthly.with(["contract": nature])).table
    #expect(table.declarations.map(\.contract) == [.short])
  }

  @Test func `stands once for a cell, in the first file by name, whatever it says there`() throws {
    let other = monthly.with(["count": "99999"])
    let tray = try Tray(.publishedDeclarations)
    try tray.put([other], named: "b")
    try tray.put([monthly], named: "a")
    let settled = try Settled<PublishedDeclarationTable>(tray)
    #expect(settled.accepted == [0, 1] && settled.superseded == [1, 0])
    #expect(settled.table.declarations.map(\.count) == [61_204])
  }

  @Test(arguments: [
    ["month_end": "2016-03-31"], ["region": "84"], ["former_region": "82"], ["contract": "CDI"],
    ["contract_length": "CDI"],
  ])
  func `of another cell is another count`(changes: Row) throws {
    #expect(try Settled<PublishedDeclarationTable>(monthly, monthly.with(changes)).accepted == [2])
  }

  @Test func `of a month is not one of the quarter that ends with it`() throws {
    let month = quarterly.with(["month_end": "2016-03-31"]).filter { $0.key != "quarter_end" }
    #expect(try Settled<PublishedDeclarationTable>((month, nil), (quarterly, nil)).accepted == [1, 1])
  }
}
