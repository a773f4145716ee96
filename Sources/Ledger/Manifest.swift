import Count
import Definition
import Deliveries
import Facts
import Formats
package import Foundation
import Ingest
import LabourMarket
package import Road

/// `manifest.json`: what a run was given, what it made of it, and what it wrote. Only here do the run's id and times
/// stand, so that tables and rejects are the same bytes in a replay.
package struct Manifest: Codable {
  package private(set) var product = "hiring-outcomes"
  package private(set) var version = Version.current
  /// Of the program; `nil` where it does not know its own, or the run is older than this key.
  package private(set) var commit = Version.commit
  package let run: String
  package let pipeline: String
  package let asOf: String
  package let audience: String
  /// The folder that was read, and the definition, as the run was given them.
  package let inputFolder: String?
  package let definitionPath: String?
  package let definition: [HashedFile]
  package let parameters: [String: String]
  package let inputs: [Input]
  /// By source.
  package let accounting: [String: Account]
  /// Until when, and on which days, anything could have been seen; `nil` of a run before this key.
  package let observed: Observed?
  package let notYetDelivered: [String]
  /// Deliveries that were still arriving, each with why it was not read.
  package let notWhole: [String]?
  package let notRead: [String]
  package private(set) var warnings: [String]
  /// What the checks of the definition look at, by measure and source.
  package private(set) var quality: [String: [String: String]]?
  package private(set) var checks: [CheckFinding]?
  /// Sums that are the same before and after each stage, as `in = out`; and how many margins equal their parts.
  package private(set) var conserved: [String: String]?
  /// Who let a held run out, and why.
  package var approval: Approval?
  package private(set) var tables: [Output] = []
  package private(set) var rejects: [Output] = []
  package private(set) var report: ReportRecord?
  /// The tables in other forms, with what describes them.
  package private(set) var forms: [HashedFile]?
  package private(set) var protection: ProtectionRecord?
  package private(set) var persons: PersonRecord?
  package private(set) var amountWithoutEntryEuro = "0.00"
  package private(set) var secondsByStage: [Stage] = []
  package private(set) var finished = ""
  package private(set) var cpuSeconds = 0.0
  package private(set) var peakMemoryBytes = 0

  /// Days as `yyyy-mm-dd`, ranges as `first..last` with both ends included.
  package struct Observed: Codable {
    package let hires: String?
    package let trainings: String?
    package let offers: String?
    /// Where no person-level delivery is visible, every day is taken to be covered, and none is named.
    package let covered: [String]
    package let bridged: [String]
    package let holes: [String]

    init(_ observed: Observation) {
      (hires, trainings, offers) = (
        observed.hires?.description, observed.trainings?.description, observed.offers?.description
      )
      covered = observed.isStated ? observed.covered.map(Observed.text) : []
      bridged = observed.bridged.map(Observed.text)
      holes = observed.holes.map(Observed.text)
    }

    private static func text(_ days: ClosedRange<Day>) -> String { "\(days.lowerBound)..\(days.upperBound)" }
  }

  package struct HashedFile: Codable, Equatable {
    package let path: String
    package let sha256: String
  }

  package struct ReportRecord: Codable {
    package let path: String
    package let bytes: Int
    package let sha256: String
  }

  /// A person-level output, and what tells its key from others.
  package struct PersonRecord: Codable {
    package let files: [HashedFile]
    package let keyCheck: String
  }

  /// What a public run hid, and which pattern it had to keep.
  package struct ProtectionRecord: Codable {
    package let report: HashedFile
    package let pattern: HashedFile
    package let lastPattern: HashedFile?
  }

  package struct Stage: Codable {
    package let stage: String
    package let seconds: Double
  }

  package struct Output: Codable {
    package let name: String
    package let rows: Int
    package let sha256: String
    /// Of a table: the columns that say which facts a row counts; the others are measures.
    package var dimensions: [String]?
    /// Of `needs-and-hires-by-fap`: the share of the hires without a FAP, `nd` where there are no hires.
    package var unplacedShare: String?
  }

  package struct Input: Codable {
    package let file: String
    package let source: String
    package let layout: String
    /// Of a workbook, the sheet that was read.
    package let sheet: String?
    package let compression: String
    package let sha256: String
    package let bytes: Int
    package let delivered: String?
    package let firstHire: String?
    package let lastHire: String?
    package let account: Account
    /// What is odd in the text and rejects no row.
    package let findings: [Oddity]?
  }

  package struct Oddity: Codable {
    package let finding: String
    package let lines: Int
    package let firstLine: Int
    package let firstByte: Int?
    package let column: Int?
    package let field: String?
    /// Of `repeated-lines`: how many distinct records have a twin, of how many in all.
    package let distinct: Int?
    package let of: Int?

    init(_ finding: Ingest.Finding) {
      self.finding = finding.kind.rawValue
      lines = finding.lines
      firstLine = finding.firstLine
      firstByte = finding.firstByte
      column = finding.column
      field = finding.field
      distinct = finding.distinct
      of = finding.of
    }
  }

  package struct Account: Codable {
    package let read: Int
    package let accepted: Int
    package let rejected: Int
    package let filtered: Int
    package let superseded: Int
    package let rejectedByReason: [String: Int]
    package let filteredByReason: [String: Int]
    package let repaired: [String: Int]

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

    private static func named(_ counts: [some Named: Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.name, $0.value) })
    }
  }

  /// - Parameter product: of a run that is not judged yet.
  package init(_ product: RunProduct, runID: String) {
    let plan = product.plan
    run = runID
    pipeline = plan.definition.name
    asOf = plan.asOf.description
    audience = plan.audience.rawValue
    inputFolder = URL(filePath: plan.input).standardizedFileURL.path
    definitionPath = plan.loaded.files[0].path
    definition = plan.loaded.files.map { HashedFile(path: $0.path, sha256: sha256($0.bytes)) }
    parameters = plan.definition.parameters
    inputs = product.reports.map(Input.init)
    accounting = Dictionary(uniqueKeysWithValues: product.accounts.map { ($0.key.name, Account($0.value)) })
    observed = Observed(product.observed)
    notYetDelivered = product.search.later.map(\.name)
    notWhole = product.search.notWhole
    notRead = product.search.unread
    warnings = product.search.warnings + product.doubts.warnings
    conserved = Dictionary(
      uniqueKeysWithValues: product.conserved.sums.map { ($0.name, "\($0.into) = \($0.out)") }
        + [("margins equal to the sum of their parts", "\(product.conserved.margins)")])
    quality = product.quality.texts
    amountWithoutEntryEuro = product.amountWithoutEntry.text(decimals: 2)
    addFiles(of: product)
  }

  private mutating func addFiles(of product: RunProduct) {
    let hashed = Dictionary(
      uniqueKeysWithValues: product.files.map { ($0.path, HashedFile(path: $0.path, sha256: sha256($0.bytes))) })
    tables = product.tables.map { table in
      Output(
        name: table.definition.name, rows: table.rows.count,
        sha256: hashed["tables/\(table.definition.name).csv"]!.sha256,
        dimensions: table.definition.dimensions.map(\.name),
        unplacedShare: table.unplacedShare?.text)
    }
    rejects = product.rejects.map { source, rows in
      Output(name: source.name, rows: rows, sha256: hashed["rejects/\(source.name).csv"]!.sha256)
    }
    if let file = product.files.first(where: { $0.path == "report.html" }) {
      report = ReportRecord(path: file.path, bytes: file.bytes.count, sha256: hashed[file.path]!.sha256)
    }
    forms = product.forms.map { hashed[$0]! }
    if product.isProtected {
      protection = ProtectionRecord(
        report: hashed["protection.json"]!, pattern: hashed["pattern.json"]!,
        lastPattern: product.lastPattern.map { HashedFile(path: "runs/\($0.run)/pattern.json", sha256: $0.digest) })
    }
    if let check = product.personKeyCheck {
      let files = ["persons/k-anonymity.json", "persons/leavers.csv"].map { hashed[$0]! }
      persons = PersonRecord(files: files, keyCheck: check)
    }
  }

  /// Adds what the checks of the definition found.
  package mutating func judge(_ findings: [CheckFinding]) {
    checks = findings
    warnings += findings.filter { $0.level == .warn }.map(\.said)
  }

  /// Adds what is known only at the end.
  package mutating func finish(_ stages: StageClock, now: Date) {
    secondsByStage = stages.seconds.map { Stage(stage: $0.stage, seconds: ($0.seconds * 1000).rounded() / 1000) }
    finished = now.formatted(.iso8601)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    peakMemoryBytes = usage.ru_maxrss * 1024
    cpuSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
    cpuSeconds = (cpuSeconds * 1000).rounded() / 1000
  }

  /// All files of the run but itself and the definition, by path below the run's folder.
  package var files: [HashedFile] {
    tables.map { HashedFile(path: "tables/\($0.name).csv", sha256: $0.sha256) }
      + rejects.map { HashedFile(path: "rejects/\($0.name).csv", sha256: $0.sha256) }
      + [report.map { HashedFile(path: $0.path, sha256: $0.sha256) }, protection?.report, protection?.pattern]
      .compactMap { $0 } + (forms ?? []) + (persons?.files ?? [])
  }

  package func json() throws -> [UInt8] {
    try jsonText(self)
  }
}

extension Manifest.Input {
  package init(_ report: FileReport) {
    let range = report.file.delivery?.range
    self.init(
      file: report.file.name, source: report.file.layout.source.name, layout: report.file.layout.name,
      sheet: report.file.sheet?.name, compression: report.digest.compression.rawValue, sha256: report.digest.sha256,
      bytes: report.digest.bytes,
      delivered: report.file.delivery?.delivered.description, firstHire: range?.lowerBound.description,
      lastHire: range?.upperBound.description, account: Manifest.Account(report.account),
      findings: report.findings.isEmpty ? nil : report.findings.map(Manifest.Oddity.init))
  }
}

extension Manifest {
  /// Where a run keeps the definition that it was given, below its folder.
  var keptDefinition: String? {
    definitionPath?.split(separator: "/").last.map { "definition/\($0)" }
  }
}
