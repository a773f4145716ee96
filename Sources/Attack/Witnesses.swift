/// Numbers that the protector claims to be possible. The attacker believes none: it checks each against its own
/// conditions, in whole numbers, and looks itself for what they do not show.
public struct Witnesses: Sendable {
  /// Every count by its name.
  let truth: [String: Int64]
  /// What other numbers change of the truth.
  let alternatives: [[String: Int64]]

  public init(truth: [String: Int64], alternatives: [[String: Int64]]) {
    self.truth = truth
    self.alternatives = alternatives
  }
}

extension Reduction {
  /// The least and the most that each unknown is in the witnesses that hold.
  func seen(_ witnesses: Witnesses?) -> [ClosedRange<Int64>?] {
    guard let witnesses else { return unknowns.map { _ in nil } }
    let truth = unknowns.indices.map { witnesses.truth[name($0)] }
    let index = Dictionary(uniqueKeysWithValues: unknowns.indices.map { (name($0), $0) })
    var conditionsOf = unknowns.map { _ in [Int]() }
    for (place, condition) in conditions.enumerated() {
      for term in condition.terms { conditionsOf[term.unknown].append(place) }
    }
    let isTrue = conditions.indices.map { holds(conditions[$0]) { truth[$0] } }
    // Beside a condition that the truth itself breaks, or that is about a number without one, nothing is believed.
    let isSound = unknowns.indices.map { unknown in
      truth[unknown].map { $0 >= (isTarget[unknown] ? 1 : 0) } == true
        && conditionsOf[unknown].allSatisfy { isTrue[$0] }
    }
    let shownNames = Set(published.shown.keys.map { published.numbers[$0].name })
    var seen = unknowns.indices.map { isSound[$0] ? truth[$0]!...truth[$0]! : nil }
    for alternative in witnesses.alternatives {
      var changes: [Int: Int64] = [:]
      for (name, change) in alternative { if let unknown = index[name] { changes[unknown] = change } }
      // A change of a number that is shown is a lie; one of a number that no table is about is nobody's.
      guard alternative.keys.allSatisfy({ !shownNames.contains($0) }), changes.keys.allSatisfy({ isSound[$0] }) else {
        continue
      }
      let value = { (unknown: Int) in truth[unknown].map { $0 + (changes[unknown] ?? 0) } }
      let touched = Set(changes.keys.flatMap { conditionsOf[$0] })
      guard touched.allSatisfy({ holds(conditions[$0], value) }),
        changes.keys.allSatisfy({ value($0)! >= (isTarget[$0] ? 1 : 0) })
      else { continue }
      for unknown in changes.keys {
        let (number, range) = (value(unknown)!, seen[unknown]!)
        seen[unknown] = min(range.lowerBound, number)...max(range.upperBound, number)
      }
    }
    return seen
  }

  private func holds(_ condition: Condition, _ value: (Int) -> Int64?) -> Bool {
    var sum = 0.0
    for term in condition.terms {
      guard let number = value(term.unknown) else { return false }
      sum += term.coefficient * Double(number)
    }
    return sum >= (condition.low ?? -.infinity) - 1e-6 && sum <= (condition.high ?? .infinity) + 1e-6
  }
}
