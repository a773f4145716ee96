import Count
import Definition
import Deliveries
import Facts
import Formats
import Ingest
import LabourMarket
import Normalise
import Report

extension ReportFacts {
  /// What the report of a run is made of: only what a replay finds again, so nothing of the run itself, of files that
  /// were delivered later, or of folders.
  ///
  /// - Parameter tables: as they are published.
  init(_ plan: RunPlan, _ ingestion: Ingestion, _ profile: HireProfile, tables: [OutcomeTable]) {
    let definition = plan.definition
    let isPublic = plan.audience == .public
    self.init(
      language: definition.report.language, notice: plan.notice, pipeline: definition.name, asOf: plan.asOf,
      isPublic: isPublic,
      rules: definition.rules, observed: ingestion.observed, tables: tables,
      withheld: isPublic ? definition.tables.filter(\.isInternal) : [],
      labels: [
        NeedFact.metier: ingestion.tables.needs.metierNames.texts, NeedFact.bassin: ingestion.bassinNames,
      ],
      quality: Quality(ingestion, profile), provenance: Provenance(plan, ingestion))
  }
}

extension Ingestion {
  fileprivate var bassinNames: [String: String] {
    var names = tables.bassins.names
    names += tables.needs.bassinNames
    return names.texts
  }
}

extension Quality {
  fileprivate init(_ ingestion: Ingestion, _ profile: HireProfile) {
    self.init()
    accounts = Source.all.filter { ingestion.reports[$0] != nil }.map { Account($0, ingestion.total(of: [$0])) }
    hires.all = profile.hires
    hires.withPerson = profile.hires - profile.unknownPersons
    hires.withCreation = profile.withCreation
    hires.late = profile.declaredLate
  }
}

extension Quality.Account {
  fileprivate init(_ source: Source, _ total: FileAccount) {
    self.init(source: source.name, title: source.title)
    read = total.read
    accepted = total.accepted
    superseded = total.superseded
    rejected = Quality.Account.named(total.rejected)
    filtered = Quality.Account.named(total.filtered)
    filterTitles = Dictionary(uniqueKeysWithValues: total.filtered.keys.map { ($0.name, $0.title) })
    repaired = Quality.Account.named(total.repaired)
  }

  private static func named(_ counts: [some Named: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key.name, $0.value) })
  }
}

extension Provenance {
  fileprivate init(_ plan: RunPlan, _ ingestion: Ingestion) {
    self.init()
    version = Version.current
    definition = plan.loaded.files.enumerated().map { index, file in
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return File(name: index == 0 ? name : "layouts/\(name)", sha256: sha256(file.bytes))
    }
    inputs = Source.all.flatMap { ingestion.reports[$0] ?? [] }.map(File.init)
    parameters = plan.definition.parameters
  }
}

extension Provenance.File {
  fileprivate init(_ report: FileReport) {
    self.init(
      name: report.file.name, sha256: report.digest.sha256, source: report.file.layout.source.name,
      layout: report.file.layout.name, delivered: report.file.delivery?.delivered.description)
  }
}
