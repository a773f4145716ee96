import Deliveries
import Ingest
import LabourMarket
import Testing

@Suite struct `The training plan` {
  private let plain = ["month": "2016-12", "target": "5900"]

  @Test func `is read by month, and of two rows for one month the greater stands`() throws {
    let table = try Settled<PlanTable>(plain, plain.with(["target": "6000"]), plain.with(["target": "5999"])).table
    #expect(table.targets == ["2016-12": Quantity(6000)])
  }

  @Test func `rejects a row where one thing is wrong`() throws {
    try expectRejections(PlanTable.self, of: plain, [("month", ["month": "2016-13"]), ("target", ["target": "?"])])
  }
}

@Suite struct `The reference of bassins` {
  private let plain = ["commune": "13055", "bassin": "931", "year": "2016", "bassin_name": "MARSEILLE"]

  @Test func `is read by commune and year, codes with their zeros`() throws {
    let table = try Settled<BassinReference>(plain).table
    #expect(table.zoning(for: 2016) == 0 && table.bassin(of: Commune("13055")!, zoning: 0) == "0931")
    #expect(table.names.texts == ["0931": "MARSEILLE"])
  }

  @Test func `gives a commune back the zero that it has lost`() throws {
    let settled = try Settled<BassinReference>(plain.with(["commune": "4070"]))
    #expect(settled.table.bassin(of: Commune("04070")!, zoning: 0) == "0931")
    #expect(settled.accounts[0].repaired.map { "\($0.key.name) \($0.value)" } == ["commune 1"])
    #expect(try Settled<BassinReference>(plain.with(["commune": "407"])).accounts[0].rejectedRows == 1)
  }

  @Test func `stops the run where it gives a commune two bassins, and names the commune`() throws {
    #expect {
      try Settled<BassinReference>(plain, plain.with(["commune": "13001"]), plain.with(["bassin": "9302"]))
    } throws: { error in
      "\(error)".contains(
        "x.csv:4: the reference gives a commune two bassins: 13055 in 0931 and 9302 in 2016 (x.csv:4)")
    }
    #expect(throws: UnreadableFile.self) {
      try Settled<BassinReference>((plain, nil), (plain.with(["bassin": "9302"]), nil))
    }
    // The same bassin twice, or one of another year, contradicts nothing.
    let (same, another) = (plain.with(["bassin": "0931"]), plain.with(["bassin": "9302", "year": "2017"]))
    #expect(try Settled<BassinReference>(plain, same, another).accepted == [3])
  }

  @Test func `knows an arrondissement by its city`() throws {
    let table = try Settled<BassinReference>(plain).table
    #expect(table.bassin(of: Commune("13216")!, zoning: 0) == "0931")
    #expect(table.bassin(of: Commune("13217")!, zoning: 0) == nil)
  }

  @Test func `takes the latest zoning that is not after the year`() throws {
    let table = try Settled<BassinReference>(plain, plain.with(["year": "2018"])).table
    #expect([2015, 2016, 2017, 2018].map { table.zoning(for: $0) } == [0, 0, 0, 1])
  }

  @Test func `rejects a row where one thing is wrong`() throws {
    try expectRejections(
      BassinReference.self, of: plain,
      [("commune", ["commune": "20055"]), ("bassin", ["bassin": ""]), ("year", ["year": "20166"])])
  }
}

@Suite struct `The reference of FAP and ROME` {
  private let plain = ["fap": "S1Z20", "rome": "G1602", "weight": "0.5", "year": "2009"]

  @Test func `is read as it stands`() throws {
    let row = try #require(try Settled<FAPReference>(plain).table.rows.first)
    #expect(row.fap == "S1Z20" && row.rome == "G1602" && row.year == 2009 && row.weight?.text(decimals: 1) == "0.5")
    #expect(try Settled<FAPReference>(plain.with(["weight": "", "year": ""])).table.rows[0].weight == nil)
  }

  @Test func `rejects a row where one thing is wrong`() throws {
    try expectRejections(
      FAPReference.self, of: plain,
      [("fap", ["fap": ""]), ("rome", ["rome": ""]), ("weight", ["weight": "half"]), ("year", ["year": "09"])])
  }
}

@Suite struct `The reference of NAF and FAP` {
  private let plain = ["naf": "5610a", "fap": "S1Z20", "weight": "0,25", "year": "2009"]

  @Test func `is read as it stands`() throws {
    let row = try #require(try Settled<NAFFAPReference>(plain).table.rows.first)
    #expect(row.naf == "5610A" && row.fap == "S1Z20" && row.year == 2009 && row.weight.text(decimals: 2) == "0.25")
  }

  @Test func `rejects a row where one thing is wrong`() throws {
    try expectRejections(
      NAFFAPReference.self, of: plain,
      [("naf", ["naf": "561A"]), ("fap", ["fap": ""]), ("weight", ["weight": "-0.1"]), ("year", ["year": "09"])])
    #expect(try Settled<NAFFAPReference>(plain.with(["weight": "0"])).accepted == [1])
  }
}

@Suite struct `The reference of ROME and NAF` {
  private let plain = ["rome": "G1602", "naf": "5610A", "hirings": "47"]

  @Test func `is read as it stands`() throws {
    let row = try #require(try Settled<ROMENAFReference>(plain).table.rows.first)
    #expect(row.rome == "G1602" && row.naf == "5610A" && row.hirings == 47 && row.year == nil)
  }

  @Test func `rejects a row where one thing is wrong`() throws {
    try expectRejections(
      ROMENAFReference.self, of: plain,
      [("rome", ["rome": ""]), ("naf", ["naf": "?"]), ("hirings", ["hirings": "4.5"]), ("year", ["year": "x"])])
  }
}

@Suite struct `The list of sources` {
  @Test func `names each once, and each names its fields once, at their places`() {
    #expect(Set(Source.all.map(\.name)).count == Source.all.count)
    for source in Source.all {
      #expect(Set(source.fields.map(\.name)).count == source.fields.count, "\(source.name)")
      #expect(source.fields.map(\.place) == Array(source.fields.indices), "\(source.name)")
      #expect(Source.named(source.name) == source)
    }
  }

  @Test func `holds no reason that two sources of one name would tell otherwise`() {
    for (name, reasons) in Dictionary(grouping: Source.all.flatMap(\.reasons), by: \.name) {
      #expect(Set(reasons.map(\.remedy)).count == 1, "\(name)")
    }
  }
}
