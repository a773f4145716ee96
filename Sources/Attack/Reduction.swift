import Count
import Facts
import Solve

/// The conditions with the numbers that are shown put in, and bounds of those that are not: nobody needs a solver for
/// what follows at once.
struct Reduction {
  typealias Unknown = Knowledge.Unknown

  struct Condition {
    var terms: [(unknown: Int, coefficient: Double)]
    var low: Double?
    var high: Double?
    let source: String
  }

  let unknowns: [Unknown]
  let isTarget: [Bool]
  private(set) var bounds: [ClosedRange<Double>] = []
  private(set) var conditions: [Condition] = []
  private(set) var contradictions: [Leak] = []
  let shown: [Unknown: Int64]
  /// Parts and wholes of the rates that some table shows or hides.
  private(set) var differences: [(part: Unknown, whole: Unknown)] = []

  static let most = 1e7

  init(_ knowledge: Knowledge) {
    shown = knowledge.shown
    var all = knowledge.hidden
    for condition in knowledge.conditions {
      for term in condition.terms where knowledge.shown[term.unknown] == nil { all.insert(term.unknown) }
    }
    unknowns = all.sorted()
    isTarget = unknowns.map { knowledge.hidden.contains($0) }
    let index = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    bounds = isTarget.map { ($0 ? 1 : 0)...Reduction.most }
    for condition in knowledge.conditions {
      var constant = 0.0
      var terms: [(Int, Double)] = []
      for term in condition.terms {
        if let number = knowledge.shown[term.unknown] {
          constant += term.coefficient * Double(number)
        } else {
          terms.append((index[term.unknown]!, term.coefficient))
        }
      }
      let (low, high) = (condition.low.map { $0 - constant }, condition.high.map { $0 - constant })
      if terms.isEmpty {
        if (low ?? 0) > 1e-3 || (high ?? 0) < -1e-3 {
          contradictions.append(
            Leak(
              condition.terms[0].unknown.name, "does not add up: the tables contradict each other", [condition.source]))
        }
        continue
      }
      conditions.append(Condition(terms: terms, low: low, high: high, source: condition.source))
    }
    tighten()
    for unknown in knowledge.shown.keys {
      for rate in unknown.fact.measures.compactMap(\.rateNames) where rate.part == unknown.column {
        differences.append((unknown, Unknown(unknown.fact, rate.whole, unknown.labels)))
      }
    }
  }

  /// Bounds from bounds, condition by condition, until nothing changes or the changes are small.
  private mutating func tighten() {
    for _ in 0..<30 {
      var hasChanged = false
      for condition in conditions {
        for (place, term) in condition.terms.enumerated() {
          var (least, most) = (0.0, 0.0)
          for (other, rest) in condition.terms.enumerated() where other != place {
            let range = bounds[rest.unknown]
            least += rest.coefficient > 0 ? rest.coefficient * range.lowerBound : rest.coefficient * range.upperBound
            most += rest.coefficient > 0 ? rest.coefficient * range.upperBound : rest.coefficient * range.lowerBound
          }
          var (low, high) = (-Double.infinity, Double.infinity)
          if let limit = condition.high { high = limit - least }
          if let limit = condition.low { low = limit - most }
          if term.coefficient < 0 {
            (low, high) = (high / term.coefficient, low / term.coefficient)
          } else {
            (low, high) = (low / term.coefficient, high / term.coefficient)
          }
          let range = bounds[term.unknown]
          let newLow = max(range.lowerBound, (low - 1e-6).rounded(.up))
          let newHigh = min(range.upperBound, (high + 1e-6).rounded(.down))
          guard newLow <= newHigh else {
            contradictions.append(Leak(unknowns[term.unknown].name, "has no possible value", [condition.source]))
            return
          }
          if newLow > range.lowerBound || newHigh < range.upperBound {
            bounds[term.unknown] = newLow...newHigh
            hasChanged = true
          }
        }
      }
      if !hasChanged { return }
    }
  }

  /// Unknowns that no condition ties to others are apart from each other.
  func components() -> [Part] {
    var parent = Array(unknowns.indices)
    func root(_ unknown: Int) -> Int {
      var unknown = unknown
      while parent[unknown] != unknown {
        parent[unknown] = parent[parent[unknown]]
        unknown = parent[unknown]
      }
      return unknown
    }
    for condition in conditions {
      for term in condition.terms.dropFirst() { parent[root(term.unknown)] = root(condition.terms[0].unknown) }
    }
    let groups = Dictionary(grouping: unknowns.indices, by: root)
    let rows = Dictionary(grouping: conditions) { root($0.terms[0].unknown) }
    return groups.filter { $0.value.contains { isTarget[$0] } }.sorted { $0.key < $1.key }.map { key, members in
      Part(system: self, members: members, conditions: rows[key] ?? [])
    }
  }
}

extension Reduction {
  /// Unknowns that hang together.
  struct Part {
    let system: Reduction
    let members: [Int]
    let conditions: [Condition]

    /// Whether some hidden count has not been seen far enough apart.
    func hasNarrow(_ seen: [ClosedRange<Int64>?], _ rules: AttackRules, _ widths: [String: Int64]) -> Bool {
      members.contains { member in
        guard system.isTarget[member] else { return false }
        guard let range = seen[member] else { return true }
        return range.upperBound - range.lowerBound < max(rules.interval, widths[system.unknowns[member].name] ?? 0)
      }
    }

    func program() -> AttackComponent {
      AttackComponent(
        unknowns: members.map { system.unknowns[$0] }, isTarget: members.map { system.isTarget[$0] },
        bounds: members.map { system.bounds[$0] }, indices: members, conditions: conditions)
    }
  }
}
