import Count
import Definition
import Export
import Facts
import Formats
import Ingest
import LabourMarket
import Report

/// The published tables in the forms that people like best, beside their CSV.
struct Forms {
  /// By path below the run's folder, in the order of the paths.
  let files: [(path: String, bytes: [UInt8])]

  /// - Parameter tables: as they are published, with their CSV.
  /// - Throws: where a form cannot be made: a workbook needs temporary files.
  init(_ plan: RunPlan, _ tables: [(table: OutcomeTable, csv: [UInt8])]) throws {
    let definition = plan.definition
    let dataset = Dataset(
      pipeline: definition.name, asOf: plan.asOf.description, isPublic: plan.audience == .public,
      language: definition.report.language, version: Version.current,
      rules: definition.rules, tables: tables.map(\.table))
    let csv = Dictionary(uniqueKeysWithValues: tables.map { ($0.table.definition.name, $0.csv) })
    var files: [(path: String, bytes: [UInt8])] = [
      ("datapackage.json", try dataset.dataPackage(csv: csv, digest: sha256)),
      ("dictionary.html", dictionaryPage(dataset.tables.map(\.card), definition.report.language)),
    ]
    for format in definition.publishing.formats {
      switch format {
      case .workbook: files.append(("tables.xlsx", try dataset.workbook()))
      case .sqlite: files.append(("tables.sqlite", try dataset.database()))
      case .excelFR:
        files += dataset.tables.map { (path: "excel-fr/\($0.card.name).csv", bytes: $0.excelCSV) }
      }
    }
    self.files = files.sorted { $0.path < $1.path }
  }
}
