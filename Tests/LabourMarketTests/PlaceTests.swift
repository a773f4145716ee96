import LabourMarket
import Testing

@Suite struct PlaceTests {
  @Test(arguments: ["130", "2A04", "130550", "13O55", "20004", "99100", "96001", "00001", "2C004", ""])
  func `what cannot be a commune is none`(text: String) { #expect(Commune(text) == nil) }

  @Test(arguments: [
    ("13055", "13"), ("4070", "04"), ("2A004", "2A"), ("2b033", "2B"), ("97411", "974"), ("98735", "987"),
    ("01001", "01"),
    ("95018", "95"),
  ])
  func `the département of a commune, which may have lost its zero`(commune: String, departement: String) {
    #expect(Commune(commune)?.departement.code == departement)
  }

  @Test(arguments: [
    ("13001", "13"), ("04000", "04"), ("20000", "2A"), ("20190", "2A"), ("20200", "2B"), ("20999", "2B"),
    ("97400", "974"),
    ("98800", "988"),
  ])
  func `the département of a postcode`(postcode: String, departement: String) {
    #expect(Departement(postcode: postcode)?.code == departement)
  }

  @Test(arguments: ["00100", "1300", "130011", "1300X", "96000", "99123"])
  func `what cannot be a postcode has no département`(postcode: String) {
    #expect(Departement(postcode: postcode) == nil)
  }

  @Test(arguments: [("4", "04"), ("04", "04"), ("2a", "2A"), ("974", "974")])
  func `a département column`(text: String, departement: String) {
    #expect(Departement(column: text)?.code == departement)
  }

  @Test(arguments: [
    ("75101", "75056"), ("75120", "75056"), ("69381", "69123"), ("69389", "69123"), ("13201", "13055"),
    ("13216", "13055"),
  ])
  func `an arrondissement belongs to its city`(code: String, city: String) {
    #expect(Commune(code)?.wholeCity?.code == city)
  }

  @Test(arguments: ["75056", "75121", "69380", "69390", "13200", "13217"])
  func `any other commune belongs to none`(code: String) { #expect(Commune(code)?.wholeCity == nil) }
}

@Suite struct SectorTests {
  @Test(arguments: [
    ("7820Z", Sector.interim), ("5510Z", .chr), ("5630Z", .chr), ("0111Z", .agriculture), ("1071C", .industry),
    ("3811Z", .industry), ("4120A", .construction), ("4711F", .commerce), ("8411Z", .publicService),
    ("9900Z", .publicService), ("6820A", .services), ("7810Z", .services), ("9700Z", .services), ("4910Z", .services),
    ("8510Z", .services), ("7820Y", .interim), ("78.20z", .interim), ("47.11f", .commerce), ("4532Z", .commerce),
  ])
  func `the sector of an activity`(code: String, sector: Sector) {
    #expect(Sector(NAF(code), interimNAF: Rules().interimNAF) == sector)
  }

  /// The sections of the nomenclature, as the divisions in which each begins and ends.
  @Test(arguments: [
    (1...3, Sector.agriculture), (4...4, .unknown), (5...9, .industry), (10...33, .industry), (34...34, .unknown),
    (35...35, .industry), (36...39, .industry), (40...40, .unknown), (41...43, .construction), (44...44, .unknown),
    (45...47, .commerce), (48...48, .unknown), (49...53, .services), (54...54, .unknown), (55...56, .chr),
    (57...57, .unknown), (58...66, .services), (67...67, .unknown), (68...75, .services), (76...76, .unknown),
    (77...82, .services), (83...83, .unknown), (84...84, .publicService), (85...88, .services), (89...89, .unknown),
    (90...98, .services), (99...99, .publicService),
  ])
  func `a section reaches from its first division to its last`(divisions: ClosedRange<Int>, sector: Sector) {
    for division in divisions {
      let code = "\(division < 10 ? "0" : "")\(division)00Z"
      #expect(Sector(NAF(code), interimNAF: []) == sector, "\(code)")
    }
  }

  @Test(arguments: [
    "", "561A", "5610", "5610AA", "A5610", "561OA", "745B", "74.5B", "56.10", "5.610A", "561.0A", "56,10A", "56.1.A",
    "56.10AA",
  ])
  func `what is no activity is unknown`(code: String) {
    #expect(NAF(code) == nil)
    #expect(Sector(NAF(code), interimNAF: Rules().interimNAF) == .unknown)
  }

  @Test func `a division that no nomenclature has is unknown, and one that it has lies in one sector`() {
    let missing = [0, 4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89]
    for division in 0...99 {
      let code = "\(division < 10 ? "0" : "")\(division)99Z"
      #expect((NAF(code) == nil) == missing.contains(division), "\(code)")
      #expect((Sector(NAF(code), interimNAF: []) == .unknown) == missing.contains(division), "\(code)")
    }
  }

  @Test func `a code is the same with and without its dot`() {
    #expect(NAF("47.11f") == NAF("4711F") && NAF("47.11F")?.code == "4711F")
    #expect(NAF.isDotted(Array("47.11F".utf8)) && !NAF.isDotted(Array("4711F".utf8)))
  }

  @Test(arguments: [
    (["7820Z"], "7820Z", true), (["7820Z"], "7820Y", false), (["7820*"], "7820Y", true), (["7820*"], "7821Z", false),
    (["78*"], "7830Z", true), (["5610A", "78*"], "5610A", true), ([], "7820Z", false),
  ]) func `an activity of agencies is one of the rule's, a star standing for any ending`(
    codes: [String], code: String, isInterim: Bool
  ) {
    #expect((Sector(NAF(code), interimNAF: codes) == .interim) == isInterim)
  }
}
