import Count
import Facts
import Ingest
import LabourMarket
import Protect
import Solve

/// Some facts by all that can be told of them, the tables that they make, and what anyone can work out of these: found by
/// counting the facts, without a word about which table ties to which.
struct Facts {
  let fact: Fact
  /// That counts one fact each, and its column.
  let measure: Measure
  /// By dimension, the labels that there are.
  let labels: [String: [String]]
  /// How many facts there are with each combination of labels that can be.
  var counts: [(labels: [String: String], count: Int64)]

  /// - Parameter isPossible: whether a fact can have these labels.
  init(
    _ fact: Fact, _ labels: [String: [String]], seed: Int, isPossible: ([String: String]) -> Bool
  ) {
    self.fact = fact
    self.labels = labels
    measure = fact == .leaver ? LeaverFact.leavers : fact == .hire ? HireFact.hires : EntryFact.entries
    var draws = Draws(state: UInt64(seed) &* 0x9E37_79B9)
    // Where little is small, little is hidden, and what is hidden is easily found.
    let isSmallRare = seed % 2 == 0
    counts = labels.sorted { $0.key < $1.key }.reduce([[:]]) { all, dimension in
      all.flatMap { known in dimension.value.map { known.merging([dimension.key: $0]) { $1 } } }
    }.filter(isPossible).map { ($0, isSmallRare ? draws.largerCount() : draws.count()) }
  }

  /// With totals for all dimensions but the periods, so that years and months stand apart.
  ///
  /// - Parameter besideNeeds: of the hires without temporary work, and without totals.
  func table(
    _ name: String, by dimensions: [String], where filters: [String: String] = [:], besideNeeds: Bool = false
  ) -> OutcomeTable {
    let shown: Fact = besideNeeds ? .needAndHire : fact
    let periods = ["month", "year", "exit_month", "exit_quarter"]
    let margins = besideNeeds ? [] : Set(dimensions).subtracting(periods)
    let definition = TableDefinition(
      name: name, fact: shown, dimensions: dimensions.map { shown.dimension($0)! }, measures: [measure],
      margins: Set(margins.map { shown.dimension($0)! }),
      filters: filters.sorted { $0.key < $1.key }.map {
        TableDefinition.Filter(dimension: shown.dimension($0.key)!, value: $0.value)
      })
    var sums: [[String?]: Int64] = [:]
    for (labels, count) in counts where isCounted(labels, in: definition) && count > 0 {
      let rows = definition.dimensions.reduce([[]] as [[String?]]) { rows, dimension in
        rows.flatMap { row in
          definition.margins.contains(dimension)
            ? [row + [nil], row + [labels[dimension.name]]] : [row + [labels[dimension.name]]]
        }
      }
      for row in rows { sums[row, default: 0] += count }
    }
    var evidence = Evidence()
    let rows = sums.map { labels, count in
      let reference = CountReference(definition.fact, measure.countColumns[0], values(labels, definition))
      evidence.counts[reference] = CountEvidence(count, .persons)
      evidence.cells.append([Evidence.CellEvidence(counts: [reference], isCount: true)])
      return OutcomeTable.Row(labels: labels, cells: [.count(count)])
    }
    return OutcomeTable(definition, rows, evidence: evidence)
  }

  private func isCounted(_ labels: [String: String], in definition: TableDefinition) -> Bool {
    (definition.fact != .needAndHire || labels["sector"] != "interim")
      && definition.filters.allSatisfy { labels[$0.dimension.name] == $0.value }
  }

  private func values(_ labels: [String?], _ definition: TableDefinition) -> [Dimension: String] {
    let own = zip(definition.dimensions, labels).compactMap { dimension, label in label.map { (dimension, $0) } }
    return Dictionary(uniqueKeysWithValues: own).merging(definition.filters.map { ($0.dimension, $0.value) }) {
      one, _ in
      one
    }
  }

  /// The hidden counts of some tables that lie in less than an interval of 5, whatever the facts behind them are.
  func found(in tables: [OutcomeTable]) -> [String] {
    let program = LinearProgram(columns: counts.map { _ in 0...1e6 })
    var hidden: [(name: String, terms: [LinearProgram.Term])] = []
    var rowless = Set<Int>()
    for table in tables {
      let inScope = counts.indices.filter { isCounted(counts[$0].labels, in: table.definition) }
      var placed = Set<Int>()
      for row in table.rows {
        let wanted = values(row.labels, table.definition)
        let places = inScope.filter { place in wanted.allSatisfy { counts[place].labels[$0.key.name] == $0.value } }
        let terms = places.map { LinearProgram.Term($0, 1) }
        if !row.labels.contains(nil) { placed.formUnion(places) }
        if case .count(let count) = row.cells[0] {
          program.add(terms, from: Double(count), to: Double(count))
        } else {
          program.add(terms, from: 1, to: nil)
          hidden.append(("\(table.definition.name) \(row.labels.map { $0 ?? "total" })", terms))
        }
      }
      rowless.formUnion(Set(inScope).subtracting(placed))
    }
    for place in rowless { program.set(place, to: 0...0) }
    return hidden.filter { count in
      let ends = [false, true].compactMap { largest -> Int64? in
        guard let found = program.extreme(of: count.terms, largest: largest) else { return nil }
        let numbers = found.wholeNumbers ?? program.anyWhole()?.wholeNumbers
        return numbers.map { numbers in count.terms.reduce(0) { $0 + numbers[$1.column] } }
      }
      return ends.count < 2 || ends[1] - ends[0] < 5
    }.map(\.name)
  }
}

/// Counts as they are in such tables: many small, few large.
struct Draws {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  mutating func count() -> Int64 {
    switch below(6) {
    case 0: 0
    case 1: Int64(1 + below(4))
    case 2, 3: Int64(5 + below(20))
    default: Int64(20 + below(400))
    }
  }

  /// Few small.
  mutating func largerCount() -> Int64 { below(12) == 0 ? Int64(1 + below(4)) : Int64(20 + below(400)) }
}
