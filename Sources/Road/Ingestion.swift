import Definition
import Failures
import Formats
package import Ingest
import LabourMarket
import Normalise

/// The files of a run read to their end: tables of the short sources, partitions of the long one.
package struct Ingestion {
  let search: InputSearch
  package var trainings = TrainingTable()
  package var costs = CostTable()
  var register = RegisterTable()
  package var needs = NeedTable()
  package var survey = SurveyTable()
  package var offers = OfferTable()
  package var trust = TrustTable()
  package var trainingPlan = PlanTable()
  var bassins = BassinReference()
  package var faps = FAPReference()
  var owners = NIROwners()
  /// One a thread.
  var declarations: [DeclarationPartitions] = []
  /// By source, in the order of its files.
  package private(set) var reports: [Source: [FileReport]] = [:]
  let directory = PersonDirectory()

  init(_ search: InputSearch) {
    self.search = search
    for (source, files) in search.files { reports[source] = files.map { FileReport(file: $0) } }
  }

  package func files(_ source: Source) -> [InputFile] { search.files[source] ?? [] }

  /// Reads one short source; its files one after the other, in byte order of their names.
  mutating func read(
    _ source: Source, _ plan: RunPlan, _ progress: ReadingProgress,
    _ body: (inout Ingestion, RowReader, Int) throws -> Void
  ) throws {
    for (index, file) in files(source).enumerated() {
      let reader = RowReader(file, limits: plan.reading, progress: progress)
      try body(&self, reader, index)
      take(reader, of: source, file: index)
    }
  }

  mutating func take(_ reader: RowReader, of source: Source, file index: Int) {
    reports[source]![index].take(reader)
  }

  /// The SHA-256 of each file, by name.
  var digests: [String: String] {
    let all = reports.values.joined().map { ($0.file.name, $0.digest.sha256) }
    return Dictionary(all) { first, _ in first }
  }

  /// Adds what settling found, file by file.
  mutating func add(_ counts: SettledCounts, to source: Source) {
    for index in files(source).indices {
      reports[source]![index].account.accepted += counts.accepted[index]
      reports[source]![index].account.superseded += counts.superseded[index]
    }
  }
}

/// What the manifest says of one file.
package struct FileReport: Sendable {
  package let file: InputFile
  package var account = FileAccount()
  package private(set) var digest = InputDigest()
  private(set) var rejects: [UInt8] = []
  package private(set) var findings: [Finding] = []

  init(file: InputFile) { self.file = file }

  mutating func take(_ reader: RowReader) {
    account = reader.account
    digest = reader.digest
    rejects = reader.rejects.text
    findings = reader.findings
  }
}

extension Ingestion {
  /// The accounts of the files of some sources, added up.
  package func total(of sources: [Source]) -> FileAccount {
    var total = FileAccount()
    for source in sources { for report in reports[source] ?? [] { total += report.account } }
    return total
  }

  /// What is odd in the text of the files, a line each.
  var oddities: [String] {
    Source.allCases.flatMap { reports[$0] ?? [] }.flatMap { report in
      report.findings.map { "\(report.file.name): \($0)" }
    }
  }

  /// For the log.
  func said(of sources: [Source]) -> String {
    let total = total(of: sources)
    return "\(total.read) rows, \(total.rejectedRows) rejected, \(total.filteredRows) filtered"
  }

  /// Checks that every row is accounted for, and that not too many are rejected.
  ///
  /// - Throws: `RunFailure`: `bug` where a file's rows do not add up, `badData` past the limits of the definition.
  func checkAccounts(_ limits: Definition.Limits) throws {
    for report in reports.values.joined() where !report.account.isBalanced {
      let account = report.account
      throw RunFailure(
        .bug,
        "\(report.file.name): \(account.read) rows read, but \(account.accepted) accepted + \(account.rejectedRows) "
          + "rejected + \(account.filteredRows) filtered + \(account.superseded) superseded; please report this")
    }
    for source in Source.allCases {
      let total = total(of: [source])
      let share = Double(total.rejectedRows) / Double(max(1, total.read))
      guard total.rejectedRows > limits.rejectedRows, share > limits.rejectedShare else { continue }
      let reasons = total.rejected.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
      let said = reasons.prefix(3).map { "\($0.value) for \($0.key.rawValue)" }.joined(separator: ", ")
      let worst = (reports[source] ?? []).max { $0.account.rejectedRows < $1.account.rejectedRows }
      let file =
        worst.map { "; most of them in \($0.file.name), \($0.account.rejectedRows) of \($0.account.read)" } ?? ""
      let look = worst.map { "outcomes read FILE --layout \($0.file.layout.name)" } ?? "outcomes layout FILE"
      throw RunFailure(
        .badData,
        "source \(source.rawValue): \(total.rejectedRows) of \(total.read) rows are rejected (\(said)), more than "
          + "rejected_share \(limits.rejectedShare)\(file); look at it with '\(look)', ask the sender, or move the limit"
      )
    }
  }
}
