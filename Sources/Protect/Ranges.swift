/// How far each target may be from the truth, as far as anyone can tell who sees what is published: from alternatives
/// that were found, so that what it says is never too wide.
struct Ranges {
  private let system: CountSystem
  /// The alternatives that take a target the farthest down and up.
  private var low: [Target: Alternative] = [:]
  private var high: [Target: Alternative] = [:]
  private var targetsOf: [Int: [Target]] = [:]

  init(_ system: CountSystem) { self.system = system }

  /// Whether a target can be known too closely, by the alternatives that are known.
  func isExposed(_ target: Target) -> Bool {
    (high[target]?.value(target) ?? 0) - (low[target]?.value(target) ?? 0) < target.width
  }

  /// Targets that alternatives are kept for from now on.
  mutating func watch(_ target: Target) {
    guard low[target] == nil else { return }
    (low[target], high[target]) = (.truth, .truth)
    for term in target.terms { targetsOf[term.count, default: []].append(target) }
  }

  /// Forgets the alternatives that change a count which is shown from now on.
  ///
  /// - Returns: the targets that had one.
  mutating func show(_ count: Int) -> [Target] {
    var touched: Set<Target> = []
    for (target, alternative) in low where alternative.changes[count] != nil {
      low[target] = .truth
      touched.insert(target)
    }
    for (target, alternative) in high where alternative.changes[count] != nil {
      high[target] = .truth
      touched.insert(target)
    }
    return touched.sorted { ($0.count, $0.whole ?? -1) < ($1.count, $1.whole ?? -1) }
  }

  /// All alternatives that are kept, each once.
  var alternatives: [Alternative] {
    var seen: Set<ObjectIdentifier> = []
    return (Array(low.values) + Array(high.values)).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  /// Looks for the alternatives that some targets lack.
  ///
  /// - Parameters:
  ///   - regions: of what is hidden.
  ///   - programs: linear programs that may still be solved; what would take more is not found.
  /// - Returns: whether all were found.
  mutating func prove(_ targets: [Target], in regions: Regions, programs: inout Int) -> Bool {
    targets.allSatisfy { target in
      guard isExposed(target) else { return true }
      let up = reach(target, in: regions[target], &programs)
      if isExposed(target) { _ = isFound(target, by: up - target.width, in: regions[target], &programs) }
      return !isExposed(target)
    }
  }

  /// How far up a target can be, of its width: what lies between two that it can is one too.
  private mutating func reach(_ target: Target, in region: Region, _ programs: inout Int) -> Int64 {
    var (reached, tried) = (Int64(0), target.width)
    var beyond = target.width + 1
    while reached + 1 < beyond {
      if isFound(target, by: tried, in: region, &programs) { reached = tried } else { beyond = tried }
      tried = (reached + beyond) / 2
    }
    return reached
  }

  private mutating func isFound(
    _ target: Target, by steps: Int64, in region: Region, _ programs: inout Int
  ) -> Bool {
    guard programs > 0 else { return false }
    programs -= 1
    guard let found = region.alternative(target, by: steps, price: { _ in 1 }) else { return false }
    learn(found)
    return true
  }

  /// Remembers an alternative, and its multiples that are alternatives too.
  mutating func learn(_ alternative: Alternative) {
    let times = system.multiples(of: alternative)
    for factor in Set([1, times.lowerBound, times.upperBound]).subtracting([0]).sorted() {
      remember(factor == 1 ? alternative : alternative.times(factor))
    }
  }

  /// Remembers an alternative for each target that it takes farther.
  private mutating func remember(_ alternative: Alternative) {
    for count in alternative.changes.keys {
      for target in targetsOf[count] ?? [] {
        let value = alternative.value(target)
        if value > high[target]!.value(target) { high[target] = alternative }
        if value < low[target]!.value(target) { low[target] = alternative }
      }
    }
  }
}
