import Failures
import Foundation
import Nights
import TestSupport
import Testing

/// What a run says of deliveries that did not come, came twice, or are gone (DOMAIN sections 4 and 4b).
@Suite struct CoverageTests {
  /// Persons who left on 31 August 2016, and hires of September to March.
  private func night() throws -> Night {
    let night = try Night()
    let months = ["20160901_20161031_20161108", "20161101_20161231_20170108", "20170101_20170331_20170331"]
    for (index, name) in months.enumerated() {
      let day = ["2016-10-03", "2016-11-07", "2017-01-09"][index]
      let hires = (0..<40).map { person in
        Deliveries.hire(["DC_INDIVIDU_NATIONAL": "\(2000 + index * 100 + person)", "KD_DATEEMBAUCHE": day])
      }
      try night.put(Deliveries.warehouse(hires), at: "dpae/XDP_DPAE_\(name).csv.gz")
    }
    let trainings = (0..<40).map { Deliveries.training(["dn_individu_national": "\(2000 + $0)"]) }
    try night.put(Deliveries.trainings(trainings), at: "training/stagiaires-pe_20170331.csv.gz")
    return night
  }

  private func define(_ night: Night, _ more: String = "") throws -> String {
    let nightly = try String(contentsOfFile: "\(packageRoot)/Pipelines/nightly.yaml", encoding: .utf8)
    let optional = nightly.replacing("    optional: true", with: "    optional: true\n    expected: false")
    try FileManager.default.createDirectory(atPath: "\(night.folder)/p", withIntermediateDirectories: true)
    try? FileManager.default.createSymbolicLink(
      atPath: "\(night.folder)/p/layouts", withDestinationPath: "\(packageRoot)/Pipelines/layouts")
    let path = "\(night.folder)/p/nightly.yaml"
    try (optional + more).write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func delete(_ name: String, of night: Night) throws {
    try FileManager.default.removeItem(atPath: "\(night.input)/\(name)")
  }

  private let november = "dpae/XDP_DPAE_20161101_20161231_20170108.csv.gz"

  @Test func `a series without a hole is published without a word`() throws {
    let night = try night()
    let result = try night.run(definition: define(night))
    #expect(result.warnings == [])
    #expect(try night.totals("training-access")["leavers"] == "40")
    #expect(night.log.all.contains { $0.contains("observed until: hires 2017-03-31, trainings 2017-03-31, offers nd") })
  }

  @Test func `a hole holds the run on a first night, and its exits are not mature`() throws {
    let night = try night()
    try delete(november, of: night)
    let result = try night.run(definition: define(night))
    #expect(result.status == .held)
    #expect(result.warnings.contains { $0.contains("covers 2016-11-01 to 2016-12-31 (61 days)") })
    #expect(!night.isPublished)
  }

  @Test func `a hole that the definition knows is published, and nobody over it has a rate`() throws {
    let night = try night()
    try delete(november, of: night)
    let definition = try define(night, "\nknown_holes: [{from: 2016-11-01, to: 2016-12-31}]\n")
    #expect(try night.run(definition: definition).warnings == [])
    #expect(try night.totals("training-access")["leavers"] == "0")
    #expect(try night.totals("training-access")["not_mature"] == "40")
    #expect(try night.text("report.html").contains("Rien ne couvre"))
  }

  @Test func `a known hole that is a day shorter than the real one does not excuse it`() throws {
    let night = try night()
    try delete(november, of: night)
    let definition = try define(night, "\nknown_holes: [{from: 2016-11-01, to: 2016-12-30}]\n")
    #expect(try night.run(definition: definition).status == .held)
  }

  @Test func `the last delivery that did not come moves the day that figures are of`() throws {
    let night = try night()
    try delete("dpae/XDP_DPAE_20170101_20170331_20170331.csv.gz", of: night)
    try night.run(definition: define(night))
    #expect(try night.totals("training-access")["leavers"] == "0")
    #expect(try night.text("manifest.json").contains("\"hires\" : \"2016-12-31\""))
    let uncovered = try night.table("coverage").filter { row in row["covered_days"] == "0" }
    let months = uncovered.map { row in row["month"] ?? "" }
    #expect(months == ["2017-01", "2017-02", "2017-03"])
  }

  // MARK: twice the same

  @Test(arguments: ["again.csv.gz", "unpacked.csv"])
  func `a delivery that lies there twice counts once, and both are named`(form: String) throws {
    let night = try night()
    let definition = try define(night)
    try night.run(definition: definition)
    let before = try night.files()
    let text = Deliveries.trainings((0..<40).map { Deliveries.training(["dn_individu_national": "\(2000 + $0)"]) })
    try night.put(text, at: "training/stagiaires-pe_20170331_\(form)")
    let result = try night.run(definition: definition)
    #expect(result.warnings.count == 1)
    #expect(
      result.warnings[0].contains(
        "stagiaires-pe_20170331_\(form): the same content as training/stagiaires-pe_20170331.csv.gz"))
    #expect(try night.files() == before)
    #expect(try night.text("manifest.json").contains("\"superseded\" : 40"))
  }

  @Test func `lines of a cost delivery that came twice do not add up`() throws {
    let night = try night()
    for name in ["sessions-montants_20170331.csv.gz", "sessions-montants_20170331 (1).csv.gz"] {
      try night.put(Deliveries.costs(("501", "1000")), at: "training/\(name)")
    }
    try night.run(definition: define(night))
    #expect(try night.totals("training-entries")["amount_eur"] == "1000.00")
  }

  @Test func `deliveries of a header alone are no copies of each other`() throws {
    let night = try night()
    for name in ["20170330", "20170331"] {
      try night.put(Deliveries.costs(), at: "training/sessions-montants_\(name).csv.gz")
    }
    let result = try night.run(definition: define(night))
    #expect(!result.warnings.contains { $0.contains("the same content") })
  }

  @Test func `hires of unknown persons in a copy are superseded`() throws {
    let night = try night()
    let rows = (0..<30).map { row in
      Deliveries.hire(["DC_INDIVIDU_NATIONAL": "", "KD_DATEEMBAUCHE": "2017-02-\(10 + row % 10)"])
    }
    let hires = Deliveries.warehouse(rows)
    try night.put(hires, at: "dpae/XDP_DPAE_20170201_20170228_20170331.csv.gz")
    let definition = try define(night)
    try night.run(definition: definition)
    let before = try night.text("tables/hires.csv")
    try night.put(hires, at: "dpae/XDP_DPAE_20170201_20170228_20170331_2.csv.gz")
    try night.run(definition: definition)
    #expect(try night.text("tables/hires.csv") == before)
  }

  // MARK: since the last publication

  @Test func `a file that is gone is named, and holds the run when rows went with it`() throws {
    let night = try night()
    let definition = try define(night)
    let rows = (0..<40).map {
      Deliveries.training(["dn_individu_national": "\(3000 + $0)", "dn_session_id": "502"])
    }
    let second = Deliveries.trainings(rows)
    try night.put(second, at: "training/stagiaires-pe_20170330.csv.gz")
    try night.run(definition: definition)
    try delete("training/stagiaires-pe_20170330.csv.gz", of: night)
    let result = try night.run(definition: definition)
    #expect(result.status == .held)
    #expect(
      result.warnings.contains { $0.contains("vanished of training in training/stagiaires-pe_20170330.csv.gz is 1") })
  }

  @Test func `a file whose content is another than the published run read is named`() throws {
    let night = try night()
    let definition = try define(night)
    try night.run(definition: definition)
    let trainings = (0..<40).map {
      Deliveries.training(["dn_individu_national": "\(2000 + $0)", "liste_financeur": "4"])
    }
    try night.put(Deliveries.trainings(trainings), at: "training/stagiaires-pe_20170331.csv.gz")
    let result = try night.run(definition: definition)
    #expect(result.warnings.count == 1)
    #expect(result.warnings[0].contains("changed of training in training/stagiaires-pe_20170331.csv.gz is 1"))
  }

  @Test func `a source that the last publication had and that is gone holds the run`() throws {
    let night = try night()
    let nightly = "Pipelines/nightly.yaml"
    try night.put(Deliveries.costs(("501", "1000")), at: "training/sessions-montants_20170331.csv.gz")
    try night.run(definition: nightly)
    try delete("training/sessions-montants_20170331.csv.gz", of: night)
    let result = try night.run(definition: nightly)
    #expect(result.status == .held)
    #expect(result.warnings.contains { $0.contains("input 'costs': no delivery is there") })
  }

  // MARK: what must be there

  @Test(arguments: [
    ("training/stagiaires-pe_20170331.csv.gz,40,", true), ("training/stagiaires-pe_20170331.csv.gz,,", true),
    ("training/stagiaires-pe_20170331.csv.gz,41,", false), ("training/stagiaires-pe_20170330.csv.gz,,", false),
    ("training/stagiaires-pe_20170331.csv.gz,,00", false),
  ])
  func `what expected.csv names must be there as it says`(line: String, isMet: Bool) throws {
    let night = try night()
    try "name,rows,sha256\n\(line)\n".write(toFile: "\(night.input)/expected.csv", atomically: true, encoding: .utf8)
    let status = try night.run(definition: define(night)).status
    #expect(isMet ? status == .done : status == .held)
  }

  @Test func `an input without a delivery is named, and its figures are nd`() throws {
    let night = try night()
    let result = try night.run(definition: "Pipelines/nightly.yaml")
    for source in ["register", "offers", "survey"] {
      #expect(result.warnings.contains { $0.hasPrefix("input '\(source)': no delivery is there") })
    }
    let filled = try night.table("offers").map { row in row["filled"] ?? "" }
    #expect(filled == ["nd"])
  }

  @Test(arguments: ["naf-fap.csv", "rome-naf.csv"])
  func `where one reference is enough, the other is not missed; where neither is there, both are`(name: String) throws {
    func missed(_ night: Night) throws -> [String] {
      let warnings = try night.run().warnings
      return ["naf-fap", "rome-naf"].filter { source in
        warnings.contains { $0.hasPrefix("input '\(source)': no delivery is there") }
      }
    }
    let night = try night()
    #expect(try missed(night) == ["naf-fap", "rome-naf"])
    let lines = [
      "naf-fap.csv": "naf,fap,weight\n5610A,S1Z40,1\n",
      "rome-naf.csv": "rome_id,rome_label,naf_id,naf_label,hirings\nG1602,Cuisine,5610A,Restauration,12\n",
    ]
    try night.put(lines[name]!, at: "reference/\(name)")
    #expect(try missed(night) == [])
  }
}
