import Count
import Definition
import Facts
import Formats
import Ingest
import LabourMarket
package import Ledger
import Publish
package import Road

/// What the checks of a definition say of a run.
package struct Verdict {
  /// Failures first, then in the order of the definition; in a check, the largest move first.
  package let findings: [CheckFinding]
  package var failures: [CheckFinding] { findings.filter { $0.level == .fail } }

  /// The run that values are compared with: the published one of the latest as-of date before this one's.
  private struct Reference {
    let run: String
    /// By measure and source.
    let quality: [String: [String: String]]
    /// The files that it read, as they were.
    let files: Set<ReadFile>
    /// A table as its records; `nil` where the run had none, or it was purged.
    let table: (String) throws -> [[String]]?

    /// `nil` where nothing was published yet.
    init?(_ plan: RunPlan, _ history: History) throws {
      let last = try history.lastPublished(
        of: plan.definition.name, for: plan.audience.rawValue, before: plan.asOf.description)
      guard let last, let manifest = try history.manifest(of: last.run) else { return nil }
      let folder = history.output.run(last.run)
      run = last.run
      quality = manifest.quality ?? [:]
      files = Set(manifest.inputs.map { ReadFile(name: $0.file, sha256: $0.sha256) })
      table = { try contents(of: "\(folder)/tables/\($0).csv").map(csvRecords) }
    }
  }

  /// - Parameter product: of the run that is judged.
  /// - Parameter history: of the folder that it will be published into.
  package init(_ product: RunProduct, _ history: History) throws {
    let rules = product.plan.definition.checks
    let reference = try Reference(product.plan, history)
    let arrivals = try Arrivals(product, history)
    let files = Dictionary(
      product.reports.map { ($0.file.name, ReadFile(name: $0.file.name, sha256: $0.digest.sha256)) },
      uniquingKeysWith: { first, _ in first })
    let isNew = { (value: SourceQuality.Value) in
      // A delivery is judged on the night it comes, not on all that follow.
      guard value.layout != nil, let reference else { return true }
      return value.files.contains { name in !(files[name].map(reference.files.contains) ?? false) }
    }
    let values = product.quality.values.filter(isNew) + arrivals.values
    let found = try rules.flatMap { rule in
      switch rule.subject {
      case .sources(let wanted): Verdict.look(rule, wanted, values, reference)
      case .table(let cells): try Verdict.look(rule, cells, product.tables, reference)
      }
    }
    let all = arrivals.findings(reference?.files ?? []) + found
    findings = all.filter { $0.level == .fail } + all.filter { $0.level == .warn }
  }

  /// A check names at most so many cells; the rest is one line.
  private static let mostFindings = 20

  private static func look(
    _ rule: CheckRule, _ wanted: CheckRule.SourceValues, _ values: [SourceQuality.Value], _ reference: Reference?
  ) -> [CheckFinding] {
    values.compactMap { value in
      guard value.measure == wanted.measure, wanted.sources.contains(value.source), value.rows >= wanted.leastRows,
        wanted.layout == nil || value.layout == wanted.layout
      else { return nil }
      let measure = value.measure.rawValue
      let before =
        value.usual
        ?? (value.files.isEmpty ? reference?.quality[measure]?[value.source.name].flatMap(Double.init) : nil)
      return finding(rule, "\(measure) of \(value.name)", value.value, before)
    }
  }

  private static func look(
    _ rule: CheckRule, _ cells: CheckRule.TableCells, _ tables: [OutcomeTable], _ reference: Reference?
  ) throws -> [CheckFinding] {
    guard let table = tables.first(where: { $0.definition.name == cells.table }) else { return [] }
    let before = try reference?.table(cells.table).map { PublishedCells($0, cells, table.definition) }
    let column = table.definition.measures.firstIndex(of: cells.measure)!
    let base = cells.base.flatMap { table.definition.measures.firstIndex(of: $0.measure) }
    var found: [(finding: CheckFinding, move: Double)] = []
    let least = Double(cells.base?.least ?? 0)
    for row in table.rows where cells.looks(at: row.labels, table.definition) {
      let labels = row.labels.map { $0 ?? "total" }
      let old = before?.rows[labels]
      let size = base.flatMap { Double(row.cells[$0].text) } ?? 0
      guard max(size, old?.base ?? 0) >= least else { continue }
      let subject = "\(cells.measure) of \(cells.table)\(place(labels, table.definition))"
      guard let value = Double(row.cells[column].text) else {
        // A figure that was known and is not: it fell as far as it can. A secret is no figure that was lost.
        if row.cells[column] == .notAvailable, let lost = lost(rule, subject, "nd", old) {
          found.append((lost, .infinity))
        }
        continue
      }
      if let finding = finding(rule, subject, value, old?.value) {
        found.append((finding, abs(value - (old?.value ?? value))))
      }
    }
    let present = Set(table.rows.map { $0.labels.map { $0 ?? "total" } })
    for (labels, old) in before?.rows ?? [:] where !present.contains(labels) && (old.base ?? .infinity) >= least {
      guard cells.looks(at: labels.map { $0 == "total" ? nil : $0 }, table.definition) else { continue }
      let subject = "\(cells.measure) of \(cells.table)\(place(labels, table.definition))"
      if let lost = lost(rule, subject, "gone", old) { found.append((lost, .infinity)) }
    }
    let sorted = found.sorted { ($1.move, $0.finding.subject) < ($0.move, $1.finding.subject) }.map(\.finding)
    guard sorted.count > mostFindings else { return sorted }
    let rest = sorted.dropFirst(mostFindings)
    let level: CheckFinding.Level = rest.contains { $0.level == .fail } ? .fail : .warn
    return sorted.prefix(mostFindings) + [
      CheckFinding(
        check: rule.name, level: level, subject: "\(cells.measure) of \(rest.count) other rows of \(cells.table)",
        value: "odd too", reference: nil, threshold: rest.first!.threshold)
    ]
  }

  private static func place(_ labels: [String], _ table: TableDefinition) -> String {
    zip(table.dimensions, labels).map { " \($0)=\($1)" }.joined()
  }

  /// Of a value that was there before: a threshold on falls or moves is passed.
  private static func lost(
    _ rule: CheckRule, _ subject: String, _ value: String, _ old: PublishedCells.Row?
  ) -> CheckFinding? {
    guard let old, let (level, passed) = rule.gravest(where: \.isPassedByLoss) else { return nil }
    return CheckFinding(
      check: rule.name, level: level, subject: subject, value: value, reference: CheckRule.text(old.value),
      threshold: passed.description)
  }

  private static func finding(_ rule: CheckRule, _ subject: String, _ value: Double, _ before: Double?) -> CheckFinding?
  {
    guard let (level, passed) = rule.gravest(where: { $0.holds(value, against: before) }) else { return nil }
    return CheckFinding(
      check: rule.name, level: level, subject: subject, value: CheckRule.text(value),
      reference: passed.isRelative ? before.map(CheckRule.text) : nil, threshold: passed.description)
  }
}

extension CheckRule {
  /// The first threshold that is passed, those that fail before those that warn.
  fileprivate func gravest(where isPassed: (Condition) -> Bool) -> (CheckFinding.Level, Condition)? {
    fail.first(where: isPassed).map { (.fail, $0) } ?? warn.first(where: isPassed).map { (.warn, $0) }
  }
}

extension CheckRule.TableCells {
  /// Whether a row is one of those that are looked at: values in the dimensions of `each`, totals where others have one.
  fileprivate func looks(at labels: [String?], _ table: TableDefinition) -> Bool {
    for (dimension, label) in zip(table.dimensions, labels) {
      if let filter = filters.first(where: { $0.dimension == dimension }) {
        guard (label ?? "total") == filter.value else { return false }
      } else if each.contains(dimension) {
        guard label != nil else { return false }
      } else if table.margins.contains(dimension), label != nil {
        return false
      }
    }
    return true
  }
}

/// One measure of a published table, by the labels of its rows.
private struct PublishedCells {
  struct Row {
    let value: Double
    let base: Double?
  }

  private(set) var rows: [[String]: Row] = [:]

  init(_ records: [[String]], _ cells: CheckRule.TableCells, _ table: TableDefinition) {
    guard let header = records.first, let column = header.firstIndex(of: cells.measure.name) else { return }
    let base = cells.base.flatMap { header.firstIndex(of: $0.measure.name) }
    let columns = table.dimensions.compactMap { header.firstIndex(of: $0.name) }
    guard columns.count == table.dimensions.count else { return }
    for record in records.dropFirst() where record.count == header.count {
      guard let value = Double(record[column]) else { continue }
      rows[columns.map { record[$0] }] = Row(value: value, base: base.flatMap { Double(record[$0]) })
    }
  }
}
