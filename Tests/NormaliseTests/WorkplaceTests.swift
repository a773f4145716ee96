import Deliveries
import Ingest
import LabourMarket
import Normalise
import TestSupport
import Testing

/// What the establishments and the hires look like once they are settled.
@Suite struct WorkplaceTests {
  private func place(_ change: (inout Declared) -> Void, rules: Rules = Rules(), _ bassins: BassinReference = .init())
    -> (departement: String?, commune: String?, sector: Sector, bassins: [String?])
  {
    let table = DeclaredHires([Declared(change)], reference: bassins, rules: rules).workplaces
    let one = table.workplaces[0]
    return (
      one.departement.map { table.departements.text(of: $0) }, one.commune.map { table.communes.text(of: $0) },
      one.sector, one.bassins.map { $0.map { table.bassins.text(of: $0) } }
    )
  }

  private func reference(_ rows: [[String: String]]) throws -> BassinReference {
    let files = try PlainFiles()
    var reference = BassinReference()
    try reference.read(PlainFiles.reader(try files.file(.communes, "c.csv", rows)), fileIndex: 0, files.context())
    return reference
  }

  @Test(arguments: [
    ("13055", "69001", "13"), ("", "69001", "69"), ("130", "20190", "2A"), ("1305", "20190", "01"), ("", "20200", "2B"),
  ])
  func `the département is that of the commune, else that of the postcode`(
    commune: String, postcode: String, departement: String
  ) {
    #expect(place { ($0.commune, $0.postcode) = (commune, postcode) }.departement == departement)
  }

  @Test func `without a commune there is no bassin, whatever the postcode`() throws {
    let bassins = try reference([["commune": "13055", "bassin": "9311"]])
    #expect(place({ $0.commune = "13055" }, bassins).bassins == ["9311"])
    #expect(place({ $0.commune = "" }, bassins).bassins == [nil])
    #expect(place({ $0.commune = "13056" }, bassins).bassins == [nil])
  }

  @Test func `an arrondissement takes the bassin of its city where it has none of its own`() throws {
    let city = ["commune": "13055", "bassin": "9311"]
    #expect(place({ $0.commune = "13201" }, try reference([city])).bassins == ["9311"])
    let own = try reference([city, ["commune": "13201", "bassin": "9312"]])
    #expect(place({ $0.commune = "13201" }, own).bassins == ["9312"])
  }

  @Test func `a commune has a bassin in each zoning of the reference`() throws {
    let bassins = try reference([
      ["commune": "13055", "bassin": "9312", "year": "2017"], ["commune": "13055", "bassin": "9311", "year": "2016"],
    ])
    #expect(place({ $0.commune = "13055" }, bassins).bassins == ["9311", "9312"])
  }

  @Test(arguments: [(2015, 0), (2016, 0), (2017, 0), (2018, 1), (2019, 1)])
  func `a zoning serves from its own year on, the earliest also before`(year: Int, zoning: Int) throws {
    let bassins = try reference([
      ["commune": "13055", "bassin": "9312", "year": "2018"], ["commune": "13055", "bassin": "9311", "year": "2016"],
    ])
    #expect(bassins.zoning(for: year) == zoning)
    #expect(BassinReference().zoning(for: year) == nil)
  }

  @Test(arguments: [(2015, 0), (2016, 1)])
  func `a zoning without a year is before all others`(year: Int, zoning: Int) throws {
    let bassins = try reference([
      ["commune": "13055", "bassin": "9312", "year": "2016"], ["commune": "13055", "bassin": "9311"],
    ])
    #expect(bassins.zoning(for: year) == zoning)
  }

  @Test func `the sector follows from the activity, and temporary work from the rules`() {
    #expect(place { $0.naf = "5610A" }.sector == .chr)
    #expect(place { $0.naf = "7820Z" }.sector == .interim)
    #expect(place { $0.naf = "" }.sector == .unknown)
    var rules = Rules()
    rules.interimNAF = ["7830Z"]
    #expect(place({ $0.naf = "7820Z" }, rules: rules).sector == .services)
    #expect(place({ $0.naf = "7830Z" }, rules: rules).sector == .interim)
  }

  @Test func `an activity is the same with a dot, and one whose division does not exist is none`() {
    func activity(_ naf: String) -> String? {
      let table = DeclaredHires([Declared { $0.naf = naf }]).workplaces
      return table.workplaces[0].activity.map { table.activities.text(of: $0) }
    }
    #expect(activity("47.11f") == "4711F" && activity("4711F") == "4711F")
    #expect(place { $0.naf = "47.11F" }.sector == .commerce && place { $0.naf = "78.20Z" }.sector == .interim)
    for naf in ["4411Z", "0000Z", "745B", "47.11"] {
      #expect(activity(naf) == nil && place { $0.naf = naf }.sector == .unknown, "\(naf)")
    }
  }

  private func profile(_ declared: [Declared], _ bassins: BassinReference = .init()) -> HireProfile {
    let hires = DeclaredHires(declared, reference: bassins)
    var profile = HireProfile(hires.workplaces, monthOfRank: [0, day("2016-10-01").monthIndex])
    hires.settle { profile.add($0) }
    return profile
  }

  @Test func `a declaration made on the day of the hire is in time, one made a day later is late`() {
    let made = { (created: String?, person: String) in Declared { ($0.created, $0.person) = (created, person) } }
    let found = profile([made("2016-10-03", "1"), made("2016-10-04", "2"), made("2016-10-02", "3"), made(nil, "4")])
    #expect(found.hires == 4)
    #expect(found.withCreation == 3)
    #expect(found.declaredLate == 1)
  }

  @Test func `hires of unknown persons, and of communes without a bassin, are counted`() throws {
    let bassins = try reference([["commune": "13055", "bassin": "9311"]])
    let found = profile(
      [Declared(), Declared { $0.person = "" }, Declared { ($0.person, $0.commune) = ("2", "13056") }], bassins)
    #expect(found.unknownPersons == 1)
    #expect(found.unknownCommunes == 1)
    #expect(found.isSeen(day("2016-10-03")))
    #expect(!found.isSeen(day("2016-10-02")) && !found.isSeen(day("2016-10-04")))
  }

  @Test func `what two threads have seen adds up`() {
    var one = profile([Declared { ($0.created, $0.hired) = ("2016-10-05", "2016-10-04") }])
    one.merge(profile([Declared(), Declared { $0.person = "" }]))
    #expect(one.hires == 3 && one.unknownPersons == 1 && one.withCreation == 1 && one.declaredLate == 1)
    #expect(one.isSeen(day("2016-10-03")) && one.isSeen(day("2016-10-04")))
  }
}
