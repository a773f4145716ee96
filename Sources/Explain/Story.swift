import Count
import Facts
import Ingest
import LabourMarket
import Ledger
import Road

/// How the facts of a row were found: step by step, file by file, and the first of them line by line.
struct Story {
  struct Step {
    let count: String
    let text: String
  }

  private(set) var steps: [Step] = []
  /// By source and index of the file, how many facts came from it.
  private(set) var facts: [(source: Source, counts: [Int: Int], noun: String)] = []
  /// Sources that made the facts more precise, each with what it gave.
  private(set) var besides: [(source: Source, what: String)] = []
  /// A fact each, as `file:line: what it is`; what belongs to it follows, indented.
  private(set) var rows: [String] = []
  /// Which facts come before all others, for the title of `rows`.
  var firstRows = ""
  /// What the facts of the row come to, by measure of the table: counted again from them alone.
  var found: [Measure: String] = [:]

  mutating func add(_ count: Int, _ text: String) { add(RunList.number(count), text) }
  mutating func add(_ count: String, _ text: String) { steps.append(Step(count: count, text: text)) }

  /// A line between two funnels.
  mutating func begin(_ title: String) {
    if !steps.isEmpty { add("", "") }
    add("", "\(title):")
  }

  mutating func add(_ conditions: [RowCondition], left: [Int]) {
    for (condition, count) in zip(conditions, left) { add(count, "of these with \(condition.text)") }
  }

  mutating func add(facts counts: [Int: Int], of source: Source, _ noun: String) {
    facts.append((source, counts, noun))
  }

  mutating func add(_ source: Source, gives what: String) { besides.append((source, what)) }

  mutating func add(row: String) { rows.append(row) }

  /// What became of the rows of a source.
  ///
  /// - Parameter accepted: what those are that stand.
  mutating func addAccount(
    of source: Source, in ingestion: Ingestion, named rows: String, accepted: String = "accepted"
  ) {
    let account = ingestion.total(of: [source])
    let files = ingestion.files(source).count
    add(account.read, "\(rows) read, of \(files) \(files == 1 ? "file" : "files") of source \(source.name)")
    let rejected = account.rejected.map { ($0.key.name, $0.value) }
    if account.rejectedRows > 0 { add("-\(RunList.number(account.rejectedRows))", "rejected: \(reasons(rejected))") }
    let filtered = account.filtered.map { ($0.key.name, $0.value) }
    if account.filteredRows > 0 { add("-\(RunList.number(account.filteredRows))", "filtered: \(reasons(filtered))") }
    if account.superseded > 0 {
      add("-\(RunList.number(account.superseded))", "superseded by a later version or delivery, or repeats")
    }
    add(account.accepted, accepted)
  }

  private func reasons(_ counts: [(name: String, count: Int)]) -> String {
    counts.sorted { ($1.count, $0.name) < ($0.count, $1.name) }.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
  }
}
