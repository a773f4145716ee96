import Aggregate

/// Looks for an alternative by repair: a target is moved by one, the sums that this breaks are mended one by one with
/// counts that may move, until none is broken; then by one more, from there.
///
/// In tables with margins most ways are a few corners of a box, and are found in microseconds where a linear program takes
/// a second. Steps of one let every hidden count of two or more take part.
struct Repair {
  private let graph: CountGraph
  /// What it costs that a count moves; not a number where it must not.
  private var prices: [Double]
  /// The numbers reached so far, as changes of the true ones, and what they add to each row.
  private var changes: [Int64]
  private var sumChanges: [Int64]
  private var changed: [Int] = []
  /// Of the step that is being tried.
  private var hasMoved: [Bool]
  private var broken: [Int] = []
  private var cost = 0.0
  private var tries = 0
  private var limit = Double.infinity

  /// Counts tried before a step is given up, and counts tried for one row.
  private static let patience = 400
  private static let breadth = 6

  init(_ graph: CountGraph, prices: [Double]) {
    self.graph = graph
    self.prices = prices
    changes = [Int64](repeating: 0, count: graph.values.count)
    hasMoved = [Bool](repeating: false, count: graph.values.count)
    sumChanges = [Int64](repeating: 0, count: graph.sums.count)
  }

  /// - Parameter limit: an alternative that costs as much is of no use.
  /// - Returns: an alternative that moves a target by as many of some steps as can be, and what it costs.
  mutating func find(
    _ target: Target, by distance: Int64, below limit: Double = .infinity
  ) -> (alternative: Alternative, reached: Int64, cost: Double) {
    (cost, self.limit) = (0, limit)
    let sign: Int64 = distance < 0 ? -1 : 1
    var reached: Int64 = 0
    while reached < abs(distance), step(target, sign) { reached += 1 }
    var found: [Int: Int64] = [:]
    for count in changed where changes[count] != 0 { found[count] = changes[count] }
    for count in changed {
      changes[count] = 0
      for edge in graph.edges(of: count) { sumChanges[edge.row] = 0 }
    }
    changed.removeAll(keepingCapacity: true)
    return (Alternative(found), reached * sign, cost)
  }

  private mutating func step(_ target: Target, _ sign: Int64) -> Bool {
    for term in target.terms where !prices[term.count].isNaN {
      tries = 0
      let before = cost
      let size = changed.count
      if move(term.count, by: sign * term.coefficient) {
        // The other end of a difference stays.
        for other in target.terms { hasMoved[other.count] = true }
        let isMended = mend()
        for count in changed { hasMoved[count] = false }
        for other in target.terms { hasMoved[other.count] = false }
        if isMended { return true }
        takeBack(term.count, by: sign * term.coefficient)
      }
      changed.removeLast(changed.count - size)
      cost = before
    }
    return false
  }

  private func isBroken(_ row: Int, _ change: Int64) -> Bool {
    let sum = graph.sums[row] + change
    return graph.isEquality[row] ? sum != 0 : sum < 0
  }

  /// What moving a count costs: nothing once it has moved in an earlier step.
  private func fee(_ count: Int) -> Double { changes[count] != 0 ? 0 : prices[count] }

  private mutating func move(_ count: Int, by distance: Int64) -> Bool {
    guard graph.values[count] + changes[count] + distance >= 1 else { return false }
    cost += fee(count)
    changed.append(count)
    shift(count, by: distance)
    hasMoved[count] = true
    return true
  }

  private mutating func takeBack(_ count: Int, by distance: Int64) {
    shift(count, by: -distance)
    hasMoved[count] = false
    cost -= fee(count)
  }

  private mutating func shift(_ count: Int, by distance: Int64) {
    changes[count] += distance
    for edge in graph.edges(of: count) {
      let was = isBroken(edge.row, sumChanges[edge.row])
      sumChanges[edge.row] += edge.coefficient * distance
      let isNow = isBroken(edge.row, sumChanges[edge.row])
      if was, !isNow { broken.remove(at: broken.firstIndex(of: edge.row)!) }
      if isNow, !was { broken.append(edge.row) }
    }
  }

  private struct Candidate {
    let count: Int
    let distance: Int64
    /// Rows that it breaks less rows that it mends: the fewer the better.
    let score: Int
    let fee: Double

    /// What is free first, then what mends most, then what is cheapest.
    static func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
      if (left.fee > 0) != (right.fee > 0) { return right.fee > 0 }
      if left.score != right.score { return left.score < right.score }
      if left.fee != right.fee { return left.fee < right.fee }
      return left.count < right.count
    }
  }

  private mutating func mend() -> Bool {
    // The row with the least choice: if it cannot be mended, nothing can.
    var best = (row: -1, choice: Int.max)
    for row in broken {
      let choice = choice(row)
      if choice == 0 { return false }
      if (choice, row) < (best.choice, best.row) { best = (row, choice) }
    }
    guard best.row >= 0 else { return true }
    for candidate in candidates(best.row) {
      tries += 1
      guard tries < Repair.patience else { return false }
      let size = changed.count
      guard cost + candidate.fee < limit, move(candidate.count, by: candidate.distance) else { continue }
      if mend() { return true }
      takeBack(candidate.count, by: candidate.distance)
      changed.removeLast(changed.count - size)
    }
    return false
  }

  /// How far a count would move to mend a row alone; 0 where it cannot.
  private func distance(_ term: CountGraph.End, _ excess: Int64) -> Int64 {
    guard !hasMoved[term.count], !prices[term.count].isNaN, excess % term.coefficient == 0 else { return 0 }
    let distance = -excess / term.coefficient
    return graph.values[term.count] + changes[term.count] + distance >= 1 ? distance : 0
  }

  private func choice(_ row: Int) -> Int {
    let excess = graph.sums[row] + sumChanges[row]
    return graph.ends(of: row).count { distance($0, excess) != 0 }
  }

  /// The best few counts to mend a row with.
  private func candidates(_ row: Int) -> [Candidate] {
    let excess = graph.sums[row] + sumChanges[row]
    var found: [Candidate] = []
    for term in graph.ends(of: row) {
      let distance = distance(term, excess)
      guard distance != 0 else { continue }
      var score = 0
      for edge in graph.edges(of: term.count) {
        let was = isBroken(edge.row, sumChanges[edge.row])
        let isNow = isBroken(edge.row, sumChanges[edge.row] + edge.coefficient * distance)
        if was != isNow { score += isNow ? 1 : -1 }
      }
      let candidate = Candidate(count: term.count, distance: distance, score: score, fee: fee(term.count))
      let place = found.firstIndex { Candidate.isBetter(candidate, $0) } ?? found.count
      guard place < Repair.breadth else { continue }
      found.insert(candidate, at: place)
      if found.count > Repair.breadth { found.removeLast() }
    }
    return found
  }
}

/// The rows of a system and the counts in them, side by side in memory.
final class CountGraph: Sendable {
  struct Edge {
    let row: Int
    let coefficient: Int64
  }

  struct End {
    let count: Int
    let coefficient: Int64
  }

  let values: [Int64]
  /// By row, its sum; 0 in an equality.
  let sums: [Int64]
  let isEquality: [Bool]
  private let edges: [Edge]
  private let edgeStarts: [Int]
  private let ends: [End]
  private let endStarts: [Int]

  init(_ system: CountSystem) {
    values = system.values
    isEquality = system.rows.map(\.isEquality)
    sums = system.rows.map { $0.terms.reduce(0) { $0 + $1.coefficient * system.evidence[$1.count].value } }
    var edges: [Edge] = []
    var edgeStarts = [0]
    for (count, rows) in system.rowsOf.enumerated() {
      for row in rows {
        edges.append(Edge(row: row, coefficient: system.rows[row].terms.first { $0.count == count }!.coefficient))
      }
      edgeStarts.append(edges.count)
    }
    var ends: [End] = []
    var endStarts = [0]
    for row in system.rows {
      ends += row.terms.map { End(count: $0.count, coefficient: $0.coefficient) }
      endStarts.append(ends.count)
    }
    (self.edges, self.edgeStarts, self.ends, self.endStarts) = (edges, edgeStarts, ends, endStarts)
  }

  func edges(of count: Int) -> ArraySlice<Edge> { edges[edgeStarts[count]..<edgeStarts[count + 1]] }
  func ends(of row: Int) -> ArraySlice<End> { ends[endStarts[row]..<endStarts[row + 1]] }
}
