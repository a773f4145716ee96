import Aggregate

/// Looks for an alternative by repair: a target is moved by one, the sums that this breaks are mended one by one with
/// counts that may move, until none is broken; then by one more, from there.
///
/// In tables with margins most ways are a few corners of a box, and are found in microseconds where a linear program takes
/// a second. Steps of one let every hidden count of two or more take part.
struct Repair {
  private let system: CountSystem
  /// By row, its sum without changes.
  private let sums: [Int64]
  /// What it costs that a count moves; `nil` where it must not.
  private let price: (Int) -> Double?
  /// The numbers reached so far, as changes of the true ones.
  private var changes: [Int: Int64] = [:]
  private var sumChanges: [Int: Int64] = [:]
  /// Of the step that is being tried.
  private var moved: [Int: Int64] = [:]
  private var broken: Set<Int> = []
  private var cost = 0.0
  private var tries = 0
  private var limit = Double.infinity

  /// Counts tried before a step is given up, and counts tried for one row.
  private static let patience = 400
  private static let breadth = 6

  init(_ system: CountSystem, price: @escaping (Int) -> Double?) {
    self.system = system
    self.price = price
    sums = system.rows.map { row in
      row.terms.reduce(0) { $0 + $1.coefficient * system.evidence[$1.count].value }
    }
  }

  /// - Parameter limit: an alternative that costs as much is of no use.
  /// - Returns: an alternative that moves a target by as many of some steps as can be, and what it costs.
  mutating func find(
    _ target: Target, by distance: Int64, below limit: Double = .infinity
  ) -> (alternative: Alternative, reached: Int64, cost: Double) {
    (changes, sumChanges, cost) = ([:], [:], 0)
    self.limit = limit
    let sign: Int64 = distance < 0 ? -1 : 1
    var reached: Int64 = 0
    while reached < abs(distance), step(target, sign) { reached += 1 }
    return (Alternative(changes), reached * sign, cost)
  }

  private mutating func step(_ target: Target, _ sign: Int64) -> Bool {
    let still = Set(target.terms.map(\.count))
    for term in target.terms where price(term.count) != nil {
      (moved, broken, tries) = ([:], [], 0)
      let before = cost
      if move(term.count, by: sign * term.coefficient) {
        if mend(keeping: still) { return true }
        takeBack(term.count)
      }
      cost = before
    }
    return false
  }

  private func value(_ count: Int) -> Int64 { system.evidence[count].value + (changes[count] ?? 0) }

  private func isBroken(_ row: Int, _ change: Int64) -> Bool {
    let sum = sums[row] + change
    return system.rows[row].isEquality ? sum != 0 : sum < 0
  }

  /// What moving a count costs: nothing once it has moved in an earlier step.
  private func fee(_ count: Int) -> Double? { changes[count] != nil ? 0 : price(count) }

  private mutating func move(_ count: Int, by distance: Int64) -> Bool {
    guard moved[count] == nil, value(count) + distance >= 1 else { return false }
    cost += fee(count) ?? 0
    moved[count] = distance
    changes[count, default: 0] += distance
    for row in system.rowsOf[count] { shift(row, for: count, by: distance) }
    return true
  }

  private mutating func takeBack(_ count: Int) {
    let distance = moved.removeValue(forKey: count)!
    changes[count]! -= distance
    if changes[count] == 0 { changes[count] = nil }
    cost -= fee(count) ?? 0
    for row in system.rowsOf[count] { shift(row, for: count, by: -distance) }
  }

  private mutating func shift(_ row: Int, for count: Int, by distance: Int64) {
    let coefficient = system.rows[row].terms.first { $0.count == count }!.coefficient
    let change = (sumChanges[row] ?? 0) + coefficient * distance
    sumChanges[row] = change
    if isBroken(row, change) { broken.insert(row) } else { broken.remove(row) }
  }

  private struct Candidate {
    let count: Int
    let distance: Int64
    /// Rows that it breaks less rows that it mends: the fewer the better.
    let score: Int
    let fee: Double

    /// What is free first, then what mends most, then what is cheapest.
    static func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
      (left.fee > 0 ? 1 : 0, left.score, left.fee, left.count)
        < (right.fee > 0 ? 1 : 0, right.score, right.fee, right.count)
    }
  }

  private mutating func mend(keeping still: Set<Int>) -> Bool {
    guard !broken.isEmpty else { return true }
    // The row with the least choice: if it cannot be mended, nothing can.
    var best: [Candidate]?
    for row in broken.sorted() {
      let candidates = candidates(row, still)
      if candidates.count < best?.count ?? .max { best = candidates }
      if candidates.isEmpty { return false }
    }
    for candidate in best!.sorted(by: Candidate.isBetter).prefix(Repair.breadth) {
      tries += 1
      guard tries < Repair.patience else { return false }
      guard cost + candidate.fee < limit, move(candidate.count, by: candidate.distance) else { continue }
      if mend(keeping: still) { return true }
      takeBack(candidate.count)
    }
    return false
  }

  private func candidates(_ row: Int, _ still: Set<Int>) -> [Candidate] {
    let excess = sums[row] + sumChanges[row]!
    var found: [Candidate] = []
    for term in system.rows[row].terms where moved[term.count] == nil && !still.contains(term.count) {
      guard let fee = fee(term.count), excess % term.coefficient == 0 else { continue }
      let distance = -excess / term.coefficient
      guard value(term.count) + distance >= 1 else { continue }
      var score = 0
      for other in system.rowsOf[term.count] {
        let coefficient = system.rows[other].terms.first { $0.count == term.count }!.coefficient
        let isBroken = isBroken(other, (sumChanges[other] ?? 0) + coefficient * distance)
        if isBroken != broken.contains(other) { score += isBroken ? 1 : -1 }
      }
      found.append(Candidate(count: term.count, distance: distance, score: score, fee: fee))
    }
    return found
  }
}
