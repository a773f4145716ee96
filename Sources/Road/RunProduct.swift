package import Count
import Definition
package import Deliveries
package import Facts
package import Ingest
package import LabourMarket
import Protect
import Publish

/// All that a run writes but its manifest, in memory, and what the manifest says of it: the same for the same inputs,
/// definition, as-of date and last pattern.
package struct RunProduct {
  package let plan: RunPlan
  /// By path below the run's folder.
  package private(set) var files: [File] = []
  /// As they are published.
  package let tables: [OutcomeTable]
  package let quality: SourceQuality
  package let observed: Observation
  package let search: InputSearch
  /// The files that were read, by source and in byte order of their names.
  package let reports: [FileReport]
  package let accounts: [Source: FileAccount]
  package let conserved: Conservation
  /// What is no failure and is most likely a mistake.
  package let doubts: Doubts
  package let amountWithoutEntry: Quantity
  /// Where the other forms of the tables lie.
  package private(set) var forms: [String] = []
  /// Ascending by the name of the source.
  package private(set) var rejects: [(source: Source, rows: Int)] = []
  /// Of a public run; the pattern that it had to keep, if there was one.
  package let isProtected: Bool
  package let lastPattern: LastPattern?
  /// Tells the key of the person-level output from others; `nil` where there is none.
  package let personKeyCheck: String?

  package struct File {
    package let path: String
    package let bytes: [UInt8]
    package var isPrivate = false
  }

  /// - Parameter tables: as they were counted.
  /// - Parameter shown: the same protected, in a public run.
  init(
    _ plan: RunPlan, _ ingestion: Ingestion, _ facts: JoinedFacts, tables: [OutcomeTable], shown: PublicTables?,
    report: [UInt8], _ conserved: Conservation
  ) throws {
    self.plan = plan
    self.conserved = conserved
    self.tables = shown?.protection.tables ?? tables
    search = ingestion.search
    reports = Source.all.flatMap { ingestion.reports[$0] ?? [] }
    accounts = Dictionary(uniqueKeysWithValues: ingestion.reports.keys.map { ($0, ingestion.total(of: [$0])) })
    doubts = Doubts(ingestion, plan.definition, tables: tables)
    quality = SourceQuality(
      ingestion, plan.definition, asOf: plan.asOf, profile: facts.profile, matched: facts.matched)
    observed = ingestion.observed
    amountWithoutEntry = facts.facts.amountWithoutEntry
    isProtected = shown != nil
    lastPattern = shown?.last
    personKeyCheck = plan.personKey?.check
    let texts = try shown?.files ?? TableFiles(plan, tables, bassins: ingestion.tables.bassins)
    files = self.tables.map { table in
      let path = TableFiles.path(table.definition.name)
      return File(path: path, bytes: texts.csv[path]!)
    }
    for (path, bytes) in try Forms(plan, self.tables, dataPackage: texts.dataPackage).files {
      files.append(File(path: path, bytes: bytes))
      forms.append(path)
    }
    files.append(File(path: "report.html", bytes: report))
    for (source, reports) in ingestion.reports.sorted(by: { $0.key.name < $1.key.name }) {
      let bytes = Array(RejectLog.header.utf8) + reports.flatMap(\.rejects)
      files.append(File(path: "rejects/\(source.name).csv", bytes: bytes))
      rejects.append((source, bytes.count { $0 == 0x0A } - 1))
    }
    if let shown {
      let pattern = try Pattern(Set(shown.protection.hidden.map(\.reference))).json()
      files += [File(path: "pattern.json", bytes: pattern), File(path: "protection.json", bytes: try shown.json())]
    }
    if let key = plan.personKey {
      let persons = try PersonOutput(
        PersonTable(facts.facts), key: key, rules: plan.definition.rules.disclosure,
        identifierOf: ingestion.directory.identifier)
      files += [
        File(path: "persons/leavers.csv", bytes: persons.csv, isPrivate: true),
        File(path: "persons/k-anonymity.json", bytes: persons.report),
      ]
    }
    for (path, file) in zip(plan.loaded.keptPaths, plan.loaded.files) {
      files.append(File(path: path, bytes: file.bytes))
    }
  }
}

extension LoadedDefinition {
  /// Where a run keeps the definition that it was given, and its layouts, so that it can be replayed after they changed.
  fileprivate var keptPaths: [String] {
    files.enumerated().map { index, file in
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return index == 0 ? "definition/\(name)" : "definition/layouts/\(name)"
    }
  }
}
