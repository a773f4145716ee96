import Aggregate
import Foundation
import Ingest
import LabourMarket
import Protect
import Publish

/// All that a run writes, in memory: the same for the same inputs, definition, as-of date and last pattern, but for the
/// manifest's times.
struct RunProduct {
  /// By path below the run's folder; the manifest, which names them, comes last and is not among them.
  private(set) var files: [File] = []
  private(set) var manifest: Manifest
  /// As they are published.
  let tables: [OutcomeTable]
  let quality: SourceQuality
  private let amountWithoutEntry: Quantity

  struct File {
    let path: String
    let bytes: [UInt8]
    var isPrivate = false
  }

  /// - Parameter tables: as they were counted.
  /// - Parameter shown: the same protected, in a public run.
  init(
    _ plan: RunPlan, _ ingestion: Ingestion, _ facts: JoinedFacts, tables: [OutcomeTable], shown: PublicTables?,
    report: [UInt8], runID: String, _ conserved: Conservation
  ) throws {
    manifest = Manifest(plan, ingestion, runID: runID)
    manifest.add(conserved)
    manifest.add(Doubts(ingestion, tables: tables))
    self.tables = shown?.protection.tables ?? tables
    quality = SourceQuality(ingestion, asOf: plan.asOf, profile: facts.profile, matched: facts.matched)
    amountWithoutEntry = facts.facts.amountWithoutEntry
    let texts = self.tables.map { (table: $0, csv: $0.csv) }
    for (table, csv) in texts {
      files.append(File(path: "tables/\(table.definition.name).csv", bytes: csv))
      manifest.add(table, csv)
    }
    for (path, bytes) in try Forms(plan, texts).files {
      files.append(File(path: path, bytes: bytes))
      manifest.addForm(bytes, at: path)
    }
    files.append(File(path: "report.html", bytes: report))
    manifest.addReport(report, at: "report.html")
    for (source, reports) in ingestion.reports.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let bytes = Array(RejectLog.header.utf8) + reports.flatMap(\.rejects)
      files.append(File(path: "rejects/\(source.rawValue).csv", bytes: bytes))
      manifest.addRejects(source, bytes)
    }
    if let shown { try add(shown) }
    if let key = plan.personKey {
      try add(
        PersonOutput(
          PersonTable(facts.facts), key: key, rules: plan.definition.rules.disclosure,
          identifierOf: ingestion.directory.identifier), key)
    }
    for (path, file) in zip(Manifest.definitionPaths(plan.loaded), plan.loaded.files) {
      files.append(File(path: path, bytes: file.bytes))
    }
  }

  private mutating func add(_ shown: PublicTables) throws {
    let pattern = try Pattern(Set(shown.protection.hidden.map(\.reference))).json()
    let report = try shown.json()
    files += [File(path: "pattern.json", bytes: pattern), File(path: "protection.json", bytes: report)]
    manifest.add(shown, pattern: pattern, report: report)
  }

  private mutating func add(_ persons: PersonOutput, _ key: PersonKeyFile) {
    files += [
      File(path: "persons/leavers.csv", bytes: persons.csv, isPrivate: true),
      File(path: "persons/k-anonymity.json", bytes: persons.report),
    ]
    manifest.add(persons, key)
  }

  mutating func judge(_ verdict: Verdict) { manifest.add(quality, verdict) }

  /// Adds what is known only at the end.
  mutating func finish(_ stages: StageClock, now: Date) {
    manifest.finish(stages, amountWithoutEntry: amountWithoutEntry, now: now)
  }
}

extension Manifest {
  /// Where a run keeps the definition that it was given, below its folder.
  var keptDefinition: String? {
    definitionPath?.split(separator: "/").last.map { "definition/\($0)" }
  }

  /// Where a run keeps the definition that it was given, and its layouts, so that it can be replayed after they changed.
  static func definitionPaths(_ loaded: LoadedDefinition) -> [String] {
    loaded.files.enumerated().map { index, file in
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return index == 0 ? "definition/\(name)" : "definition/layouts/\(name)"
    }
  }
}
