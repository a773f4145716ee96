import Definition
package import Deliveries
package import Facts
import Failures
import Formats
package import Ingest
import LabourMarket
import Normalise

/// The files of a run read to their end: tables of the short sources, partitions of the long one.
package struct Ingestion {
  let search: InputSearch
  package private(set) var tables = DeliveredTables()
  /// One a thread.
  var declarations: [DeclarationPartitions] = []
  /// By source, in the order of its files.
  package private(set) var reports: [Source: [FileReport]] = [:]
  let directory = PersonDirectory()
  let observed: Observation

  init(_ search: InputSearch, asOf: Day, rules: Rules) {
    self.search = search
    observed = Observation(files: search.counting, asOf: asOf, rules: rules)
    for (source, files) in search.files { reports[source] = files.map { FileReport(file: $0) } }
  }

  package func files(_ source: Source) -> [InputFile] { search.files[source] ?? [] }
  /// What the deliveries of declarations say of each other.
  package var coverage: Coverage { Coverage(files(.dpae), copies: copies(.dpae)) }
  func copies(_ source: Source) -> [Int: Int] { search.copies[source] ?? [:] }

  /// The sources that the run has no file of.
  package var absent: Set<Source> { Set(Source.all.filter { files($0).isEmpty }) }

  /// What places hires by métier.
  package var fapWeights: FAPWeights {
    FAPWeights(tables.nafFAPs, tables.romeNAFs, tables.faps, absent: absent)
  }

  /// Reads all sources but the declarations, and settles the versions of their rows.
  ///
  /// Long tables are shared among the threads file by file, the others table by table; what each piece held is put
  /// together in the order of the files, so that nothing depends on the threads.
  mutating func readShortSources(_ plan: RunPlan, _ progress: ReadingProgress) throws {
    let context = ReadingContext(rules: plan.definition.rules, asOf: plan.asOf, directory: directory)
    let reading = deliveries.compactMap { $0 as? any DeliveredTable.Type }.map { type in
      TableReading(
        type, files(type.source).map { RowReader($0, limits: plan.reading, progress: progress) },
        copies: Set(copies(type.source).keys))
    }
    let threads: [Void] = Array(repeating: (), count: plan.jobs)
    // The longest first, so that no thread is left alone with it at the end.
    let pieces = reading.flatMap(\.pieces).sorted { $0.bytes > $1.bytes }
    try share(pieces.count, among: threads) { try pieces[$1].read(context) }
    let texts: RowTexts = { try rowTexts(of: $0, in: $1, limits: plan.reading) }
    try share(reading.count, among: threads) { try reading[$1].settle(texts, context) }
    for table in reading {
      tables.put(table.table)
      for (index, reader) in table.readers.enumerated() { take(reader, of: table.source, file: index) }
      add(table.counts, to: table.source)
      for index in copies(table.source).keys { reports[table.source]![index].account.supersedeAccepted() }
    }
    let trainings = tables.trainings
    tables.update(RegisterTable.self) { $0.keepOnly(trainings) }
  }

  /// Lets go of what only the reading of declarations needs.
  mutating func forgetOwners() { tables.update(RegisterTable.self) { $0.forgetOwners() } }

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

/// The table of one source on its way from files to records that stand.
private final class TableReading {
  /// Some of the files, read by one thread one after the other.
  final class Piece {
    let files: [Int]
    let readers: [RowReader]
    let isCopy: Bool
    var table: any DeliveredTable

    init(_ type: any DeliveredTable.Type, _ files: [Int], of readers: [RowReader], isCopy: Bool = false) {
      self.files = files
      self.readers = files.map { readers[$0] }
      self.isCopy = isCopy
      table = type.init()
    }

    var bytes: Int { readers.reduce(0) { $0 + $1.file.size } }

    func read(_ context: ReadingContext) throws {
      for (index, reader) in zip(files, readers) { try table.read(reader, fileIndex: index, context) }
    }
  }

  let source: Source
  let readers: [RowReader]
  private(set) var pieces: [Piece]
  private(set) var table: any DeliveredTable
  private(set) var counts = SettledCounts(fileCount: 0)

  /// - Parameter copies: the files whose text is that of another: their rows are counted, and put into no table.
  init(_ type: any DeliveredTable.Type, _ readers: [RowReader], copies: Set<Int>) {
    source = type.source
    self.readers = readers
    table = type.init()
    let counting = readers.indices.filter { !copies.contains($0) }
    let parts = type is any JoinedTable.Type ? counting.map { [$0] } : [counting]
    pieces =
      parts.map { Piece(type, $0, of: readers) }
      + copies.sorted().map { Piece(type, [$0], of: readers, isCopy: true) }
  }

  /// Puts the pieces together, and keeps the rows that stand.
  func settle(_ texts: RowTexts, _ context: ReadingContext) throws {
    let files = readers.map(\.file)
    let copies = pieces.filter(\.isCopy)
    pieces.removeAll(where: \.isCopy)
    if let type = type(of: table) as? any JoinedTable.Type { join(type) } else { table = pieces[0].table }
    pieces = []
    counts = try table.settle(files: files, texts: texts)
    table.finish(files: files, context)
    for copy in copies { counts += try copy.table.settle(files: files, texts: texts) }
  }

  /// Each piece gives up what it read.
  private func join<Table: JoinedTable>(_ type: Table.Type) {
    let tables = pieces.map { piece in
      defer { piece.table = Table() }
      return piece.table as! Table
    }
    table = Table(joining: tables)
  }
}

/// What the manifest says of one file.
package struct FileReport: Sendable {
  package let file: InputFile
  package var account = FileAccount()
  package private(set) var digest = InputDigest()
  package private(set) var profile = FileProfile()
  private(set) var rejects: [UInt8] = []
  package private(set) var findings: [Finding] = []

  init(file: InputFile) { self.file = file }

  mutating func take(_ reader: RowReader) {
    account = reader.account
    profile = reader.profile
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

  /// What is odd in the files, a line each.
  func findings(where isWanted: (Finding) -> Bool) -> [String] {
    Source.all.flatMap { reports[$0] ?? [] }.flatMap { report in
      report.findings.filter(isWanted).map { "\(report.file.name): \($0)" }
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
    for source in Source.all {
      let total = total(of: [source])
      let share = Double(total.rejectedRows) / Double(max(1, total.read))
      guard total.rejectedRows > limits.rejectedRows, share > limits.rejectedShare else { continue }
      let reasons = total.rejected.sorted { ($0.value, $1.key.name) > ($1.value, $0.key.name) }
      let said = reasons.prefix(3).map { "\($0.value) for \($0.key.name)" }.joined(separator: ", ")
      let worst = (reports[source] ?? []).max { $0.account.rejectedRows < $1.account.rejectedRows }
      let file =
        worst.map { "; most of them in \($0.file.name), \($0.account.rejectedRows) of \($0.account.read)" } ?? ""
      let look = worst.map { "outcomes read FILE --layout \($0.file.layout.name)" } ?? "outcomes layout FILE"
      throw RunFailure(
        .badData,
        "source \(source.name): \(total.rejectedRows) of \(total.read) rows are rejected (\(said)), more than "
          + "rejected_share \(limits.rejectedShare)\(file); look at it with '\(look)', ask the sender, or move the limit"
      )
    }
  }
}
