import Count
import Facts
import LabourMarket

/// Something that must not be known closely: a hidden count, or what a hidden count leaves of another.
struct Target: Hashable {
  /// `count`, or `whole - count`.
  let count: Int
  let whole: Int?
  /// The least width of the interval in which anyone can place it.
  let width: Int64

  var terms: [(count: Int, coefficient: Int64)] {
    guard let whole else { return [(count, 1)] }
    return [(whole, 1), (count, -1)]
  }

  /// Ways to be somewhere in an interval of the width: some steps above the truth, the others below.
  ///
  /// - Parameter value: of the target; a count is at least 1, what it leaves of another may be 0.
  func splits(value: Int64) -> [[Int64]] {
    let down = min(width, max(0, value - (whole == nil ? 1 : 0)))
    return [0, down, min(down, width / 2)].reduce(into: []) { all, down in
      let steps = [width - down, -down].filter { $0 != 0 }
      if !all.contains(steps) { all.append(steps) }
    }
  }
}

/// Numbers that agree with all that is published, as what they change of the true ones.
final class Alternative: Sendable {
  let changes: [Int: Int64]

  init(_ changes: [Int: Int64]) { self.changes = changes }

  static let truth = Alternative([:])

  func value(_ target: Target) -> Int64 { target.terms.reduce(0) { $0 + $1.coefficient * (changes[$1.count] ?? 0) } }
}

extension Alternative {
  func times(_ factor: Int64) -> Alternative { Alternative(changes.mapValues { $0 * factor }) }
}

extension CountSystem {
  /// How many times the changes of an alternative may be made, the other way round where negative; a few at most.
  func multiples(of alternative: Alternative) -> ClosedRange<Int64> {
    var times: ClosedRange<Int64> = -10...10
    let narrow = { (change: Int64, slack: Int64) in
      if change < 0 { times = times.clamped(to: -10...max(1, slack / -change)) }
      if change > 0 { times = times.clamped(to: -(slack / change)...10) }
    }
    // A count of nothing is shown: what is hidden is at least 1.
    for (count, change) in alternative.changes { narrow(change, evidence[count].value - 1) }
    for row in Set(alternative.changes.keys.flatMap { rowsOf[$0] }) where !rows[row].isEquality {
      narrow(rows[row].terms.reduce(0) { $0 + $1.coefficient * (alternative.changes[$1.count] ?? 0) }, slack(rows[row]))
    }
    return times
  }
}
