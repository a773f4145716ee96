import Count
import Definition
import Deliveries
import Export
import Facts
import Formats
import Ingest
import LabourMarket
import Publish
import Report

/// The tables of a run as files: what is published, and what the attacker of a public run is given.
struct TableFiles {
  /// By path below the run's folder.
  let csv: [String: [UInt8]]
  let dataPackage: [UInt8]

  /// - Parameter tables: as they are published.
  /// - Parameter bassins: by which the run places communes.
  init(_ plan: RunPlan, _ tables: [OutcomeTable], bassins: BassinReference) throws {
    let texts = Dictionary(uniqueKeysWithValues: tables.map { ($0.definition.name, $0.csv) })
    csv = Dictionary(uniqueKeysWithValues: texts.map { (TableFiles.path($0.key), $0.value) })
    dataPackage = try Dataset(plan, tables).dataPackage(
      csv: texts, rules: plan.definition.rules,
      coarsenings: Coarsenings(plan.definition.rules, bassins: bassins), digest: sha256)
  }

  static func path(_ table: String) -> String { "tables/\(table).csv" }
}

extension Dataset {
  init(_ plan: RunPlan, _ tables: [OutcomeTable]) {
    let definition = plan.definition
    self.init(
      pipeline: definition.name, asOf: plan.asOf.description, isPublic: plan.audience == .public,
      language: definition.report.language, notice: plan.notice, version: Version.current,
      rules: definition.rules, tables: tables)
  }
}

/// The published tables in the forms that people like best, beside their CSV.
struct Forms {
  /// By path below the run's folder, in the order of the paths.
  let files: [(path: String, bytes: [UInt8])]

  /// - Parameter tables: as they are published.
  /// - Throws: where a form cannot be made: a workbook needs temporary files.
  init(_ plan: RunPlan, _ tables: [OutcomeTable], dataPackage: [UInt8]) throws {
    let definition = plan.definition
    let dataset = Dataset(plan, tables)
    var files: [(path: String, bytes: [UInt8])] = [
      ("datapackage.json", dataPackage),
      ("dictionary.html", dictionaryPage(dataset.tables.map(\.card), definition.report.language, notice: plan.notice)),
    ]
    for format in definition.publishing.formats { files += try format.files(dataset) }
    self.files = files.sorted { $0.path < $1.path }
  }
}
