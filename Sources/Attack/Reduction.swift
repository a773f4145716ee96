import Solve

/// The conditions with the numbers that are shown put in, and bounds of those that are not: nobody needs a solver for
/// what follows at once.
struct Reduction {
  struct Condition {
    var terms: [(unknown: Int, coefficient: Double)]
    var low: Double?
    var high: Double?
    let source: String
  }

  /// By unknown, its place among the published numbers.
  let unknowns: [Int]
  let isTarget: [Bool]
  private(set) var bounds: [ClosedRange<Double>] = []
  private(set) var conditions: [Condition] = []
  private(set) var contradictions: [Leak] = []
  let published: PublishedNumbers

  static let most = 1e7

  init(_ knowledge: Knowledge) {
    published = knowledge.published
    let (shown, hidden) = (published.shown, published.hidden)
    var all = hidden
    for condition in knowledge.conditions {
      for term in condition.terms where shown[term.number] == nil { all.insert(term.number) }
    }
    let numbers = published.numbers
    unknowns = all.sorted { numbers[$0].name < numbers[$1].name }
    isTarget = unknowns.map(hidden.contains)
    let index = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    bounds = isTarget.map { ($0 ? 1.0 : 0.0)...Reduction.most }
    for condition in knowledge.conditions {
      var constant = 0.0
      var terms: [(Int, Double)] = []
      for term in condition.terms {
        if let number = shown[term.number] {
          constant += term.coefficient * Double(number)
        } else {
          terms.append((index[term.number]!, term.coefficient))
        }
      }
      let (low, high) = (condition.low.map { $0 - constant }, condition.high.map { $0 - constant })
      if terms.isEmpty {
        if (low ?? 0) > 1e-3 || (high ?? 0) < -1e-3 {
          contradictions.append(
            Leak(
              numbers[condition.terms[0].number].name, "does not add up: the tables contradict each other",
              [condition.source]))
        }
        continue
      }
      conditions.append(Condition(terms: terms, low: low, high: high, source: condition.source))
    }
    tighten()
  }

  func name(_ unknown: Int) -> String { published.numbers[unknowns[unknown]].name }

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
            contradictions.append(Leak(name(term.unknown), "has no possible value", [condition.source]))
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
    func hasNarrow(_ seen: [ClosedRange<Int64>?], _ interval: Int64, _ widths: [String: Int64]) -> Bool {
      members.contains { member in
        guard system.isTarget[member] else { return false }
        guard let range = seen[member] else { return true }
        return range.upperBound - range.lowerBound < max(interval, widths[system.name(member)] ?? 0)
      }
    }

    func program() -> AttackComponent {
      AttackComponent(
        names: members.map(system.name), isTarget: members.map { system.isTarget[$0] },
        bounds: members.map { system.bounds[$0] }, indices: members, conditions: conditions)
    }
  }
}
