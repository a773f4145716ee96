import Definition
import Explain
import Failures
import Foundation
import TestSupport
import Testing

/// How a figure of a past run was made: steps, files, lines; and that they come to what was published.
@Suite struct ExplainTests {
  private func explain(
    _ night: Night, _ table: String, _ values: String..., run: String = "current", rows: Int = 5
  ) throws -> Explanation {
    try Explanation(of: table, values, run: run, in: night.output, rows: rows, world: night.world)
  }

  private func refusal(_ night: Night, _ table: String, _ values: String...) -> (
    status: Failures.ExitStatus, message: String
  )? {
    do {
      _ = try Explanation(of: table, values, run: "current", in: night.output, rows: 5, world: night.world)
      return nil
    } catch {
      return (Failures.ExitStatus.of(error), "\(error)")
    }
  }

  /// The steps of the funnel: how many, of what.
  private func steps(_ explanation: Explanation) -> [String] {
    let start = explanation.lines.firstIndex(of: "how they were counted") ?? 0
    return explanation.lines[(start + 1)...].prefix { !$0.isEmpty }.map {
      $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "  ", with: " ")
    }
  }

  private func facts(_ explanation: Explanation) -> [String] {
    guard let start = explanation.lines.firstIndex(where: { $0.hasPrefix("the first ") }) else { return [] }
    return explanation.lines[(start + 1)...].map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private static let persons = (1...5).map { "100000000\($0)" }
  private static let siret = "73282932000074"

  /// Four leavers: one hired for good, one for ten days, one never, one not mature yet; and what else a file holds.
  private func smallNight() throws -> Night {
    let night = try Night()
    let person = { (index: Int) in Self.persons[index - 1] }
    try night.deliverTrainings(
      Deliveries.trainings(
        Deliveries.training(["c_nomcorrespondance": "DUPONT", "c_prenomcorrespondance": "ZOE"]),
        Deliveries.training(["dn_individu_national": person(2), "dd_datefinplanformation": "2016-07-15"]),
        Deliveries.training(["dn_individu_national": person(3), "c_dispositifformation": "POEI"]),
        Deliveries.training(["dn_individu_national": person(4), "dd_datefinplanformation": "2017-02-15"]),
        // An earlier training, one that has not ended, one of nobody, one without a session, one that has not begun.
        Deliveries.training(["dd_datefinplanformation": "2016-04-30", "dn_session_id": "400"]),
        Deliveries.training(["dn_individu_national": person(5), "dd_datefinplanformation": ""]),
        Deliveries.training(["dn_individu_national": ""]),
        Deliveries.training(["dn_individu_national": person(5), "dn_session_id": ""]),
        Deliveries.training(["dd_datedebutplanformation": "2017-05-01", "dd_datefinplanformation": "2017-06-01"])))
    try night.deliver(
      Deliveries.warehouse(
        Deliveries.hire(["KD_DATEEMBAUCHE": "2016-05-02", "DC_INDIVIDU_NATIONAL": person(2), "DC_NOM": "DURAND"]),
        Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-03", "KD_DATECREATION": "2016-10-01", "DC_TYPECONTRAT_ID": "1"]),
        Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-03", "KD_DATECREATION": "2016-10-02"]),
        Deliveries.hire([
          "KD_DATEEMBAUCHE": "2016-08-01", "DD_DATEFINCDD": "2016-08-10", "DC_TYPECONTRAT_ID": "1",
          "DC_INDIVIDU_NATIONAL": person(2),
        ]),
        Deliveries.hire(["KC_SIRET": "73282932000075"])))
    try night.run()
    return night
  }

  // MARK: steps

  @Test func `leavers are counted from the rows that were read down to the durable hires`() throws {
    let explanation = try explain(try smallNight(), "training-access")
    #expect(explanation.status == .done)
    #expect(
      steps(explanation) == [
        "9 training records read, of 1 file of source training", "-1 rejected: session 1", "-1 filtered: after as-of 1",
        "7 accepted", "6 of known persons", "5 ended in the cohort, after 2015-09-30 and up to 2017-03-31",
        "4 leavers: of each person the last of these that could be followed, else the last",
        "1 not mature: their window of 6 months could not be observed whole", "3 mature",
        "2 of the mature, hired within 6 months after the exit",
        "1 of the mature, with such a hire of 30 days or more, or CDI",
        "1 of the mature, with such a hire of 182 days or more, or CDI",
        "2 of the mature, hired since the training's start and with a job on 2017-03-31",
      ])
  }

  @Test func `each dimension that is given narrows the row`() throws {
    let explanation = try explain(try smallNight(), "training-access", "dispositif=POEI", "departement=13")
    #expect(steps(explanation).contains("1 of these with dispositif=POEI"))
    #expect(steps(explanation).contains("1 of these with departement=13"))
    #expect(explanation.lines.contains("row dispositif=POEI departement=13 age_band=total"))
    #expect(
      explanation.lines.contains { $0.hasPrefix("  leavers ") && $0.contains(" 1 ") && $0.contains("mature leavers:") })
    #expect(explanation.lines.contains("  access            6 months"))
  }

  @Test func `declarations are counted from the rows that were read down to the hires of the row`() throws {
    let explanation = try explain(try smallNight(), "hires-by-sector", "month=2016-10")
    #expect(
      steps(explanation) == [
        "5 declarations read, of 1 file of source dpae", "-1 rejected: siret 1",
        "-1 superseded by a later version or delivery, or repeats",
        "3 accepted: the hires, one a declaration that stands",
        "0 of these, of unknown persons: they count as hires, and never as persons", "1 of these with month=2016-10",
        "1 of a month or more: CDI, or 30 days and more", "1 durable: CDI, or 182 days and more",
        "1 establishments, distinct", "1 known persons, distinct",
      ])
  }

  // MARK: lines

  @Test func `a leaver is told by its line, and by the lines of the hires that say what became of it`() throws {
    let training = "training/stagiaires-pe_20170301.csv.gz"
    let hires = "dpae/XDP_DPAE_20160101_20170331_20170331.csv.gz"
    #expect(
      facts(try explain(try smallNight(), "training-access")) == [
        "\(training):2: left in 2016-08, mature",
        "\(hires):4: hired 2016-10-03, CDI, 33 days after the exit: access_any, access, access_durable, employed",
        "\(training):3: left in 2016-07, mature",
        "\(hires):2: hired 2016-05-02, CDI, 74 days before the exit: employed",
        "\(hires):5: hired 2016-08-01, CDD to 2016-08-10: 10 days, 17 days after the exit: access_any",
        "\(training):4: left in 2016-08, mature", "\(training):5: left in 2017-02, not mature yet",
      ])
  }

  @Test func `a hire is told by the line of the version that stands`() throws {
    let hires = "dpae/XDP_DPAE_20160101_20170331_20170331.csv.gz"
    let night = try smallNight()
    #expect(facts(try explain(night, "hires-by-sector", "month=2016-10")) == ["\(hires):4: hired 2016-10-03, CDI"])
    try night.deliver(
      Deliveries.warehouse(Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-03"])), from: "20160101", to: "20161231",
      on: "20170115")
    try night.run()
    #expect(facts(try explain(night, "hires-by-sector", "month=2016-10")) == ["\(hires):4: hired 2016-10-03, CDI"])
  }

  @Test func `repeats of unknown persons all stand, one of a known person does`() throws {
    let night = try Night()
    let unknown = Deliveries.hire(["DC_INDIVIDU_NATIONAL": ""])
    try night.deliver(Deliveries.warehouse(unknown, Deliveries.hire(), unknown, Deliveries.hire()))
    try night.run()
    let lines = facts(try explain(night, "hires-by-sector", "month=2016-10")).map { $0.split(separator: ":")[1] }
    #expect(lines == ["2", "3", "4"])
  }

  @Test func `so many facts are told as are asked for, and none is asked for with 0`() throws {
    let night = try smallNight()
    #expect(facts(try explain(night, "training-access", rows: 1)).count == 2)
    #expect(facts(try explain(night, "training-access", rows: 0)).isEmpty)
  }

  @Test func `a file is told with its hash, its layout, its delivery, and what it gave`() throws {
    let night = try smallNight()
    let explanation = try explain(night, "training-access")
    let digest = try #require(
      try night.text("manifest.json").components(separatedBy: "\"file\" : \"training/stagiaires").dropFirst().first?
        .components(separatedBy: "\"sha256\" : \"").dropFirst().first?.prefix(12))
    #expect(
      explanation.lines.contains(
        "  4  training/stagiaires-pe_20170301.csv.gz  sha256 \(digest)  stagiaires-pe  delivered 2017-03-01  7 rows accepted"
      ))
  }

  @Test func `nobody's data is told, nor whose an establishment is`() throws {
    let night = try smallNight()
    for (table, values) in [
      ("training-access", []), ("hires-by-sector", ["month=2016-10"]), ("training-entries", []),
      ("revisions", ["month=2016-10"]), ("key-figures", ["figure=access_rate"]),
    ] {
      let told = try Explanation(
        of: table, values, run: "current", in: night.output, rows: 100, world: night.world
      ).lines.joined(separator: "\n")
      for secret in Self.persons + [Self.siret, "73282932000075", "DUPONT", "ZOE", "DURAND"] {
        #expect(!told.contains(secret), "\(table): \(secret)")
      }
    }
  }

  // MARK: the published value

  @Test func `every table of the sample can be explained, and its facts come to what was published`() throws {
    let night = try Night()
    try night.run(input: "\(packageRoot)/SampleInput")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(night.output)/current/tables")
      .map { $0.replacingOccurrences(of: ".csv", with: "") }
    #expect(names.count == 17)
    let dimensions = [
      "dispositif", "departement", "age_band", "month", "training_type", "bassin", "sector", "contract_class", "year",
      "region", "family", "metier", "fap", "figure", "month_since_exit", "exit_quarter", "contract",
    ]
    var files: [Substring: [Substring]] = [:]
    var lines = 0
    for name in names.sorted() {
      let rows = try night.table(name)
      let wanted = ["training-access", "hires", "key-figures"].contains(name) ? 6 : 2
      for row in stride(from: 0, to: rows.count, by: max(1, rows.count / wanted)).map({ rows[$0] }) {
        let values = dimensions.compactMap { name in row[name].map { "\(name)=\($0)" } }
        let told = try Explanation(of: name, values, run: "current", in: night.output, rows: 3, world: night.world)
        #expect(told.status == .done, "\(name) \(values): \(told.lines)")
        lines += try expectLinesHold(told, &files)
      }
    }
    #expect(lines > 30)
  }

  /// Each line that is told of a hire holds its date.
  private func expectLinesHold(_ told: Explanation, _ files: inout [Substring: [Substring]]) throws -> Int {
    let hires = facts(told).filter { $0.hasPrefix("dpae/XDP") }
    for fact in hires {
      let parts = fact.split(separator: ":", maxSplits: 2)
      if files[parts[0]] == nil {
        try Inflated.read("\(packageRoot)/SampleInput/\(parts[0])") { bytes in
          files[parts[0]] = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        }
      }
      let date = parts[2].dropFirst(" hired ".count).prefix(10)
      #expect(files[parts[0]]?[(Int(parts[1]) ?? 0) - 1].contains(date) == true, "\(fact)")
    }
    return hires.count
  }

  @Test func `hires of a FAP count for the share of their activity`() throws {
    let night = try Night()
    let header =
      "kc_siret¥dc_naf_id¥dc_adresse¥dc_codepostal¥dc_commune_id¥dn_tailleetablissement¥dc_communenaissancepays"
      + "¥kd_dateembauche¥dc_typecontrat_id¥dd_datefincdd¥dc_romev3_1_id¥dc_romev3_2_id¥kd_datecreation¥dc_privepublic"
      + "¥dc_commune_id¥dc_natureemploi_id¥dc_qualitesalarie_id¥dn_dureetravailhebdo¥dn_dureetravailmensuelle"
      + "¥dn_dureetravailannuelle¥nbrjourtravaille¥iiann¥kn_trancheage¥dc_lblprioritede"
    let row = "\(Self.siret)¥5610A¥¥13001¥13055¥¥¥2016-10-03¥2¥¥G1602¥¥¥¥¥¥¥¥¥¥¥¥¥"
    try night.put(
      [header, row, row, row].joined(separator: "\n"),
      at: "dpae/LBB_XDPDPA_DPAE_20160101_20161231_20170105_120000.csv.gz")
    try night.put("naf,fap,weight\n5610A,S1Z40,0.25\n5610A,S1Z20,0.75\n", at: "reference/naf-fap.csv")
    try night.put(
      "SIRET;REG;DEPT;CDCMET;BE16;taille;NAF732;ponder16;source;S1Z40;XS1Z40;SS1Z40\n"
        + "\(Self.siret);93;13;13055;9311;3;5610A;2,5;x;2;2;\n", at: "bmo/BMO_survey_2016.csv.gz")
    try night.run()
    let explanation = try explain(night, "needs-and-hires-by-fap", "year=2016", "fap=S1Z40")
    #expect(explanation.status == .done)
    #expect(explanation.lines.contains { $0.contains("3  of these count for 0.25 of it: NAF 5610A") })
    #expect(facts(explanation).first == "bmo/BMO_survey_2016.csv.gz:2: 2 projects x weight 2.5 = 5.00")
    #expect(
      explanation.lines.contains {
        $0.hasPrefix("  the facts of the row come to the values that were published: all of them")
      })
  }

  @Test func `a run is explained by its own definition, though it has changed since`() throws {
    let night = try Night.plain()
    #expect(try Command.run(night.arguments()).status == 0)
    try night.define("rules: {access: 1 months}")
    let told = try Command.run(["explain", "training-access", "--output", night.output])
    #expect(told.status == 0)
    #expect(told.output.contains("plain.yaml has changed since; the run's own copy is used"))
    #expect(told.output.contains("access            6 months"))
  }

  @Test func `where an input has changed, the differences are said, and it ends with 65`() throws {
    let night = try smallNight()
    try night.deliver(Deliveries.warehouse(Deliveries.hire(["DC_INDIVIDU_NATIONAL": Self.persons[2]])))
    let explanation = try explain(night, "training-access")
    #expect(explanation.status == .badData)
    #expect(explanation.lines.contains("  differs: access_any: 2 published, 1 counted now"))
    #expect(
      explanation.lines.contains {
        $0.hasPrefix("  differs: input changed: dpae/XDP_DPAE_20160101_20170331_20170331.csv.gz")
      })
  }

  @Test func `where nothing is left of a row, that is a difference too`() throws {
    let night = try smallNight()
    try night.deliver(Deliveries.warehouse(Deliveries.hire(["KD_DATEEMBAUCHE": "2016-12-01"])))
    let explanation = try explain(night, "hires-by-sector", "month=2016-10")
    #expect(explanation.status == .badData)
    #expect(explanation.lines.contains("  differs: no fact falls in the row now"))
  }

  @Test func `a run whose tables were purged is explained from its inputs`() throws {
    let night = try smallNight()
    try FileManager.default.removeItem(atPath: "\(night.output)/current/tables")
    let explanation = try explain(night, "training-access", "dispositif=POEI")
    #expect(explanation.status == .done)
    #expect(
      explanation.lines.contains(
        "  the run's tables are gone: the values shown are counted now, from the inputs that it read"))
    #expect(explanation.lines.contains { $0.contains("has the bytes that the run wrote") })
    #expect(refusal(night, "training-access", "dispositif=POEJ")?.message.contains("perhaps POEI") == true)
  }

  @Test func `an input that is gone is named, and ends with 66`() throws {
    let night = try smallNight()
    try FileManager.default.removeItem(atPath: "\(night.input)/training/stagiaires-pe_20170301.csv.gz")
    let refused = refusal(night, "training-access")
    #expect(refused?.status == .noInput)
    #expect(refused?.message.contains("input is gone: training/stagiaires-pe_20170301.csv.gz") == true)
  }

  @Test func `inputs that were moved are read where they lie now`() throws {
    let night = try smallNight()
    try FileManager.default.moveItem(atPath: night.input, toPath: "\(night.folder)/archive")
    let told = try Explanation(
      of: "training-access", [], run: "current", in: night.output, input: "\(night.folder)/archive", rows: 5,
      world: night.world)
    #expect(told.status == .done)
  }

  // MARK: refusals

  @Test func `a run for the public is refused, with what to do`() throws {
    let night = try smallNight()
    try night.run(audience: .public)
    let told = try Command.run(["explain", "training-access", "--output", night.output])
    #expect(told.status == 64)
    #expect(told.output.isEmpty)
    #expect(told.errors.contains("is for the public: to explain a figure would lay open what its tables hide"))
    #expect(told.errors.contains("--audience internal"))
  }

  @Test(arguments: [
    (["training-acces"], "no table 'training-acces'; perhaps training-access; the tables are training-access, "),
    (
      ["training-access", "departements=13"],
      "has no dimension 'departements'; perhaps departement; it has dispositif, "
    ),
    (
      ["training-access", "dispositif=POEJ"],
      "no row of dispositif 'POEJ': no fact falls in it; perhaps POEI; there are "
    ),
    (["training-access", "13"], "'13': give a dimension and its value, such as dispositif=13"),
    (["training-access", "dispositif=AFC", "dispositif=POEI"], "'dispositif=POEI': dispositif is given twice"),
    (["hires-by-sector"], "has no total of month: give month=... (2016-05, 2016-08, 2016-10)"),
  ])
  func `a mistake is answered with what was perhaps meant, and 64`(arguments: [String], answer: String) throws {
    let night = try smallNight()
    do {
      _ = try Explanation(
        of: arguments[0], Array(arguments.dropFirst()), run: "current", in: night.output, rows: 5, world: night.world)
      Issue.record("\(arguments) is taken")
    } catch {
      #expect(Failures.ExitStatus.of(error) == .usage)
      #expect("\(error)".contains(answer), "\(error)")
    }
  }

  @Test func `the same is told by any number of threads`() throws {
    let night = try smallNight()
    let told = try [1, 2, 5].map { jobs in
      try Explanation(
        of: "training-access", [], run: "current", in: night.output, rows: 9, jobs: jobs, world: night.world
      ).lines
    }
    #expect(told[0] == told[1] && told[1] == told[2])
  }
}
