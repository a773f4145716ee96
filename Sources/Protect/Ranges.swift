import Aggregate
import Solve

/// How far each target may be from the truth, as far as anyone can tell who sees what is published: from alternatives
/// that were found, so that what it says is never too wide.
struct Ranges {
  let graph: CountGraph
  private let system: CountSystem
  /// The alternatives that take a target the farthest down and up.
  private var low: [Target: Alternative] = [:]
  private var high: [Target: Alternative] = [:]
  private var targetsOf: [Int: [Target]] = [:]

  /// Counts of a program that is still solved in a moment; in more of them, what repair does not find is not there.
  private static let largestProgram = 120
  /// More than any count.
  private static let most = 1e7

  init(_ system: CountSystem) {
    self.system = system
    graph = CountGraph(system)
  }

  func width(_ target: Target) -> Int64 {
    (high[target]?.value(target) ?? 0) - (low[target]?.value(target) ?? 0)
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

  /// The targets, of some, that can be known too closely.
  ///
  /// - Parameter onlyFirst: one of them is enough to know.
  mutating func exposed(_ targets: [Target], hidden: [Bool], onlyFirst: Bool = false) -> [Target] {
    var exposed: [Target] = []
    var repair = Repair(graph, prices: hidden.map { $0 ? 0 : .nan })
    for target in targets {
      watch(target)
      guard width(target) < target.width else { continue }
      let rise = system.rise(of: target.whole ?? target.count) { hidden[$0] ? 0 : 1 }
      if rise.allSatisfy({ hidden[$0] }) {
        let changes = Dictionary(uniqueKeysWithValues: rise.map { ($0, target.width) })
        if system.holds(changes) { learn(Alternative(changes)) }
        if width(target) >= target.width { continue }
      }
      let up = repair.find(target, by: target.width)
      learn(up.alternative)
      if width(target) < target.width { learn(repair.find(target, by: up.reached - target.width).alternative) }
      if width(target) < target.width { solve(target, hidden) }
      if width(target) < target.width {
        exposed.append(target)
        if onlyFirst { break }
      }
    }
    return exposed
  }

  /// What repair does not find, a program may.
  private mutating func solve(_ target: Target, _ hidden: [Bool]) {
    let start = target.terms.map(\.count).filter { hidden[$0] }
    guard !start.isEmpty else { return }
    let component = Component(start, system, hidden: hidden, most: Ranges.most, largest: Ranges.largestProgram)
    guard let component else { return }
    for steps in Ranges.splits(of: target, value: value(target)) where width(target) < target.width {
      for step in steps {
        guard let found = component.nearest(target, by: step) else { break }
        learn(found)
      }
    }
  }

  private func value(_ target: Target) -> Int64 {
    target.terms.reduce(0) { $0 + $1.coefficient * graph.values[$1.count] }
  }

  /// Ways to be somewhere in an interval as wide as the target's: some steps above the truth, the others below.
  private static func splits(of target: Target, value: Int64) -> [[Int64]] {
    let down = min(target.width, max(0, value - (target.whole == nil ? 1 : 0)))
    let shares = [0, down, min(down, target.width / 2)]
    return shares.reduce(into: [[Int64]]()) { all, down in
      let steps = [target.width - down, -down].filter { $0 != 0 }
      if !all.contains(steps) { all.append(steps) }
    }
  }

  /// Remembers an alternative for each target that it takes farther.
  mutating func learn(_ alternative: Alternative) {
    for count in alternative.changes.keys {
      for target in targetsOf[count] ?? [] {
        let value = alternative.value(target)
        if value > high[target]!.value(target) { high[target] = alternative }
        if value < low[target]!.value(target) { low[target] = alternative }
      }
    }
  }
}

/// Hidden counts that depend on each other, as a linear program over their changes.
private struct Component {
  let counts: [Int]
  /// By count, its column: what it gains; as far again, what it loses.
  let column: [Int: Int]
  private let program: LinearProgram
  private let targetRow: Int32

  /// - Returns: `nil` where more counts depend on each other than `largest`.
  init?(_ start: [Int], _ system: CountSystem, hidden: [Bool], most: Double, largest: Int) {
    var found = Set(start)
    var rest = start
    while let count = rest.popLast() {
      for row in system.rowsOf[count] {
        for term in system.rows[row].terms where hidden[term.count] && found.insert(term.count).inserted {
          rest.append(term.count)
        }
      }
      if found.count > largest { return nil }
    }
    counts = found.sorted()
    let size = counts.count
    let column = Dictionary(uniqueKeysWithValues: counts.enumerated().map { ($1, $0) })
    self.column = column
    // A count of nothing is shown: what is hidden is at least 1.
    program = LinearProgram(
      columns: counts.map { _ in 0...most } + counts.map { 0...Double(system.evidence[$0].value - 1) })
    for row in Set(counts.flatMap { system.rowsOf[$0] }).sorted() {
      let (terms, isEquality) = (system.rows[row].terms, system.rows[row].isEquality)
      let slack = terms.reduce(0) { $0 + $1.coefficient * system.evidence[$1.count].value }
      let changes = terms.flatMap { term -> [LinearProgram.Term] in
        guard let place = column[term.count] else { return [] }
        return [.init(place, Double(term.coefficient)), .init(place + size, -Double(term.coefficient))]
      }
      program.add(changes, from: isEquality ? 0 : Double(-slack), to: isEquality ? 0 : nil)
    }
    targetRow = program.add([], from: 0, to: 0)
  }

  /// The alternative in whole numbers that moves a target by some steps and all counts together the least.
  func nearest(_ target: Target, by steps: Int64) -> Alternative? {
    let size = counts.count
    let terms = target.terms.flatMap { term -> [LinearProgram.Term] in
      guard let place = column[term.count] else { return [] }
      return [.init(place, Double(term.coefficient)), .init(place + size, -Double(term.coefficient))]
    }
    program.replace(targetRow, terms, from: Double(steps), to: Double(steps))
    guard let found = program.extreme(of: (0..<2 * size).map { .init($0, 1) }, largest: false) else { return nil }
    guard let numbers = found.wholeNumbers else { return nil }
    var changes: [Int: Int64] = [:]
    for (index, count) in counts.enumerated() where numbers[index] != numbers[index + size] {
      changes[count] = numbers[index] - numbers[index + size]
    }
    return Alternative(changes)
  }
}
