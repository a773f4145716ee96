import Aggregate
import Formats
import Foundation
import Ingest
import LabourMarket

/// `manifest.json`: what a run was given, what it made of it, and what it wrote. Only here do the run's id and times
/// stand, so that tables and rejects are the same bytes in a replay.
struct Manifest: Codable {
  private(set) var product = "hiring-outcomes"
  private(set) var version = Version.current
  let run: String
  let pipeline: String
  let asOf: String
  let audience: String
  /// The folder that was read, and the definition, as the run was given them.
  let inputFolder: String?
  let definitionPath: String?
  let definition: [HashedFile]
  let parameters: [String: String]
  let inputs: [Input]
  /// By source.
  let accounting: [String: Account]
  let notYetDelivered: [String]
  /// Deliveries that were still arriving, each with why it was not read.
  let notWhole: [String]?
  let notRead: [String]
  private(set) var warnings: [String]
  /// What the checks of the definition look at, by measure and source.
  private(set) var quality: [String: [String: String]]?
  private(set) var checks: [CheckFinding]?
  /// Sums that are the same before and after each stage, as `in = out`; and how many margins equal their parts.
  private(set) var conserved: [String: String]?
  /// Who let a held run out, and why.
  var approval: Approval?
  private(set) var tables: [Output] = []
  private(set) var rejects: [Output] = []
  private(set) var report: ReportRecord?
  /// The tables in other forms, with what describes them.
  private(set) var forms: [HashedFile]?
  private(set) var protection: ProtectionRecord?
  private(set) var persons: PersonRecord?
  private(set) var amountWithoutEntryEuro = "0.00"
  private(set) var secondsByStage: [Stage] = []
  private(set) var finished = ""
  private(set) var cpuSeconds = 0.0
  private(set) var peakMemoryBytes = 0

  struct HashedFile: Codable, Equatable {
    let path: String
    let sha256: String
  }

  struct ReportRecord: Codable {
    let path: String
    let bytes: Int
    let sha256: String
  }

  /// A person-level output, and what tells its key from others.
  struct PersonRecord: Codable {
    let files: [HashedFile]
    let keyCheck: String
  }

  /// What a public run hid, and which pattern it had to keep.
  struct ProtectionRecord: Codable {
    let report: HashedFile
    let pattern: HashedFile
    let lastPattern: HashedFile?
  }

  struct Stage: Codable {
    let stage: String
    let seconds: Double
  }

  struct Output: Codable {
    let name: String
    let rows: Int
    let sha256: String
    /// Of a table: the columns that say which facts a row counts; the others are measures.
    var dimensions: [String]?
    /// Of `needs-and-hires-by-fap`: the share of the hires without a FAP, `nd` where there are no hires.
    var unplacedShare: String?
  }

  struct Input: Codable {
    let file: String
    let source: String
    let layout: String
    let compression: String
    let sha256: String
    let bytes: Int
    let delivered: String?
    let firstHire: String?
    let lastHire: String?
    let account: Account
    /// What is odd in the text and rejects no row.
    let findings: [Oddity]?
  }

  struct Oddity: Codable {
    let finding: String
    let lines: Int
    let firstLine: Int
    let firstByte: Int

    init(_ finding: Ingest.Finding) {
      self.finding = finding.kind.rawValue
      lines = finding.lines
      firstLine = finding.firstLine
      firstByte = finding.firstByte
    }
  }

  struct Account: Codable {
    let read: Int
    let accepted: Int
    let rejected: Int
    let filtered: Int
    let superseded: Int
    let rejectedByReason: [String: Int]
    let filteredByReason: [String: Int]
    let repaired: [String: Int]

    init(_ account: FileAccount) {
      read = account.read
      accepted = account.accepted
      rejected = account.rejectedRows
      filtered = account.filteredRows
      superseded = account.superseded
      rejectedByReason = Account.named(account.rejected)
      filteredByReason = Account.named(account.filtered)
      repaired = Account.named(account.repaired)
    }

    private static func named<Name: RawRepresentable<String>>(_ counts: [Name: Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
  }

  init(_ plan: RunPlan, _ ingestion: Ingestion, runID: String) {
    run = runID
    pipeline = plan.definition.name
    asOf = plan.asOf.description
    audience = plan.audience.rawValue
    inputFolder = URL(filePath: plan.input).standardizedFileURL.path
    definitionPath = plan.loaded.files[0].path
    definition = plan.loaded.files.map { HashedFile(path: $0.path, sha256: sha256($0.bytes)) }
    parameters = plan.definition.parameters
    inputs = Source.allCases.flatMap { ingestion.reports[$0] ?? [] }.map(Input.init)
    let read = Source.allCases.filter { ingestion.reports[$0] != nil }
    accounting = Dictionary(uniqueKeysWithValues: read.map { ($0.rawValue, Account(ingestion.total(of: [$0]))) })
    notYetDelivered = ingestion.search.later.map(\.name)
    notWhole = ingestion.search.notWhole
    notRead = ingestion.search.unread
    warnings = ingestion.search.warnings
  }

  mutating func add(_ conserved: Conservation) {
    var sums = Dictionary(uniqueKeysWithValues: conserved.sums.map { ($0.name, "\($0.into) = \($0.out)") })
    sums["margins equal to the sum of their parts"] = "\(conserved.margins)"
    self.conserved = sums
  }

  mutating func add(_ doubts: Doubts) { warnings += doubts.warnings }

  mutating func add(_ quality: SourceQuality, _ verdict: Verdict) {
    self.quality = quality.texts
    checks = verdict.findings
    warnings += verdict.warnings
  }

  mutating func add(_ table: OutcomeTable, _ bytes: [UInt8]) {
    tables.append(
      Output(
        name: table.definition.name, rows: table.rows.count, sha256: sha256(bytes),
        dimensions: table.definition.dimensions,
        unplacedShare: table.unplacedShare?.text))
  }

  mutating func addReport(_ bytes: [UInt8], at path: String) {
    report = ReportRecord(path: path, bytes: bytes.count, sha256: sha256(bytes))
  }

  mutating func addForm(_ bytes: [UInt8], at path: String) {
    forms = (forms ?? []) + [HashedFile(path: path, sha256: sha256(bytes))]
  }

  mutating func add(_ shown: PublicTables, pattern: [UInt8], report: [UInt8]) {
    protection = ProtectionRecord(
      report: HashedFile(path: "protection.json", sha256: sha256(report)),
      pattern: HashedFile(path: "pattern.json", sha256: sha256(pattern)),
      lastPattern: shown.last.map { HashedFile(path: "runs/\($0.run)/pattern.json", sha256: $0.digest) })
  }

  mutating func add(_ output: PersonOutput, _ key: PersonKeyFile) {
    persons = PersonRecord(
      files: [
        HashedFile(path: "persons/k-anonymity.json", sha256: sha256(output.report)),
        HashedFile(path: "persons/leavers.csv", sha256: sha256(output.csv)),
      ], keyCheck: key.check)
  }

  mutating func addRejects(_ source: Source, _ bytes: [UInt8]) {
    let rows = bytes.count { $0 == 0x0A } - 1
    rejects.append(Output(name: source.rawValue, rows: rows, sha256: sha256(bytes)))
    rejects.sort { $0.name < $1.name }
  }

  /// Adds what is known only at the end.
  mutating func finish(_ stages: StageClock, amountWithoutEntry: Quantity, now: Date) {
    secondsByStage = stages.seconds.map { Stage(stage: $0.stage, seconds: ($0.seconds * 1000).rounded() / 1000) }
    amountWithoutEntryEuro = amountWithoutEntry.text(decimals: 2)
    finished = now.formatted(.iso8601)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    peakMemoryBytes = usage.ru_maxrss * 1024
    cpuSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
    cpuSeconds = (cpuSeconds * 1000).rounded() / 1000
  }

  /// All files of the run but itself and the definition, by path below the run's folder.
  var files: [HashedFile] {
    tables.map { HashedFile(path: "tables/\($0.name).csv", sha256: $0.sha256) }
      + rejects.map { HashedFile(path: "rejects/\($0.name).csv", sha256: $0.sha256) }
      + [report.map { HashedFile(path: $0.path, sha256: $0.sha256) }, protection?.report, protection?.pattern]
      .compactMap { $0 } + (forms ?? []) + (persons?.files ?? [])
  }

  func json() throws -> [UInt8] {
    try jsonText(self)
  }
}

extension Manifest.Input {
  init(_ report: FileReport) {
    let range = report.file.delivery?.range
    self.init(
      file: report.file.name, source: report.file.layout.source.rawValue, layout: report.file.layout.name,
      compression: report.digest.compression.rawValue, sha256: report.digest.sha256, bytes: report.digest.bytes,
      delivered: report.file.delivery?.delivered.description, firstHire: range?.lowerBound.description,
      lastHire: range?.upperBound.description, account: Manifest.Account(report.account),
      findings: report.findings.isEmpty ? nil : report.findings.map(Manifest.Oddity.init))
  }
}

extension Definition {
  /// Every rule, limit and check under its name in the definition.
  var parameters: [String: String] {
    let checks = Dictionary(uniqueKeysWithValues: checks.map { ("check \($0.name)", $0.description) })
    return rules.named.merging(limits.named) { rule, _ in rule }.merging(checks) { rule, _ in rule }
  }
}

extension Rules {
  /// Every rule under its name in the definition, with its unit.
  var named: [String: String] {
    var names = Dictionary(
      uniqueKeysWithValues: Rules.quantities.map { ($0.name, "\(self[keyPath: $0.path]) \($0.unit)") })
    names["first_hire_date"] = firstHireDate.description
    names["confidence_z"] = "\(confidenceZ)"
    names["prealable"] = prealable.joined(separator: " ")
    names["region"] = region
    names["plan_year"] = String(planYear)
    names["interim_naf"] = interimNAF.joined(separator: " ")
    return names
  }
}

extension Definition.Limits {
  /// Every limit under its name in the definition, with its unit.
  var named: [String: String] {
    var names = Dictionary(
      uniqueKeysWithValues: Self.quantities.map { ($0.name, "\(self[keyPath: $0.path]) \($0.unit)") })
    names["rejected_share"] = "\(rejectedShare)"
    names["inflation_ratio"] = "\(inflationRatio)"
    return names
  }
}

/// The version of the product, in the manifest and on `--version`.
public enum Version {
  public static let current = "0.1.0"
  /// The day of the version, for the manual.
  public static let day = "2026-11-26"
}
