import Count
import Facts
import Failures
import Ingest
import Ledger

/// Whether the facts of a row come to what was published of it.
struct RowCheck {
  private(set) var lines: [String] = []
  private(set) var status = ExitStatus.done

  /// - Parameter published: the row's measures; `nil` where the tables of the run are gone.
  /// - Parameter recomputed: the same as they are counted now; `nil` where the table has no such row now.
  /// - Parameter found: what the facts of the story come to, by measure.
  /// - Parameter csv: the whole table, as it is counted now.
  /// - Parameter changed: inputs that have other bytes now.
  init(
    _ row: AskedRow, published: [String]?, recomputed: [String]?, found: [Measure: String], csv: [UInt8],
    _ past: PastRun, changed: [String]
  ) {
    for file in changed { differ("input changed: \(file) has other bytes than the run read") }
    if published == nil {
      lines.append("the run's tables are gone: the values shown are counted now, from the inputs that it read")
    }
    if recomputed == nil { differ("no fact falls in the row now") }
    for (index, measure) in row.table.measures.enumerated() {
      guard let recomputed else { break }
      let was = published?[index] ?? recomputed[index]
      if recomputed[index] != was { differ("\(measure): \(was) published, \(recomputed[index]) counted now") }
      if let again = found[measure], again != recomputed[index] {
        differ(
          "\(measure): \(recomputed[index]) counted now, but the facts of the row come to \(again); please report this")
      }
    }
    compareWhole(csv, row.table.name, past)
    let counted = row.table.measures.filter { found[$0] != nil }
    let others = row.table.measures.filter { found[$0] == nil }
    guard status == .done else {
      lines.append("the story below is that of the figures as they are counted now")
      return
    }
    if !counted.isEmpty {
      let were = published == nil ? "are counted" : "were published"
      let which = others.isEmpty ? "all of them" : counted.map(\.name).joined(separator: ", ")
      lines.append("the facts of the row come to the values that \(were): \(which)")
    }
    if !others.isEmpty {
      lines.append(
        "taken from the whole table, not from the facts of the row: \(others.map(\.name).joined(separator: ", "))")
    }
  }

  /// The manifest outlives the tables: it knows the hash of the whole one.
  private mutating func compareWhole(_ csv: [UInt8], _ name: String, _ past: PastRun) {
    let written = past.manifest.tables.first { $0.name == name }
    guard let written, sha256(csv) == written.sha256 else {
      return differ("the table as it is counted now has other bytes than the run wrote; 'outcomes replay' says more")
    }
    lines.append(
      "the whole table, counted again, has the bytes that the run wrote (SHA-256 \(written.sha256.prefix(12)))")
  }

  private mutating func differ(_ line: String) {
    lines.append("differs: \(line)")
    status = .badData
  }
}
