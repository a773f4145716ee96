import Count
import Definition
import Deliveries
import Facts
import Foundation
import Ingest
import LabourMarket
import Testing

@Suite struct `A definition` {
  @Test func `of the project loads, whichever it is`() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: pipelines) where name.hasSuffix(".yaml") {
      let definition = try Definition.load(path: "\(pipelines)/\(name)").definition
      #expect("\(definition.name).yaml" == name)
    }
  }

  @Test func `for the night states every rule and limit as DOMAIN fixes it`() throws {
    let definition = try Definition.load(path: "\(pipelines)/nightly.yaml").definition
    var rules = definition.rules
    // What the region published is a quotation, not a rule.
    #expect(rules.published["projects"] == "190000")
    rules.published = [:]
    #expect(rules == Rules())
    #expect(definition.limits == Definition.Limits())
    #expect(definition.asOf == nil)
    #expect(definition.audience == .internal)
    #expect(definition.inputs.map(\.source) == Source.all)
    #expect(definition.inputs.filter { !$0.isOptional }.map(\.source) == [.dpae])
    #expect(
      definition.tables.filter(\.isInternal).map(\.name) == ["hires", "revisions", "coverage", "hires-and-published"])
  }

  @Test(arguments: [
    (
      "training-access", "dispositif departement age_band", "dispositif departement age_band",
      """
      leavers not_mature access_any access access_durable employed access_any_rate access_rate access_rate_low \
      access_rate_high access_durable_rate employed_rate days_to_first_hire
      """
    ),
    (
      "training-access-curve", "dispositif month_since_exit", "dispositif", "leavers access_any access_any_rate"
    ),
    (
      "training-entries", "month dispositif training_type", "month dispositif training_type", "entries amount_eur"
    ),
    ("hires", "month departement bassin sector contract_class", "", "hires establishments persons"),
    (
      "hires-by-sector", "month departement sector", "departement sector",
      "hires hires_1m hires_durable establishments persons"
    ),
    (
      "needs", "year region departement bassin family metier", "",
      "projects_low projects_high difficult_low difficult_high seasonal_low seasonal_high"
    ),
    (
      "needs-by-area", "year region departement family", "region departement family",
      "projects_low projects_high difficult_low difficult_high seasonal_low seasonal_high secret_cells"
    ),
  ])
  func `for the night has the columns of DOMAIN section 7`(
    name: String, dimensions: String, margins: String, measures: String
  ) throws {
    let tables = try Definition.load(path: "\(pipelines)/nightly.yaml").definition.tables
    let table = try #require(tables.first { $0.name == name })
    #expect(table.dimensions.map(\.name).joined(separator: " ") == dimensions)
    #expect(table.dimensions.filter(table.margins.contains).map(\.name).joined(separator: " ") == margins)
    #expect(table.measures.map(\.name).joined(separator: " ") == measures)
  }

  @Test func `takes every key as it is written`() throws {
    let top = """
      input: in
      output: out
      as_of: 2017-03-31
      audience: public
      jobs: 2
      rules: {access: 1 month, first_hire_date: 1999-12-31, prealable: ["POE*"], confidence_z: 1.645}
      limits: {rejected_share: 0.1, rejected_rows: 0 rows, longest_line: 4096 bytes, inflation_ratio: 10}
      """
    let input = "needs: {files: [bmo/*.csv], exclude: [bmo/x*], layouts: [bmo], optional: true}"
    let table =
      "a-1: {fact: need, dimensions: [year, region], measures: [projects_low], margins: [region], "
      + "where: {departement: 01, family: no}, audience: internal}"
    let folder = try DefinitionFolder([
      "pipeline.yaml": sampleDefinition(top: top, inputs: input, table: table), "layouts/bmo.yaml": sampleLayout,
    ])
    let definition = try folder.load().definition
    #expect(definition.name == "test")
    #expect(definition.input == "in")
    #expect(definition.output == "out")
    #expect(definition.asOf == Day(year: 2017, month: 3, day: 31))
    #expect(definition.audience == .public)
    #expect(definition.jobs == 2)
    #expect(definition.rules.accessMonths == 1)
    #expect(definition.rules.firstHireDate == Day(year: 1999, month: 12, day: 31))
    #expect(definition.rules.prealable == ["POE*"])
    #expect(definition.rules.confidenceZ == 1.645)
    #expect(definition.limits.rejectedShare == 0.1)
    #expect(definition.limits.rejectedRows == 0)
    #expect(definition.limits.lineBytes == 4096)
    #expect(definition.limits.inflationRatio == 10)
    #expect(definition.inputs.map(\.excluded) == [["bmo/x*"]])
    #expect(definition.inputs.map(\.isOptional) == [true])
    #expect(definition.inputs.map(\.line) == [10])
    // A value is the text that stands there: neither the number 1 nor the answer no.
    let filters = [(NeedFact.departement, "01"), (NeedFact.family, "no")].map(TableDefinition.Filter.init)
    #expect(
      definition.tables == [
        TableDefinition(
          name: "a-1", fact: .need, dimensions: [NeedFact.year, NeedFact.region], measures: [NeedFact.projectsLow],
          margins: [NeedFact.region],
          filters: filters, isInternal: true)
      ])
  }

  @Test func `comes with the bytes of every file that it was read from`() throws {
    let folder = try DefinitionFolder(DefinitionFolder.sample)
    let files = try folder.load().files
    #expect(files.map { $0.path.replacing(folder.path + "/", with: "") } == ["pipeline.yaml", "layouts/bmo.yaml"])
    #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == [sampleDefinition(), sampleLayout])
  }
}
