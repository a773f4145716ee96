import Failures
import Formats
import Foundation
import Glibc
import Nights
import TestSupport
import Testing

/// What lies in an input folder and is not quite a delivery: names, folders, titles, twins.
@Suite struct OddFileTests {
  private let october = "XDP_DPAE_20161001_20161031_20161108"

  private func hires(_ night: Night) throws -> Int {
    try night.table("hires").filter { $0["departement"] == "total" }.reduce(0) { $0 + (Int($1["hires"]!) ?? 0) }
  }

  /// A definition of a plain night in which something is otherwise.
  private func definition(_ night: Night, _ old: String, _ new: String) throws -> String {
    let path = try night.define()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func failure(_ night: Night, _ definition: String) -> String? {
    do {
      try night.run(definition: definition)
      return nil
    } catch {
      #expect(ExitStatus.of(error) == .badData && !night.isPublished)
      return "\(error)"
    }
  }

  private func hire(_ person: Int = 1) -> String {
    Deliveries.warehouse(Deliveries.hire(["DC_INDIVIDU_NATIONAL": "\(person)"]))
  }

  // MARK: names and dates

  @Test func `a file of declarations without a date stops the run, and is read where its input accepts it`() throws {
    let night = try Night.plain()
    try night.put(hire(2), at: "dpae/octobre.csv")
    let message = try #require(failure(night, try night.define()))
    #expect(message.hasPrefix("\(night.input)/dpae/octobre.csv: its name gives no delivery date"))
    #expect(message.contains("layout xdp-dpae expects 'XDP_DPAE_<first>_<last>_<delivered>'; rename the file"))
    #expect(message.contains("or say undated: accept in the input 'dpae' ("))
    let accepting = try definition(night, "layouts: [xdp-dpae]", "layouts: [xdp-dpae], undated: accept")
    let result = try night.run(definition: accepting)
    #expect(
      result.warnings == [
        "dpae/octobre.csv: its name gives no delivery date; it is read as older than any dated one"
      ])
    #expect(try hires(night) == 2)
  }

  @Test func `a file of another source without a date is read, with a warning`() throws {
    let night = try Night.plain()
    try night.put(Deliveries.trainings(Deliveries.training(["dn_session_id": "7"])), at: "training/stagiaires.csv")
    let warnings = try night.run(definition: try night.define()).warnings
    #expect(warnings.map { $0.hasPrefix("training/stagiaires.csv: its name gives no delivery date") } == [true])
  }

  @Test func `a delivery dated two days after today is said, one of tomorrow is not, whatever the as-of date`() throws {
    let night = try Night.plain()
    for day in ["20170401", "20170402"] { try night.deliver(hire(), on: day) }
    let warnings = try night.run(definition: try night.define()).warnings
    #expect(
      warnings == [
        "dpae/XDP_DPAE_20160101_20170331_20170402.csv.gz: is dated 2017-04-02, and today is 2017-03-31; is the date in its "
          + "name wrong, or the clock?"
      ])
  }

  @Test func `endings match in any case, and folders in folders where the definition says so`() throws {
    let night = try Night.plain()
    try night.put(hire(2), at: "dpae/\(october).CSV")
    try night.put(hire(3), at: "dpae/2016/10/\(october)_3.Csv")
    let deep = try definition(night, "dpae/*.csv", "DPAE/**/*.csv")
    #expect(try night.run(definition: deep).warnings.filter { !$0.contains("same delivery by their names") }.isEmpty)
    #expect(try hires(night) == 3)
  }

  @Test func `a file that no input reads is said by its whole path; what is about the folder is not`() throws {
    let night = try Night.plain()
    try night.put("x", at: "dpae/notes.txt")
    try night.put(hire(2), at: "dpae/2016/\(october).csv")
    try night.put("name,rows,sha256\n", at: "./expected.csv")
    for name in ["./truth.json", "dpae/~$dpae.xlsx"] { try night.put("x", at: name) }
    let warnings = try night.run(definition: try night.define()).warnings
    #expect(
      warnings
        == ["dpae/2016/\(october).csv", "dpae/notes.txt"].map {
          "\($0): no input reads it; is its name, or its folder, the right one?"
        })
    try night.put("x", at: "dpae/expected.csv.txt")
    for number in 0..<30 { try night.put("x", at: "dpae/note\(number).txt") }
    let many = try night.run(definition: try night.define()).warnings
    #expect(many.count == 21 && many[20].hasPrefix("13 more files that no input reads"))
    #expect(try night.text("manifest.json").contains("\"dpae/note29.txt\""))
    let ignoring = try night.define("ignored: [\"**/note*.TXT\", \"dpae/2016/*\"]")
    #expect(try night.run(definition: ignoring).warnings.map { $0.prefix { $0 != ":" } } == ["dpae/expected.csv.txt"])
  }

  @Test func `a name that is no UTF-8 stops no night, and is written with its bytes`() throws {
    let night = try Night.plain()
    try night.put("x", at: "dpae/note.txt")
    try night.put(hire(2), at: "dpae/late.csv")
    let bad = Deliveries.warehouse(Deliveries.hire(["KC_SIRET": "1"]), Deliveries.hire(["DC_INDIVIDU_NATIONAL": "4"]))
    try night.put(bad, at: "dpae/old.csv")
    let names = [
      "dpae/note.txt": "dpae/not\\xE9.txt", "dpae/late.csv": "dpae/\(october)_r\\xE9gion.csv",
      "dpae/old.csv": "dpae/\\xC9t\\xE9/XDP_DPAE_20160901_20160930_20161008.csv",
    ]
    #expect(mkdir(systemPath("\(night.input)/dpae/\\xC9t\\xE9"), 0o755) == 0)
    for (from, to) in names { #expect(rename("\(night.input)/\(from)", systemPath("\(night.input)/\(to)")) == 0) }
    let deep = try definition(night, "dpae/*.csv", "dpae/**/*.csv")
    let warnings = try night.run(definition: deep).warnings
    #expect(warnings == ["dpae/not\\xE9.txt: no input reads it; is its name, or its folder, the right one?"])
    #expect(try hires(night) == 3)
    let manifest = try night.text("manifest.json")
    #expect(
      manifest.contains(#""dpae\/\#(october)_r\\xE9gion.csv""#)
        || manifest.contains(#""dpae/\#(october)_r\\xE9gion.csv""#))
    #expect(!manifest.contains("\u{FFFD}"))
    #expect(
      try night.text("rejects/dpae.csv").contains("\ndpae/\\xC9t\\xE9/XDP_DPAE_20160901_20160930_20161008.csv,2,6,"))
  }

  // MARK: content

  @Test func `a title above the header stops the run, which says where the header stands; a layout may say it`() throws
  {
    let night = try Night.plain()
    try night.put("Déclarations 2016\n\n" + hire(2), at: "dpae/\(october).csv")
    let definition = try night.define()
    let message = try #require(failure(night, definition))
    #expect(
      message.hasPrefix(
        "\(night.input)/dpae/\(october).csv:3: the header of layout xdp-dpae stands in line 3, not in the first; take away"
      ))
    let layout = "\(night.folder)/pipelines/layouts/xdp-dpae.yaml"
    let text = try String(contentsOfFile: layout, encoding: .utf8)
    let titled = text.replacing("layout: xdp-dpae\n", with: "layout: xdp-titled\nheader_line: 3\n")
    try titled.write(
      toFile: layout.replacing("xdp-dpae", with: "xdp-titled"), atomically: true, encoding: .utf8)
    let both = try self.definition(night, "[xdp-dpae]", "[xdp-dpae, xdp-titled]")
    #expect(try night.run(definition: both).warnings.isEmpty)
    #expect(try hires(night) == 2)
    // The title is no row: one in each of the three files, and in all of the trainings.
    #expect(try night.text("manifest.json").components(separatedBy: "\"read\" : 1,").count == 1 + 3 + 1)
  }

  @Test func `a file of which more than half is rejected is said, whatever its size; one of which half is, is not`()
    throws
  {
    let night = try Night.plain()
    let wrong = Deliveries.hire(["KC_SIRET": "1"])
    let right = Deliveries.hire(["DC_INDIVIDU_NATIONAL": "2"])
    try night.put(Deliveries.warehouse(wrong, right), at: "dpae/\(october).csv")
    #expect(try night.run(definition: try night.define()).warnings.isEmpty)
    let late = Deliveries.hire(["KD_DATEEMBAUCHE": "x"])
    try night.put(Deliveries.warehouse(wrong, right, wrong, late, right), at: "dpae/\(october).csv")
    let warnings = try night.run(definition: try night.define()).warnings
    #expect(warnings.count == 1)
    #expect(
      warnings[0].hasPrefix("dpae/\(october).csv: 3 of its 5 rows are rejected, 2 of them as siret: ask the sender"))
  }

  @Test func `two deliveries of one name range and day with different content are said, two of the same are not`()
    throws
  {
    let night = try Night.plain()
    try night.put(hire(2), at: "dpae/\(october).csv")
    try night.put(hire(2), at: "dpae/\(october)_2.csv")
    func rivals() throws -> [String] {
      try night.run(definition: try night.define()).warnings.filter { $0.contains("by their names") }
    }
    #expect(try rivals().isEmpty)
    try night.put(hire(3), at: "dpae/\(october)_2.csv")
    let said = try rivals()
    #expect(said.count == 1)
    #expect(
      said[0].hasPrefix(
        "dpae/\(october).csv and dpae/\(october)_2.csv: the same delivery by their names, with different"))
    // Of the next day.
    try night.put(hire(4), at: "dpae/XDP_DPAE_20161001_20161031_20161109.csv")
    #expect(try rivals() == said)
  }

  @Test func `two deliveries of costs of one day with different content are said`() throws {
    let night = try Night.plain()
    for (name, euro) in [("20161005", "1.00"), ("20161005_2", "2.00"), ("20161006", "3.00")] {
      try night.put(Deliveries.costs((session: "501", euro: euro)), at: "training/sessions-montants_\(name).csv")
    }
    let warnings = try night.run().warnings.filter { $0.contains("by their names") }
    #expect(warnings.count == 1)
    #expect(
      warnings[0].hasPrefix(
        "training/sessions-montants_20161005.csv and training/sessions-montants_20161005_2.csv: the same delivery"))
  }
}

/// The deliveries that went wrong somewhere, beside the project: what README.md there says must come of each.
@Suite(.enabled(if: hasSharedCases, "no ../shared/cases beside the package")) struct OddFileCaseTests {
  /// The night of a case.
  private func run(_ number: Int, asOf: String = "2017-03-31") throws -> (Night, [String]) {
    let night = try Night()
    return (night, try night.run(asOf: asOf, input: "\(sharedCases)/\(number)").warnings)
  }

  private func failure(_ number: Int) throws -> String {
    do {
      _ = try run(number)
      Issue.record("the run read it")
      return ""
    } catch {
      #expect(ExitStatus.of(error) == .badData)
      return "\(error)"
    }
  }

  /// The nightly definition with a layout of its own.
  private func definition(_ night: Night, layout: String, _ change: (String) -> String) throws -> String {
    let folder = "\(night.folder)/nightly"
    try FileManager.default.copyItem(atPath: "\(packageRoot)/Pipelines", toPath: folder)
    let path = "\(folder)/layouts/\(layout).yaml"
    try change(try String(contentsOfFile: path, encoding: .utf8)).write(toFile: path, atomically: true, encoding: .utf8)
    return "\(folder)/nightly.yaml"
  }

  private func projects(_ night: Night) throws -> [String?] {
    try night.table("needs").map { $0["projects_low"] }
  }

  @Test func `13: an ending in capitals, and a folder in the folder, are read`() throws {
    // No delivery covers the summer, which holds the run: its tables lie with the held ones.
    let night = try Night()
    let folder = try night.run(input: "\(sharedCases)/13").folder
    let text = try String(contentsOfFile: "\(folder)/tables/hires.csv", encoding: .utf8)
    let rows = text.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.dropFirst().map { [$0[0], $0[5]] } == [["2016-10", "3"]])
  }

  @Test func `23: of two sheets that fit, the one that is not hidden is read, said and named`() throws {
    // Of a later year than that of the as-of date its rows would be filtered.
    let (night, warnings) = try run(23, asOf: "2024-12-31")
    #expect(try projects(night) == ["10"])
    #expect(
      warnings.contains {
        $0.hasPrefix("bmo/Base_open_data_BMO_2024.xlsx: its sheet 'BMO' (number 2) is read")
          && $0.contains("'brouillon' (number 1, hidden)")
      })
    #expect(try night.text("manifest.json").contains("\"sheet\" : \"BMO\""))
  }

  @Test
  func `26 and 74: a title above the header is said with the line of the header, and read where a layout says it`()
    throws
  {
    #expect(
      try failure(26).contains("Base_open_data_BMO_2024.xlsx:3: the header of layout bmo-open-data stands in row 3"))
    #expect(
      try failure(74).contains("Base_open_data_BMO_2017.csv:4: the header of layout bmo-open-data-csv stands in line 4")
    )
    let cases = [(26, "bmo-open-data", 3, "2024-12-31"), (74, "bmo-open-data-csv", 4, "2017-03-31")]
    for (number, layout, line, asOf) in cases {
      let night = try Night()
      let own = try definition(night, layout: layout) { "header_line: \(line)\n" + $0 }
      try night.run(asOf: asOf, definition: own, input: "\(sharedCases)/\(number)")
      #expect(try projects(night) == ["10"])
    }
  }

  @Test func `49: a file whose rows are all rejected is said`() throws {
    let (_, warnings) = try run(49)
    #expect(
      warnings.contains {
        $0.hasPrefix("dpae/XDP_DPAE_20161001_20161031_20161108.csv.gz: ") && $0.contains("are rejected")
      })
  }

  @Test func `64: the days of a workbook's cells are read`() throws {
    let (night, _) = try run(64)
    let region = try night.table("offers").first { $0["region"] == "93" && $0["departement"] == "total" }
    #expect(region?["filled"] == "1" && region?["days_mean"] == "30.0")
  }

  @Test func `66: the lock file of an open workbook is ignored`() throws {
    let (night, warnings) = try run(66)
    #expect(!warnings.contains { $0.contains("~$") })
    #expect(!(try night.text("manifest.json")).contains("~$"))
  }

  @Test func `71: a lone quote costs its row alone`() throws {
    let (night, warnings) = try run(71)
    #expect(Set(try night.table("hires").map { $0["bassin"] }) == ["9302", "9303", "?"])
    #expect(warnings.contains { $0.hasPrefix("reference/commune-bassin.csv: 1 row is rejected as open-quote") })
    #expect(try night.text("rejects/communes.csv").contains("reference/commune-bassin.csv,2,,,open-quote,"))
  }

  @Test func `73: records of another width are written as they are, and said`() throws {
    let ending = try Command.run(["read", "--delimiter", ",", "\(sharedCases)/73/x.csv"])
    #expect(ending.status == 1 && ending.output == "a,b,c\n1,2,3\n1,23\n1,2,3,\n")
    #expect(ending.errors.contains("2 records have another number of fields than the header, the first on line 3"))
  }
}
