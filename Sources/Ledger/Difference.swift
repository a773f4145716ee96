import Count
import Definition
import Facts
import Failures
import Formats
import Publish

/// What changed between two runs: the cells that moved, and why.
public struct Difference {
  /// Why figures may have moved, a line each.
  public let causes: [String]
  public let tables: [Table]

  public struct Table: Sendable {
    public let name: String
    public let dimensions: [String]
    /// The largest move first: by its share of the largest value of its measure in the table; a share, mean or median,
    /// which few facts can move, counts for as much as its row's first measure. Where a value is not known, last.
    public let moves: [Move]
    public let cells: Int
    public let newRows: Int
    public let goneRows: Int
    /// Why it could not be compared.
    public let obstacle: String?
  }

  /// A cell with another value than before.
  public struct Move: Sendable {
    public let labels: [String]
    public let measure: String
    public let before: String
    public let after: String
    let size: Double
  }

  /// - Parameter before: a run as `History.find` takes it.
  /// - Parameter after: likewise; tables come in its order, the key figures first.
  /// - Parameter output: the folder that both were published into.
  /// - Throws: `RunFailure` where there is no such run, or it has no manifest.
  public init(_ before: String, _ after: String, in output: String) throws {
    let history = try History(of: output)
    let (old, new) = (try PublishedRun(before, history), try PublishedRun(after, history))
    causes = Difference.causes(old, new)
    // The figures that are quoted come first.
    let all = new.manifest.tables.map(\.name) + old.manifest.tables.map(\.name)
    let quoted = all.filter { $0 == "key-figures" }
    var seen: Set<String> = []
    let names = (quoted + all).filter { seen.insert($0).inserted }
    tables = try names.map { try Table($0, old, new) }
  }

  // MARK: causes

  private static func causes(_ old: PublishedRun, _ new: PublishedRun) -> [String] {
    var causes: [String] = []
    let (before, after) = (old.manifest, new.manifest)
    for (what, one, other) in [
      ("as-of date", before.asOf, after.asOf), ("audience", before.audience, after.audience),
      ("version", Version.name(before.version, before.commit), Version.name(after.version, after.commit)),
      ("pipeline", before.pipeline, after.pipeline),
    ] where one != other { causes.append("\(what): \(one) -> \(other)") }
    for name in Set(before.parameters.keys).union(after.parameters.keys).sorted()
    where before.parameters[name] != after.parameters[name] {
      causes.append("definition: \(name): \(before.parameters[name] ?? "none") -> \(after.parameters[name] ?? "none")")
    }
    let hashes = { (manifest: Manifest) in Set(manifest.definition.map(\.sha256)) }
    for file in after.definition where !hashes(before).contains(file.sha256) {
      causes.append("definition: \(file.path) is another text")
    }
    return causes + inputCauses(before, after) + old.lateDeclarations(new)
  }

  private static func inputCauses(_ before: Manifest, _ after: Manifest) -> [String] {
    let (old, new) = (before.inputByName, after.inputByName)
    var causes: [String] = []
    for input in after.inputs where old[input.file] == nil {
      let hires = input.firstHire.map { ", hires \($0) to \(input.lastHire ?? "")" } ?? ""
      causes.append(
        "new delivery: \(input.file): \(input.account.accepted) of \(input.account.read) rows stand\(hires)")
    }
    for input in before.inputs where new[input.file] == nil { causes.append("no longer read: \(input.file)") }
    for input in after.inputs where old[input.file].map({ $0.sha256 != input.sha256 }) ?? false {
      causes.append("other bytes under the same name: \(input.file)")
    }
    var (superseded, seen, files) = (0, 0, 0)
    for input in after.inputs {
      guard let earlier = old[input.file], earlier.sha256 == input.sha256 else { continue }
      let more = input.account.superseded - earlier.account.superseded
      superseded += max(0, more)
      seen += max(0, earlier.account.filtered - input.account.filtered)
      files += more > 0 ? 1 : 0
    }
    if superseded > 0 { causes.append("versions: \(superseded) rows of \(files) earlier files are superseded now") }
    if seen > 0 { causes.append("as-of date: \(seen) rows of earlier files are no longer filtered") }
    return causes
  }
}

/// A run with its tables.
package struct PublishedRun {
  package let manifest: Manifest
  private let folder: String

  package init(_ name: String, _ history: History) throws {
    let record = try history.find(name)
    guard let manifest = try history.manifest(of: record.run) else {
      throw RunFailure(.noInput, "run \(record.run) is \(record.state.rawValue): it has no tables to compare")
    }
    self.manifest = manifest
    let held = history.output.held(record.run)
    folder = try names(in: held).isEmpty ? history.output.run(record.run) : held
  }

  /// The records of a table, header first; one that was cut short is left out.
  package func table(_ name: String) throws -> [[String]]? {
    guard let records = try contents(of: "\(folder)/tables/\(name).csv").map(csvRecords) else { return nil }
    return records.filter { $0.count == records[0].count }
  }

  /// Months whose hires were known less well before: those of `revisions`.
  func lateDeclarations(_ later: PublishedRun) -> [String] {
    guard let old = try? table("revisions"), let new = try? later.table("revisions"), let header = old.first,
      header == new.first, let month = header.firstIndex(of: RevisionFact.month.name),
      let hires = header.firstIndex(of: RevisionFact.hires.name)
    else { return [] }
    let before = Dictionary(old.dropFirst().map { ($0[month], Int($0[hires]) ?? 0) }) { first, _ in first }
    let ended = manifest.asOf.prefix(7)
    let moved = new.dropFirst().compactMap { row -> (String, Int)? in
      guard row[month] < ended, let earlier = before[row[month]], let now = Int(row[hires]), now != earlier else {
        return nil
      }
      return (row[month], now - earlier)
    }
    guard let first = moved.first, let last = moved.last else { return [] }
    let total = moved.reduce(0) { $0 + $1.1 }
    return [
      "late declarations: \(total < 0 ? "" : "+")\(total) hires of \(moved.count) months, \(first.0) to \(last.0)"
    ]
  }
}

extension Manifest {
  fileprivate var inputByName: [String: Input] { Dictionary(inputs.map { ($0.file, $0) }) { first, _ in first } }
}

extension Difference.Table {
  init(_ name: String, _ old: PublishedRun, _ new: PublishedRun) throws {
    let known = (new.manifest.tables + old.manifest.tables).first { $0.name == name }?.dimensions ?? []
    guard let before = try old.table(name), let after = try new.table(name), let header = after.first else {
      let side = try old.table(name) == nil ? old : new
      self.init(
        name: name, dimensions: known, moves: [], cells: 0, newRows: 0, goneRows: 0,
        obstacle: "run \(side.manifest.run) does not have it (any more)")
      return
    }
    let columns = known.compactMap { header.firstIndex(of: $0) }
    let key = { (row: [String]) in columns.map { row[$0] } }
    guard before.first == header else {
      self.init(
        name: name, dimensions: known, moves: [], cells: 0, newRows: 0, goneRows: 0, obstacle: "its columns are others")
      return
    }
    let earlier = Dictionary(before.dropFirst().map { (key($0), $0) }) { first, _ in first }
    let later = Set(after.dropFirst().map(key))
    let measures = header.indices.filter { !columns.contains($0) }
    var largest = [Double](repeating: 0, count: header.count)
    for row in before.dropFirst() + after.dropFirst() {
      for column in measures { largest[column] = max(largest[column], abs(Double(row[column]) ?? 0)) }
    }
    var moves: [Difference.Move] = []
    for row in after.dropFirst() {
      guard let was = earlier[key(row)] else { continue }
      for column in measures where was[column] != row[column] {
        moves.append(
          Difference.Move(
            labels: key(row), measure: header[column], before: was[column], after: row[column],
            size: Difference.Table.size(row, was, column, first: measures[0], largest)))
      }
    }
    let order = moves.indices.sorted { (moves[$1].size, $0) < (moves[$0].size, $1) }
    self.init(
      name: name, dimensions: known, moves: order.map { moves[$0] }, cells: (after.count - 1) * measures.count,
      newRows: later.count(where: { earlier[$0] == nil }), goneRows: earlier.keys.count(where: { !later.contains($0) }),
      obstacle: nil)
  }
}

extension Difference.Table {
  private static func size(
    _ row: [String], _ was: [String], _ column: Int, first: Int, _ largest: [Double]
  ) -> Double {
    guard let now = Double(row[column]), let before = Double(was[column]), largest[column] > 0 else { return 0 }
    let move = abs(now - before) / largest[column]
    // Shares have four decimals, means and medians one (DOMAIN section 7); counts and sums none or two.
    let decimals = row[column].split(separator: ".").dropFirst().first?.count ?? 0
    guard decimals == 4 || decimals == 1 else { return move }
    return largest[first] == 0 ? 0 : move * abs(Double(row[first]) ?? 0) / largest[first]
  }
}
