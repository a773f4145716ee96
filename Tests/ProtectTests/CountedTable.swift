import Attack
import Count
import Export
import Facts
import Ingest
import LabourMarket
import Protect

/// A small table with its margins, made from what stands in its leaves.
struct CountedTable {
  let definition: TableDefinition

  /// On entries: one count of persons.
  static func entries(_ name: String = "entries", by dimensions: [String], margins: Set<String>? = nil) -> CountedTable
  {
    CountedTable(
      definition: TableDefinition(
        name: name, fact: .entry, dimensions: dimensions.map { Fact.entry.dimension($0)! },
        measures: [EntryFact.entries],
        margins: Set((margins ?? Set(dimensions)).map { Fact.entry.dimension($0)! })))
  }

  /// On leavers: those with access, and the rate.
  static func access(by dimensions: [String]) -> CountedTable {
    CountedTable(
      definition: TableDefinition(
        name: "training-access", fact: .leaver, dimensions: dimensions.map { Fact.leaver.dimension($0)! },
        measures: [LeaverFact.leavers, LeaverFact.access, LeaverFact.accessRate],
        margins: Set(dimensions.map { Fact.leaver.dimension($0)! })))
  }

  /// - Parameter leaves: by the labels of a row, the counts of the measures that count.
  func table(_ leaves: [([String], [Int64])]) -> OutcomeTable {
    var sums: [[String?]: [Int64]] = [:]
    for (labels, counts) in leaves {
      for margin in 0..<(1 << labels.count) {
        var key: [String?] = labels
        var isMargin = true
        for place in labels.indices where margin >> place & 1 == 1 {
          key[place] = nil
          if !definition.margins.contains(definition.dimensions[place]) { isMargin = false }
        }
        guard isMargin else { continue }
        let known = sums[key] ?? [Int64](repeating: 0, count: counts.count)
        sums[key] = zip(known, counts).map { $0 + $1 }
      }
    }
    var evidence = Evidence()
    var rows: [OutcomeTable.Row] = []
    for (labels, counts) in sums {
      let values = Dictionary(
        uniqueKeysWithValues: zip(definition.dimensions, labels).compactMap { name, label in label.map { (name, $0) } })
      let columns =
        definition.fact == .entry
        ? [EntryFact.Column.entries] : [LeaverFact.Column.mature, LeaverFact.Column.access]
      let references = columns.map { CountReference(definition.fact, $0, values) }
      for (reference, count) in zip(references, counts) { evidence.counts[reference] = CountEvidence(count, .persons) }
      var cells = counts.map { Cell.count($0) }
      var shown = references.map { Evidence.CellEvidence(counts: [$0], isCount: true) }
      if definition.fact == .leaver {
        cells.append(counts[0] == 0 ? .notAvailable : .share(counts[1], of: counts[0]))
        shown.append(
          Evidence.CellEvidence(
            counts: [references[1], references[0]], rate: Evidence.Rate(references[1], of: references[0])))
      }
      rows.append(OutcomeTable.Row(labels: labels, cells: cells))
      evidence.cells.append(shown)
    }
    return OutcomeTable(definition, rows, evidence: evidence)
  }

  /// A row: `a`, `b`… with these counts.
  func row(_ counts: [Int64]) -> OutcomeTable {
    table(zip(CountedTable.letters, counts).map { ([$0], [$1]) })
  }

  /// Rows `a`, `b`… of columns `a`, `b`…
  func grid(_ counts: [[Int64]]) -> OutcomeTable {
    table(
      zip(CountedTable.letters, counts).flatMap { row, counts in
        zip(CountedTable.letters, counts).map { ([row, $0], [$1]) }
      })
  }

  static let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
}

extension OutcomeTable {
  /// What stands in a row, column by column.
  func row(_ labels: String?...) -> [String] { rows.first { $0.labels == labels }?.cells.map(\.text) ?? [] }

  /// As it stands in its file.
  fileprivate var text: [UInt8] {
    var text = (definition.dimensions.map(\.name) + definition.measures.map(\.name)).joined(separator: ",") + "\n"
    for row in rows { text += (row.labels.map { $0 ?? "total" } + row.cells.map(\.text)).joined(separator: ",") + "\n" }
    return Array(text.utf8)
  }

  /// The same with only what must be hidden for its own sake: a protector that forgot the rest.
  func hidingSmall() -> OutcomeTable {
    let hidden = rows.map { row in
      Row(
        labels: row.labels,
        cells: row.cells.map { cell in
          if case .count(1...4) = cell { return .secret }
          return cell
        })
    }
    return OutcomeTable(rows: hidden, of: self)
  }
}

/// Protects some tables, and has the attacker look at what is left, without any help.
func protect(_ tables: OutcomeTable..., kept: Set<CountReference> = []) throws -> (
  tables: [OutcomeTable], leaks: [Leak]
) {
  let protection = try Protection(tables, kept: kept, rules: Rules())
  return (protection.tables, try attacked(protection.tables))
}

/// What the attacker finds in tables as they would be published, with the data package that describes them.
func attacked(_ tables: [OutcomeTable], lastHidden: Set<String> = []) throws -> [Leak] {
  let dataset = Dataset(
    pipeline: "tests", asOf: "2017-03-31", isPublic: true, language: .english, version: "0",
    rules: Rules(), tables: tables)
  let csv = Dictionary(uniqueKeysWithValues: tables.map { ($0.definition.name, $0.text) })
  let package = try dataset.dataPackage(csv: csv, rules: Rules(), coarsenings: Coarsenings(Rules())) { _ in "" }
  let files = Dictionary(uniqueKeysWithValues: csv.map { ("tables/\($0.key).csv", $0.value) })
  return attack(package: package, csv: files, lastHidden: lastHidden)
}
