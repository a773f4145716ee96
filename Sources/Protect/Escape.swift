import Count
import Facts

/// What to hide so that a target can be anywhere in an interval of its width: a change that takes it up and one that takes
/// it down, as little of them as can be in counts that are still shown.
///
/// This is the linear relaxation of the cell suppression problem, target by target (Kelly, Golden and Assad 1992).
struct Escape {
  let alternatives: [Alternative]
  /// All that they change, in order.
  let counts: [Int]
  let cost: Double
}

/// Looks for the cheapest escape.
struct EscapeSearch {
  let system: CountSystem
  let hidden: [Bool]
  /// What hiding a count costs.
  let costs: [Double]

  /// What it costs to move a hidden count: enough that no more of them move than need to.
  private static let nearlyNothing = 1e-3

  /// - Returns: `nil` where the target would be known whatever else were hidden.
  func cheapest(for target: Target, in regions: Regions) -> Escape? {
    var best: Escape?
    for steps in target.splits(value: system.value(target)) where best?.cost != 0 {
      best = escape(target, by: steps, in: regions[target], below: best?.cost ?? .infinity) ?? best
    }
    return best
  }

  private func escape(_ target: Target, by steps: [Int64], in region: Region, below limit: Double) -> Escape? {
    var alternatives: [Alternative] = []
    var chosen: Set<Int> = []
    for step in steps {
      let found = region.alternative(target, by: step) {
        hidden[$0] || chosen.contains($0) ? EscapeSearch.nearlyNothing : costs[$0]
      }
      guard let found else { return nil }
      alternatives.append(found)
      chosen.formUnion(found.changes.keys)
      // The other half can only cost more.
      guard cost(of: chosen) < limit else { return nil }
    }
    return Escape(alternatives: alternatives, counts: chosen.sorted(), cost: cost(of: chosen))
  }

  /// What it costs to hide some counts. Costs are whole numbers, so the order does not matter.
  private func cost(of counts: Set<Int>) -> Double { counts.reduce(0) { hidden[$1] ? $0 : $0 + costs[$1] } }
}
