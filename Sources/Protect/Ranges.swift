import Aggregate
import Solve

/// How far each target may be from the truth, as far as anyone can tell who sees what is published: from alternatives
/// that were found, so that what it says is never too wide.
struct Ranges {
  private let system: CountSystem
  private let values: [Int64]
  let graph: CountGraph
  private var low: [Target: Alternative] = [:]
  private var high: [Target: Alternative] = [:]

  /// Counts of a program that is still solved in a moment; in more of them, what repair does not find is not there.
  private static let largestProgram = 250

  /// More than any count.
  private static let most = 1e7

  init(_ system: CountSystem) {
    self.system = system
    values = system.values
    graph = CountGraph(system)
  }

  func width(_ target: Target) -> Int64 {
    (high[target] ?? .truth).value(target) - (low[target] ?? .truth).value(target)
  }

  /// Forgets the alternatives that change a count which is shown from now on.
  mutating func show(_ count: Int) {
    low = low.filter { $0.value.changes[count] == nil }
    high = high.filter { $0.value.changes[count] == nil }
  }

  /// The targets that can be known too closely.
  ///
  /// - Parameter targets: all of them; those that `touching` cannot reach are not looked at.
  mutating func exposed(_ targets: [Target], hidden: [Bool], touching: [Int]? = nil) -> [Target] {
    var exposed: [Target] = []
    var componentOf: [Int: Int] = [:]
    var components: [Component] = []
    let reach = touching.map { Set(Component.reach(from: $0, in: system) { hidden[$0] }) }
    var repair = Repair(graph, prices: hidden.map { $0 ? 0 : .nan })
    for target in targets where width(target) < target.width {
      let start = target.terms.map(\.count).filter { hidden[$0] }
      if let reach, !start.contains(where: reach.contains) { continue }
      let wholes = system.rise(of: target.whole ?? target.count) { hidden[$0] ? 0 : 1 }
      if wholes.allSatisfy({ hidden[$0] }) {
        learn(Alternative(Dictionary(uniqueKeysWithValues: wholes.map { ($0, target.width) })), targets)
        continue
      }
      let up = repair.find(target, by: target.width)
      learn(up.alternative, targets)
      if width(target) < target.width { learn(repair.find(target, by: up.reached - target.width).alternative, targets) }
      guard width(target) < target.width, let first = start.first else { continue }
      if componentOf[first] == nil {
        // Two counts that a target sets side by side are looked at together.
        let component = Component(start, system, hidden: hidden, most: Ranges.most)
        for count in component.counts { componentOf[count] = components.count }
        components.append(component)
      }
      var component = components[componentOf[first]!]
      if !start.allSatisfy({ component.column[$0] != nil }) {
        component = Component(start, system, hidden: hidden, most: Ranges.most)
      }
      guard component.counts.count <= Ranges.largestProgram else {
        exposed.append(target)
        continue
      }
      for steps in Ranges.splits(of: target, value: value(target)) where width(target) < target.width {
        for step in steps {
          if let found = component.nearest(target, by: step) { learn(found, targets) }
        }
      }
      if width(target) < target.width { exposed.append(target) }
    }
    return exposed
  }

  private func value(_ target: Target) -> Int64 { target.terms.reduce(0) { $0 + $1.coefficient * values[$1.count] } }

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
  private mutating func learn(_ alternative: Alternative, _ targets: [Target]) {
    for target in targets where target.terms.contains(where: { alternative.changes[$0.count] != nil }) {
      let value = alternative.value(target)
      if value > (high[target] ?? .truth).value(target) { high[target] = alternative }
      if value < (low[target] ?? .truth).value(target) { low[target] = alternative }
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

  /// All counts that follow from some of them through rows of counts that may move.
  static func reach(from start: [Int], in system: CountSystem, moves: (Int) -> Bool) -> [Int] {
    var found = Set(start)
    var rest = start
    while let count = rest.popLast() {
      for row in system.rowsOf[count] {
        for term in system.rows[row].terms where moves(term.count) && found.insert(term.count).inserted {
          rest.append(term.count)
        }
      }
    }
    return found.sorted()
  }

  init(_ start: [Int], _ system: CountSystem, hidden: [Bool], most: Double) {
    counts = Component.reach(from: start, in: system) { hidden[$0] }
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
    guard let numbers = found.wholeNumbers ?? program.anyWhole(milliseconds: 200)?.wholeNumbers else { return nil }
    var changes: [Int: Int64] = [:]
    for (index, count) in counts.enumerated() where numbers[index] != numbers[index + size] {
      changes[count] = numbers[index] - numbers[index + size]
    }
    return Alternative(changes)
  }
}
