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
  /// Sums that no table shows: they may always move.
  let unpublished: Set<CountReference>
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

  func value(_ target: Target) -> Int64 {
    target.terms.reduce(0) { $0 + $1.coefficient * evidence[$1.count].value }
  }

  /// How far a sum is from 0.
  func slack(_ row: Row) -> Int64 { row.terms.reduce(0) { $0 + $1.coefficient * evidence[$1.count].value } }

  /// - Parameter accessMonths: the window of access, which ties the curve to the table of access.
  init(_ tables: [OutcomeTable], accessMonths: Int) {
    var counts = tables.reduce(into: [CountReference: CountEvidence]()) { $0.merge($1.evidence?.counts ?? [:]) { $1 } }
    let links = CountSystem.surveyLinks(counts)
    unpublished = Set(links.map(\.whole))
    for link in links { counts[link.whole] = CountEvidence(link.value, .hires) }
    references = counts.keys.sorted()
    evidence = references.map { counts[$0]! }
    index = Dictionary(uniqueKeysWithValues: references.enumerated().map { ($1, $0) })
    rowsOf = references.map { _ in [] }
    addMargins(of: tables)
    addInclusions()
    addCurve(accessMonths: accessMonths)
    addCumulatedEntries()
    for link in links {
      for parts in link.parts {
        add([(index[link.whole], -1)] + parts.sorted().map { (index[$0], 1) }, isEquality: true)
      }
    }
    addSurveyPersons()
  }

  func count(_ reference: CountReference) -> Int? { index[reference] }

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
  ///
  /// Counts by a dimension that it has not are some of many: the certifying entries of a month in the training plan, the
  /// entries of one year among the key figures.
  private func ownCounts(of table: OutcomeTable) -> [(Grouping, [Int])] {
    var groups: [Grouping: Set<Int>] = [:]
    let own = Set(table.definition.dimensions + table.definition.filters.map(\.dimension))
    for reference in Set((table.evidence?.cells ?? []).joined().flatMap(\.counts)) {
      let dimensions = Set(reference.values.map(\.dimension))
      guard dimensions.isSubset(of: own) else { continue }
      let grouping = Grouping(fact: reference.fact, column: reference.column, dimensions: dimensions)
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

// MARK: Hires beside needs

extension CountSystem {
  /// A sum that two tables make up differently: the hires of a sector in a survey year, by month and by bassin.
  private struct Link {
    let whole: CountReference
    let value: Int64
    let parts: [[CountReference]]
  }

  private static func surveyLinks(_ counts: [CountReference: CountEvidence]) -> [Link] {
    var byBassin: [CountReference: [CountReference]] = [:]
    var byMonth: [CountReference: [CountReference]] = [:]
    for reference in counts.keys where ["hires", "hires_1m"].contains(reference.column) {
      let names = reference.values.map(\.dimension)
      guard let sector = reference["sector"], sector != "interim" else { continue }
      let whole = { (year: String) in CountReference(.hire, reference.column, ["sector": sector, "year": year]) }
      if reference.fact == .needAndHire, names == ["bassin", "sector", "year"] {
        byBassin[whole(reference["year"]!), default: []].append(reference)
      } else if reference.fact == .hire, names == ["month", "sector"] {
        byMonth[whole(String(reference["month"]!.prefix(4))), default: []].append(reference)
      }
    }
    return byBassin.sorted { $0.key < $1.key }.compactMap { whole, bassins in
      guard let months = byMonth[whole], counts[whole] == nil else { return nil }
      let sums = [bassins, months].map { $0.reduce(Int64(0)) { $0 + counts[$1]!.value } }
      // Tables on other hires than all, by a filter, do not add up to the same.
      return sums[0] == sums[1] ? Link(whole: whole, value: sums[0], parts: [bassins, months]) : nil
    }
  }

  /// Who is hired in a month of the year is hired in some bassin, and who is in a bassin is in some month.
  private mutating func addSurveyPersons() {
    var bassins: [[String]: [Int]] = [:]
    var months: [[String]: [Int]] = [:]
    for (count, reference) in references.enumerated() where reference.column == "persons" {
      let names = reference.values.map(\.dimension)
      guard let sector = reference["sector"], sector != "interim" else { continue }
      if reference.fact == .needAndHire, names == ["bassin", "sector", "year"] {
        bassins[[reference["year"]!, sector], default: []].append(count)
      } else if reference.fact == .hire, names == ["month", "sector"] {
        months[[String(reference["month"]!.prefix(4)), sector], default: []].append(count)
      }
    }
    let linked = Set(unpublished.map { [$0["year"]!, $0["sector"]!] })
    for (key, bassins) in bassins.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where linked.contains(key) {
      let months = months[key] ?? []
      for month in months { add(bassins.map { ($0, 1) } + [(month, -1)], isEquality: false) }
      for bassin in bassins { add(months.map { ($0, 1) } + [(bassin, -1)], isEquality: false) }
    }
  }
}
