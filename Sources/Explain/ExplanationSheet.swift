import Count
import Definition
import Facts
import Ingest
import LabourMarket
import Ledger
import Road

/// A story in lines for people.
struct ExplanationSheet {
  /// The table, the row, its measures.
  private(set) var head: [String] = []
  /// Rules, steps, files, facts.
  private(set) var body: [String] = []
  private let ingestion: Ingestion

  /// - Parameter values: of the row's measures, as they are published.
  init(_ row: AskedRow, _ values: [String], _ story: Story, _ plan: RunPlan, _ ingestion: Ingestion) {
    self.ingestion = ingestion
    let (table, rules) = (row.table, plan.definition.rules)
    head = ["table \(table.name), fact \(table.fact): \(table.fact.wording(rules).english)", "row \(row.said)"]
    head += table.filters.map { "where \($0.dimension)=\($0.value)" }
    let measures = zip(table.measures, values).map { measure, value in
      [measure.name, value, measure.rule(rules).english]
    }
    head += section("measures, their values and their rules", measures)
    let named = rules.named
    body += section(
      "rules of the definition behind them",
      table.rulesBehind(row.value(of: KeyFigureFact.figure)).map { [$0, named[$0] ?? "none"] })
    add(story.steps)
    addFiles(story)
    addRows(story)
  }

  private func section(_ title: String, _ rows: [[String]]) -> [String] {
    rows.isEmpty ? [] : ["", title] + RunList.aligned(rows).map { "  \($0)" }
  }

  private mutating func add(_ steps: [Story.Step]) {
    let width = steps.filter { !$0.count.isEmpty }.map(\.count.count).max() ?? 0
    body += ["", "how they were counted"]
    for step in steps {
      let count = String(repeating: " ", count: width - min(width, step.count.count)) + step.count
      body.append(step.count.isEmpty ? step.text.isEmpty ? "" : "  \(step.text)" : "  \(count)  \(step.text)")
    }
  }

  private mutating func addFiles(_ story: Story) {
    for (source, counts, noun) in story.facts where !counts.isEmpty {
      let reports = ingestion.reports[source] ?? []
      let rows = counts.sorted { $0.key < $1.key }.map { file, count in
        [RunList.number(count), reports[file].file.name] + describe(reports[file])
      }
      let width = rows.map { $0[0].count }.max() ?? 0
      let aligned = rows.map { [String(repeating: " ", count: width - $0[0].count) + $0[0]] + $0.dropFirst() }
      body += section("\(noun), by file of source \(source.name)", aligned)
      let without = reports.count - counts.count
      if without > 0 { body.append("  \(without) other \(without == 1 ? "file has" : "files have") none") }
    }
    let besides = story.besides.flatMap { source, what in
      (ingestion.reports[source] ?? []).map { [$0.file.name] + describe($0) + [what] }
    }
    body += section("files that were looked up, fact by fact", besides)
  }

  private func describe(_ report: FileReport) -> [String] {
    [
      "sha256 \(report.digest.sha256.prefix(12))", report.file.layout.name,
      report.file.delivery.map { "delivered \($0.delivered)" } ?? "no delivery date",
      "\(RunList.number(report.account.accepted)) rows accepted",
    ]
  }

  private mutating func addRows(_ story: Story) {
    let count = story.rows.count { !$0.hasPrefix(" ") }
    guard count > 0 else { return }
    let facts = count == 1 ? "fact" : "\(count) facts"
    body += ["", "the first \(facts), by file and line\(story.firstRows)"] + story.rows.map { "  \($0)" }
  }
}
