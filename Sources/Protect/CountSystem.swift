import Aggregate

/// All counts that the public tables of a run show or give away, and what anyone can work out of one from others: the
/// margins are sums, a part is no more than its whole.
///
/// Counts are in the order of their references, so that nothing depends on the order of the tables.
struct CountSystem {
  let references: [CountReference]
  let evidence: [CountEvidence]
  private(set) var rows: [Row] = []
  /// By count: the rows that it stands in.
  private(set) var rowsOf: [[Int]]
  private let index: [CountReference: Int]

  /// A sum of counts that is 0, or at least 0, whatever they are.
  struct Row {
    let terms: [Term]
    let isEquality: Bool
  }

  struct Term {
    let count: Int
    let coefficient: Int64
  }

  var values: [Int64] { evidence.map(\.value) }

  /// - Parameter accessMonths: the window of access, which ties the curve to the table of access.
  init(_ tables: [OutcomeTable], accessMonths: Int) {
    let counts = tables.reduce(into: [CountReference: CountEvidence]()) { $0.merge($1.evidence?.counts ?? [:]) { $1 } }
    references = counts.keys.sorted()
    evidence = references.map { counts[$0]! }
    index = Dictionary(uniqueKeysWithValues: references.enumerated().map { ($1, $0) })
    rowsOf = references.map { _ in [] }
    addMargins(of: tables)
    addInclusions()
    addCurve(accessMonths: accessMonths)
    addCumulatedEntries()
  }

  func count(_ reference: CountReference) -> Int? { index[reference] }

  /// A way for a count to be more, whatever else is shown: the cheapest of its parts, that one's cheapest part, to the
  /// last, and all that this is a part of, the count among them. Where these are hidden, all can be more by as many.
  func rise(of count: Int, costs: (Int) -> Double) -> [Int] {
    var leaf = count
    while let part = parts(of: leaf).min(by: { (costs($0), $0) < (costs($1), $1) }) { leaf = part }
    return wholes(of: leaf)
  }

  /// The parts of a sum, in the first row that says it.
  private func parts(of count: Int) -> [Int] {
    for row in rowsOf[count].map({ rows[$0] }) where row.isEquality && row.terms.count > 1 {
      let own = row.terms.first { $0.count == count }!.coefficient
      let others = row.terms.filter { $0.count != count }
      guard others.allSatisfy({ $0.coefficient != own }) else { continue }
      // Of two counts that are equal the one of more dimensions is the part.
      let isWhole = others.count > 1 || references[others[0].count].values.count > references[count].values.count
      if isWhole { return others.map(\.count) }
    }
    return []
  }

  private func wholes(of count: Int) -> [Int] {
    var found = [count]
    var seen: Set<Int> = [count]
    var next = 0
    while next < found.count {
      for row in rowsOf[found[next]] {
        guard let whole = self.whole(of: found[next], in: rows[row]) else { continue }
        if seen.insert(whole).inserted { found.append(whole) }
      }
      next += 1
    }
    return found
  }

  /// The sum in a row, where a count is one of its parts: of the other sign than all parts.
  private func whole(of count: Int, in row: Row) -> Int? {
    let own = row.terms.first { $0.count == count }!.coefficient
    if !row.isEquality {
      // A count that makes the sum less needs another to make up for it.
      return own < 0 ? row.terms.first { $0.coefficient > 0 }?.count : nil
    }
    let others = row.terms.filter { $0.coefficient != own }
    return others.count == 1 && (others.count < row.terms.count - 1 || row.terms.count == 2) ? others[0].count : nil
  }

  /// Counts of nothing are shown and never move: a row is kept of what is left.
  private mutating func add(_ terms: [(count: Int?, coefficient: Int64)], isEquality: Bool) {
    let kept = terms.compactMap { term in
      term.count.flatMap { evidence[$0].value == 0 ? nil : Term(count: $0, coefficient: term.coefficient) }
    }
    guard kept.count > 1 else { return }
    for term in kept { rowsOf[term.count].append(rows.count) }
    rows.append(Row(terms: kept, isEquality: isEquality))
  }

  private mutating func addInclusions() {
    for (count, reference) in references.enumerated() {
      let labels = reference.labels
      for inclusion in reference.fact.inclusions where inclusion.part == reference.column {
        let whole = index[reference.fact.reference(inclusion.whole, labels)]
        if whole != nil { add([(whole, 1), (count, -1)], isEquality: false) }
      }
      if let partition = reference.fact.partition, partition.whole == reference.column {
        let parts = partition.parts.map { index[reference.fact.reference($0, labels)] }
        guard !parts.contains(nil) else { continue }
        add([(count, -1)] + parts.map { ($0, 1) }, isEquality: true)
      }
    }
  }

  /// More and more of those who are followed are hired as months pass, and they are among all leavers.
  private mutating func addCurve(accessMonths: Int) {
    for (count, reference) in references.enumerated() where reference.fact == .leaverMonth {
      var labels = reference.labels
      guard reference.column == "access_any" else {
        let mature = index[CountReference(.leaver, "mature", labels)]
        if mature != nil { add([(mature, 1), (count, -1)], isEquality: false) }
        continue
      }
      guard let month = labels["month_since_exit"].flatMap(Int.init) else { continue }
      labels["month_since_exit"] = String(month + 1)
      if let next = index[CountReference(.leaverMonth, "access_any", labels)] {
        add([(next, 1), (count, -1)], isEquality: false)
      }
      labels["month_since_exit"] = nil
      let (all, mature) = (
        index[CountReference(.leaver, "access_any", labels)], index[CountReference(.leaver, "mature", labels)]
      )
      guard month <= accessMonths, let all else { continue }
      add([(all, 1), (count, -1)], isEquality: false)
      guard month == accessMonths, let mature else { continue }
      let followed = index[CountReference(.leaverMonth, "followed", labels)]
      add([(mature, 1), (followed, -1), (all, -1), (count, 1)], isEquality: false)
    }
  }

  /// The entries of a month are what the sum since January gains.
  private mutating func addCumulatedEntries() {
    var before: (year: Substring, count: Int)?
    for (count, reference) in references.enumerated() where reference.column == "entries_cumulated" {
      guard let month = reference["month"] else { continue }
      let entries = index[CountReference(.entry, "entries", ["month": month])]
      let previous = before?.year == month.prefix(4) ? before?.count : nil
      add([(count, 1), (previous, -1), (entries, -1)], isEquality: true)
      before = (month.prefix(4), count)
    }
  }
}

// MARK: Margins

extension CountSystem {
  /// A set of dimensions that some table shows the counts of a column by.
  private struct Grouping: Hashable {
    let fact: Fact
    let column: String
    let dimensions: Set<String>
  }

  /// A way from a grouping to a coarser one: dimensions that are added up, and dates that lose their month.
  private struct Projection {
    let dropped: Set<String>
    let coarsened: [String: String]

    init?(from fine: Set<String>, to coarse: Set<String>) {
      var dropped = fine.subtracting(coarse)
      var coarsened: [String: String] = [:]
      for added in coarse.subtracting(fine) {
        guard let (finer, _) = coarserDates.first(where: { $0.value == added && dropped.contains($0.key) }) else {
          return nil
        }
        coarsened[finer] = added
        dropped.remove(finer)
      }
      guard !dropped.isEmpty || !coarsened.isEmpty else { return nil }
      self.dropped = dropped
      self.coarsened = coarsened
    }

    func apply(_ labels: [String: String]) -> [String: String] {
      var projected: [String: String] = [:]
      for (dimension, label) in labels where !dropped.contains(dimension) {
        if let coarse = coarsened[dimension] {
          projected[coarse] = coarse == "year" ? String(label.prefix(4)) : CountSystem.quarter(ofMonth: label)
        } else {
          projected[dimension] = label
        }
      }
      return projected
    }
  }

  private static func quarter(ofMonth month: String) -> String {
    "\(month.prefix(4))-Q\(((Int(month.suffix(2)) ?? 1) + 2) / 3)"
  }

  /// Every count that is the sum of those that a table shows, in that table or in another.
  private mutating func addMargins(of tables: [OutcomeTable]) {
    var known: [Grouping: Set<Int>] = [:]
    for (count, reference) in references.enumerated() {
      let grouping = Grouping(
        fact: reference.fact, column: reference.column, dimensions: Set(reference.values.map(\.dimension)))
      known[grouping, default: []].insert(count)
    }
    var seen: Set<[Int]> = []
    for table in tables {
      let filtered = Set(table.definition.filters.map(\.dimension))
      for (grouping, counts) in ownCounts(of: table) {
        let coarser = known.keys.filter { other in
          other.fact == grouping.fact && other.column == grouping.column && filtered.isSubset(of: other.dimensions)
            && Projection(from: grouping.dimensions, to: other.dimensions) != nil
        }
        // A sum of sums says nothing new.
        let nearest = coarser.filter { one in
          !coarser.contains { $0 != one && Projection(from: $0.dimensions, to: one.dimensions) != nil }
        }
        for target in nearest.sorted(by: { $0.dimensions.sorted().lexicographicallyPrecedes($1.dimensions.sorted()) }) {
          addSums(of: counts, from: grouping, to: target.dimensions, &seen)
        }
      }
    }
  }

  /// The counts that a table shows by each set of its dimensions, in its filters.
  private func ownCounts(of table: OutcomeTable) -> [(Grouping, [Int])] {
    var groups: [Grouping: Set<Int>] = [:]
    for reference in Set((table.evidence?.cells ?? []).joined().flatMap(\.counts)) {
      let grouping = Grouping(
        fact: reference.fact, column: reference.column, dimensions: Set(reference.values.map(\.dimension)))
      groups[grouping, default: []].insert(count(reference)!)
    }
    return groups.map { ($0, $1.sorted()) }
      .sorted { ($0.0.column, $0.1.first ?? 0, $0.1.count) < ($1.0.column, $1.1.first ?? 0, $1.1.count) }
  }

  private mutating func addSums(
    of counts: [Int], from grouping: Grouping, to coarse: Set<String>, _ seen: inout Set<[Int]>
  ) {
    guard let projection = Projection(from: grouping.dimensions, to: coarse) else { return }
    var parts: [Int: [Int]] = [:]
    for count in counts {
      let reference = CountReference(grouping.fact, grouping.column, projection.apply(references[count].labels))
      if let whole = self.count(reference) { parts[whole, default: []].append(count) }
    }
    for (whole, parts) in parts.sorted(by: { $0.key < $1.key }) where seen.insert([whole] + parts).inserted {
      if grouping.fact.isDistinct(grouping.column) {
        add([(whole, -1)] + parts.map { ($0, 1) }, isEquality: false)
        for part in parts { add([(whole, 1), (part, -1)], isEquality: false) }
      } else {
        add([(whole, -1)] + parts.map { ($0, 1) }, isEquality: true)
      }
    }
  }
}

/// Dates that another dimension knows less finely.
private let coarserDates = ["month": "year", "exit_month": "exit_quarter"]
