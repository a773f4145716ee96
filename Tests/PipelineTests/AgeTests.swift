import Foundation
import TestSupport
import Testing

/// Tables that an analyst adds by age and sex, of leavers and of entries.
@Suite struct AgeTests {
  private func definition() throws -> DefinitionFolder {
    let layouts = ["xdp-dpae", "stagiaires-pe", "refh-individu"]
    var files = [
      "pipeline.yaml": """
      pipeline: ages
      inputs:
        dpae: {files: ["dpae/*.csv"], layouts: [xdp-dpae]}
        training: {files: ["training/*.csv"], layouts: [stagiaires-pe]}
        register: {files: ["register/*.csv"], layouts: [refh-individu]}
      tables:
        leavers: {fact: leaver, dimensions: [age_band, official_age_band, age_group], measures: [leavers]}
        entries: {fact: entry, dimensions: [sex, official_age_band, age_group], measures: [entries]}
      """
    ]
    for layout in layouts {
      files["layouts/\(layout).yaml"] = try String(
        contentsOfFile: "\(pipelines)/layouts/\(layout).yaml", encoding: .utf8)
    }
    return try DefinitionFolder(files)
  }

  @Test func `bands begin on a birthday at the training's end, the official ones a year before the others`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse([]))
    // The training ends on 2016-08-31: of 25 and 26 years, 49 and 50, 51, and of nobody whom the register knows.
    let births = ["1990-09-01", "1990-08-31", "1966-09-01", "1966-08-31", "1965-08-31"]
    let persons = births.indices.map { "\($0 + 1)" } + ["9"]
    try night.deliverTrainings(Deliveries.trainings(persons.map { Deliveries.training(["dn_individu_national": $0]) }))
    let rows = zip(persons, births).map {
      ["KC_INDIVIDU_NATIONAL": $0, "KD_DATENAISSANCE": $1, "DC_SEXE": $0 == "1" ? "2" : "1"]
    }
    let register = rows.map { Deliveries.register($0).split(separator: "\n")[1] + "\n" }.joined()
    try night.put(
      "\(Deliveries.registerColumns.joined(separator: "|"))\n\(register)", at: "register/REFH_INDIVIDU_20160115.csv")
    let folder = try definition()
    try night.run(definition: "\(folder.path)/pipeline.yaml")
    let leavers = try night.table("leavers").map { [$0["age_band"], $0["official_age_band"], $0["age_group"]] }
    #expect(
      Set(leavers) == [
        ["<26", "<26", "25-29"], ["26-50", "26-49", "25-29"], ["26-50", "26-49", "45-49"], ["26-50", ">=50", "50-54"],
        [">50", ">=50", "50-54"], ["?", "?", "?"],
      ])
    let entries = try night.table("entries").map {
      [$0["sex"], $0["official_age_band"], $0["age_group"], $0["entries"]]
    }
    #expect(
      Set(entries) == [
        ["2", "<26", "25-29", "1"], ["1", "26-49", "25-29", "1"], ["1", "26-49", "45-49", "1"],
        ["1", ">=50", "50-54", "2"], ["?", "?", "?", "1"],
      ])
  }
}
