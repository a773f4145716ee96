import Aggregate

/// The corners of a box around a target: in each dimension its own label and another, or `total`. What one corner gains,
/// those beside it lose and their totals gain, so that every sum stays right; and what a count gains, so do all that it is
/// within, where they could not hold it otherwise.
struct Box {
  /// The changes of the two ends of the interval in which the target may then be.
  let alternatives: [Alternative]
  let counts: [Int]
  let cost: Double
}

/// Looks for the cheapest box.
struct BoxSearch {
  let system: CountSystem
  let hidden: [Bool]
  let costs: [Double]
  /// All labels of each dimension.
  let labels: [String: [String]]

  /// Labels tried in each dimension, beside `total`.
  private static let breadth = 6

  func cheapest(_ target: Target) -> Box? {
    guard target.whole == nil else { return nil }
    let reference = system.references[target.count]
    var best: Box?
    let choices = choices(reference, target)
    for bundle in bundles(reference) {
      each(choices, [:]) { other in
        guard let box = box(reference, other, bundle, target), box.cost < best?.cost ?? .infinity else { return }
        best = box
      }
    }
    return best
  }

  /// The column alone; with the next that it is within; and so on.
  private func bundles(_ reference: CountReference) -> [[String]] {
    let wholes = reference.fact.inclusions.filter { $0.part == reference.column }.map(\.whole)
    // From the nearest to the widest, which is within no other.
    let depth = { (column: String) in reference.fact.inclusions.count { $0.part == column } }
    let ordered = wholes.sorted { (depth($0), $0) > (depth($1), $1) }
    return (0...ordered.count).map { [reference.column] + ordered.prefix($0) }
  }

  /// For each dimension, the labels to set beside the target's: those of the counts that can lose, the cheapest first.
  private func choices(_ reference: CountReference, _ target: Target) -> [(dimension: String, labels: [String?])] {
    reference.values.map { value in
      var beside: [(cost: Double, label: String)] = []
      for label in labels[value.dimension] ?? [] where label != value.label {
        var other = reference.labels
        other[value.dimension] = label
        guard let count = system.count(reference.fact.reference(reference.column, other)) else { continue }
        guard system.evidence[count].value > 1, hidden[count] || !costs[count].isNaN else { continue }
        beside.append((hidden[count] ? 0 : costs[count], label))
      }
      let best = beside.sorted { ($0.cost, $0.label) < ($1.cost, $1.label) }.prefix(BoxSearch.breadth)
      return (value.dimension, [nil] + best.map { $0.label })
    }
  }

  private func each(
    _ choices: [(dimension: String, labels: [String?])], _ chosen: [String: String?],
    _ body: ([String: String?]) -> Void
  ) {
    guard let first = choices.first else { return body(chosen) }
    for label in first.labels {
      var next = chosen
      next[first.dimension] = .some(label)
      each(Array(choices.dropFirst()), next, body)
    }
  }

  private func box(
    _ reference: CountReference, _ other: [String: String?], _ bundle: [String], _ target: Target
  ) -> Box? {
    var signs: [Int: Int64] = [:]
    let dimensions = reference.values.map(\.dimension)
    for corner in 0..<(1 << dimensions.count) {
      var labels = reference.labels
      var sign: Int64 = 1
      for (place, dimension) in dimensions.enumerated() where corner >> place & 1 == 1 {
        let label = other[dimension] ?? nil
        labels[dimension] = label
        if label != nil { sign = -sign }
      }
      for column in bundle {
        guard let count = system.count(reference.fact.reference(column, labels)), system.evidence[count].value > 0
        else {
          return nil
        }
        signs[count] = sign
      }
    }
    let cost = signs.keys.sorted().reduce(0.0) { hidden[$1] ? $0 : $0 + costs[$1] }
    let value = system.evidence[target.count].value
    let down = min(target.width, value - 1)
    for steps in [[target.width], [target.width - down, -down], [-target.width]] {
      let ends = steps.filter { $0 != 0 }.map { step in signs.mapValues { $0 * step } }
      let isPossible = ends.allSatisfy { changes in
        changes.allSatisfy { system.evidence[$0.key].value + $0.value >= 1 } && system.holds(changes)
      }
      if isPossible { return Box(alternatives: ends.map { Alternative($0) }, counts: signs.keys.sorted(), cost: cost) }
    }
    return nil
  }
}
