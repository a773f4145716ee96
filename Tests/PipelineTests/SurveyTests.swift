import TestSupport
import Testing

private let lbbColumns =
  "kc_siret¥dc_naf_id¥dc_adresse¥dc_codepostal¥dc_commune_id¥dn_tailleetablissement¥dc_communenaissancepays"
  + "¥kd_dateembauche¥dc_typecontrat_id¥dd_datefincdd¥dc_romev3_1_id¥dc_romev3_2_id¥kd_datecreation¥dc_privepublic"
  + "¥dc_commune_id¥dc_natureemploi_id¥dc_qualitesalarie_id¥dn_dureetravailhebdo¥dn_dureetravailmensuelle"
  + "¥dn_dureetravailannuelle¥nbrjourtravaille¥iiann¥kn_trancheage¥dc_lblprioritede"

/// The survey's answers beside the hires of its year (DOMAIN sections 2.5, 5 and 7).
@Suite struct SurveyTests {
  private func night(_ answers: [String], hires: [[String: String]] = [Deliveries.hire()]) throws -> Night {
    let night = try Night()
    try put(answers, in: night)
    try night.deliver(Deliveries.warehouse(hires))
    try night.run()
    return night
  }

  private func put(_ answers: [String], in night: Night) throws {
    let header = "SIRET;REG;DEPT;CDCMET;BE16;taille;NAF732;ponder16;source;A0Z40;XA0Z40;SA0Z40;X0Z00;XX0Z00;SX0Z00"
    try night.put(([header] + answers).joined(separator: "\n"), at: "bmo/BMO_survey_2016.csv.gz")
  }

  private func answer(
    _ siret: String = "73282932000074", naf: String = "5610A", weight: String = "2,5", projects: String = "1",
    others: String = ""
  ) -> String {
    "\(siret);93;13;13055;9311;3;\(naf);\(weight);x;\(projects);2;;\(others);;"
  }

  private func total(_ answers: String..., hires: [[String: String]] = [Deliveries.hire()]) throws -> [String: String] {
    let rows = try night(answers, hires: hires).table("confirmed-intentions")
    return rows.first { $0["sector"] == "total" && $0["departement"] == "total" } ?? [:]
  }

  @Test(arguments: [("2016-12-31", "1"), ("2015-12-31", "0"), ("2017-01-01", "0")])
  func `an intention is confirmed by a hire of the survey's year`(day: String, confirmed: String) throws {
    let row = try total(answer(), hires: [Deliveries.hire(["KD_DATEEMBAUCHE": day])])
    #expect(row["recruiters"] == "1" && row["confirmed"] == confirmed)
  }

  @Test(arguments: [("DC_TYPECONTRAT_ID", "3"), ("DC_NAF_ID", "7820Z"), ("KC_SIRET", "55210023400012")])
  func `interim, or another establishment, confirms nothing`(field: String, value: String) throws {
    #expect(try total(answer(), hires: [Deliveries.hire([field: value])])["confirmed"] == "0")
  }

  @Test(arguments: [("1", "recruiters"), ("0", "others"), ("", "others")])
  func `a recruiter has a project`(projects: String, column: String) throws {
    let row = try total(answer(projects: projects))
    #expect(row[column] == "1" && row["\(column)_weighted"] == "2.50")
  }

  @Test func `rates are weighted`() throws {
    let row = try total(answer(weight: "3"), answer("55210023400012", weight: "1"))
    #expect(row["confirmed_rate"] == "0.7500")
    #expect(row["others_hiring_rate"] == "nd")
  }

  @Test func `a métier whose code starts like a prefix is a métier`() throws {
    let night = try night([answer(projects: "", others: "4")])
    let rows = try night.table("needs-and-hires-by-fap").filter { $0["projects_weighted"] != "0.00" }
    #expect(rows.map { [$0["fap"], $0["projects_weighted"]] } == [["X0Z00", "10.00"]])
  }

  @Test func `needs stand beside hires, without interim`() throws {
    let night = try night(
      [answer(), answer("55210023400012", naf: "7820Z")],
      hires: [Deliveries.hire(), Deliveries.hire(["DC_TYPECONTRAT_ID": "3", "KD_DATEEMBAUCHE": "2016-10-04"])])
    let rows = try night.table("needs-and-hires")
    #expect(
      rows.map { [$0["bassin"], $0["sector"], $0["projects_weighted"], $0["hires"], $0["persons"]] } == [
        ["9311", "chr", "2.50", "0", "0"], ["?", "chr", "0.00", "1", "1"],
      ])
  }

  @Test(arguments: [("4711A 0111Z  4711A", "0.5000"), ("4711A", "0.0000"), ("0111Z", "1.0000")])
  func `the manifest says what share of the hires has no FAP`(activities: String, share: String) throws {
    let night = try Night()
    try put([answer()], in: night)
    try night.put("naf,fap,weight\n4711A,A0Z40,1\n", at: "reference/naf-fap.csv")
    try hire(in: activities.split(separator: " ", omittingEmptySubsequences: false).map(String.init), night)
    try night.run()
    #expect(try night.text("manifest.json").contains("\"unplaced_share\" : \"\(share)\""))
  }

  /// A delivery of hires of 2 November 2016, each in an activity.
  private func hire(in activities: [String], _ night: Night) throws {
    let columns = lbbColumns.split(separator: "¥").map(String.init)
    let rows = activities.map { naf in
      let fields = [
        "kc_siret": "55210023400012", "dc_codepostal": "13001", "kd_dateembauche": "2016-11-02",
        "dc_typecontrat_id": "2", "dc_naf_id": naf, "kd_datecreation": "2016-11-01",
      ]
      return columns.map { fields[$0] ?? "" }.joined(separator: "¥")
    }
    try night.put(
      ([lbbColumns] + rows).joined(separator: "\n"), at: "dpae/LBB_XDPDPA_DPAE_20151010_20161110_20161110_1.csv")
  }

  @Test(arguments: [("2016", "B"), ("2017", "A")])
  func `a version of the FAP serves from its own year on`(year: String, fap: String) throws {
    let night = try Night()
    try put([answer()], in: night)
    try night.put(
      "naf,fap,weight,year\n4711A,A0Z00,1,2015\n4711A,B0Z00,1,\(year)\n", at: "reference/naf-fap.csv")
    try hire(in: ["4711A"], night)
    try night.run()
    let rows = try night.table("needs-and-hires-by-fap").filter { $0["hires_weighted"] == "1.00" }
    #expect(rows.map { $0["fap"] } == ["\(fap)0Z00"])
  }

  @Test(arguments: [("x", "weight"), ("-1", "weight")])
  func `a weight that is no weight rejects the answer`(weight: String, reason: String) throws {
    #expect(try night([answer(weight: weight)]).text("rejects/survey.csv").contains(",2,8,ponder16,\(reason),"))
  }

  @Test func `projects that are no number reject the answer, with their column`() throws {
    #expect(try night([answer(projects: "many")]).text("rejects/survey.csv").contains(",2,10,A0Z40,projects,many,"))
  }

  @Test func `of two answers of an establishment the greater row stands`() throws {
    #expect(try total(answer(projects: "0"), answer(projects: "1"))["recruiters"] == "1")
  }
}

@Suite struct OfferTests {
  private func offers(_ rows: String...) throws -> Night {
    let night = try Night()
    let header = "offre;region;departement;rome;date_depot;date_satisfaction"
    try night.put(([header] + rows).joined(separator: "\n"), at: "offers/offres_20170331.csv")
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    try night.run()
    return night
  }

  @Test(arguments: [("2016-03-31", "0"), ("2016-04-01", "1"), ("2017-03-31", "1"), ("2017-04-01", "0"), ("", "0")])
  func `an offer counts when it is filled in the twelve months up to the day`(filled: String, count: String) throws {
    let rows = try offers("1;93;13;K2503;2016-01-01;\(filled)").table("offers")
    #expect(rows.first?["filled"] == count)
  }

  @Test func `the mean has one decimal, a half away from zero`() throws {
    let row = try offers(
      "1;93;13;;2017-01-01;2017-01-02", "2;93;13;;2017-01-01;2017-01-02", "3;93;13;;2017-01-01;2017-01-02",
      "4;93;13;;2017-01-01;2017-01-03"
    ).table("offers").first
    #expect(row?["days_mean"] == "1.3" && row?["days_median"] == "1.0")
  }

  @Test func `an offer filled before it was filed is rejected`() throws {
    let night = try offers("1;93;13;;2017-01-02;2017-01-01", "2;93;13;;2017-01-02;2017-01-02")
    #expect(try night.text("rejects/offers.csv").contains(",2,6,date_satisfaction,filled-before-filed,"))
    #expect(try night.table("offers").first?["filled"] == "1")
  }

  @Test func `sectors of as many hires are in the order of their names; interim and unknown ones are left out`() throws
  {
    let night = try Night()
    let activities = ["5610A", "4711F", "8810A", "8810A", "0113Z", "7820Z", "7820Z", "7820Z", "", "", ""]
    try night.deliver(
      Deliveries.warehouse(
        activities.enumerated().map { Deliveries.hire(["DC_NAF_ID": $1, "DC_INDIVIDU_NATIONAL": "10\($0)"]) }))
    try night.run()
    let figures = try night.table("key-figures").filter { $0["figure"]!.hasPrefix("main_sector_") }
    #expect(figures.map { $0["value"] } == ["services", "agriculture", "chr", "commerce"])
  }

  @Test func `the key figures have every name, a unit and what was published`() throws {
    let rows = try offers("1;93;13;;2017-01-01;2017-01-31", "2;11;75;;2017-01-01;2017-02-05").table("key-figures")
    let values = Dictionary(uniqueKeysWithValues: rows.map { ($0["figure"]!, $0) })
    #expect(values.count == 27)
    #expect(values["offer_days_region"].map { [$0["value"], $0["unit"], $0["published"]] } == ["30.0", "days", "30"])
    #expect(values["offer_days_elsewhere"]?["value"] == "35.0")
    #expect(values["projects"]?["value"] == "nd")
    #expect(values["main_sector_1"]?["value"] == "chr")
    #expect(values["main_sector_2"]?["value"] == "nd")
  }

  @Test func `projects are the least of the region alone, and trust is of those who said yes or no`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    let header = "annee;code_metier_bmo;Famille_met;BE16;Dept;REG;met;xmet;smet\n"
    let needs = ["9301;13;93;12", "9302;13;93;*", "1101;75;11;50"].map { "2016;A0Z40;A;\($0);;\n" }
    try night.put(header + needs.joined(), at: "bmo/Base_open_data_BMO_2016.csv")
    let answers = ["73282932000074;13;2017-02-01;oui;1", "55210023400012;13;2017-02-01;non;3"]
    let silent = "73282932000074;13;2017-02-02;;4"
    try night.put(
      (["siret;departement;date_reponse;confiance;ponderation"] + answers + [silent]).joined(separator: "\n"),
      at: "trust/confiance_20170315.csv")
    try night.run()
    let figures = try night.table("key-figures")
    #expect(figures.first { $0["figure"] == "projects" }?["value"] == "13")
    #expect(figures.first { $0["figure"] == "trust_rate" }?["value"] == "0.2500")
  }
}
