import Aggregate
import Solve

/// The cheapest counts to hide with others so that a target can be anywhere in an interval of a given width.
///
/// A pattern of changes, as little of it as can be in counts that are still shown, lets the target move by some steps up
/// and by the others down while every sum stays right: the counts that it changes are hidden. This is the linear
/// relaxation of the cell suppression problem (Kelly, Golden and Assad 1992), with the same pattern both ways.
struct Escape {
  let system: CountSystem
  let graph: CountGraph
  let hidden: [Bool]
  /// What hiding a count costs.
  let costs: [Double]

  private static let much = 1e6

  /// Counts of a program that is still solved in a moment.
  private static let largestProgram = 250

  /// - Returns: the counts to hide; at worst all that the target is a part of.
  func counts(for target: Target) -> [Int] {
    var best = repaired(target)
    for isNear in [true, false] {
      let region = region(of: target, isNear: isNear)
      guard region.count <= Escape.largestProgram else { continue }
      for up in splits(of: target) {
        guard let found = pattern(target, up: up, down: target.width - up, in: region) else { continue }
        if best.map({ found.cost < $0.cost }) ?? true { best = found }
      }
      if best != nil { break }
    }
    let wholes = system.rise(of: target.whole ?? target.count) { hidden[$0] ? 0 : costs[$0] }
    let cost = wholes.reduce(0.0) { hidden[$1] ? $0 : $0 + costs[$1] }
    return best.map { $0.cost <= cost ? $0.counts : wholes } ?? wholes
  }

  /// The cheapest of the patterns that mending finds, a way up and a way down for each split.
  private func repaired(_ target: Target) -> (counts: [Int], cost: Double)? {
    var best: (counts: [Int], cost: Double)?
    for up in splits(of: target) {
      var chosen: Set<Int> = []
      var isWhole = true
      for way in [up, up - target.width] where way != 0 && isWhole {
        let prices = costs.indices.map { hidden[$0] || chosen.contains($0) ? 0 : costs[$0] }
        var repair = Repair(graph, prices: prices)
        let found = repair.find(target, by: way, below: best?.cost ?? .infinity)
        isWhole = found.reached == way
        chosen.formUnion(found.alternative.changes.keys)
      }
      guard isWhole else { continue }
      let cost = chosen.reduce(0.0) { hidden[$1] ? $0 : $0 + costs[$1] }
      if best.map({ cost < $0.cost }) ?? true { best = (chosen.sorted(), cost) }
    }
    return best
  }

  /// Steps up, of the width in all: all of them; as many as leave the target its lowest value; none.
  private func splits(of target: Target) -> [Int64] {
    let value = target.terms.reduce(0) { $0 + $1.coefficient * system.evidence[$1.count].value }
    let least: Int64 = target.whole == nil ? 1 : 0
    let down = min(target.width, max(0, value - least))
    return Set([target.width, target.width - down, target.width - min(down, target.width / 2)]).sorted(by: >)
  }

  /// The counts that may move: those that sums tie to the target; or, where these do not suffice, all that anything does.
  private func region(of target: Target, isNear: Bool) -> [Int] {
    var found = Set(target.terms.map(\.count))
    var rest = Array(found)
    while let count = rest.popLast() {
      for row in system.rowsOf[count] where !isNear || system.rows[row].isEquality {
        for term in system.rows[row].terms where found.insert(term.count).inserted { rest.append(term.count) }
      }
    }
    return found.sorted()
  }

  private func pattern(
    _ target: Target, up: Int64, down: Int64, in region: [Int]
  ) -> (counts: [Int], cost: Double)? {
    let column = Dictionary(uniqueKeysWithValues: region.enumerated().map { ($1, $0) })
    let (up, down) = (Double(up), Double(down))
    // The change of a count in one step of the target, as what it gains and what it loses.
    let room = region.map { count -> (gain: Double, loss: Double) in
      if costs[count].isNaN && !hidden[count] { return (0, 0) }
      let spare = Double(system.evidence[count].value - 1)
      return (down > 0 ? spare / down : Escape.much, up > 0 ? spare / up : Escape.much)
    }
    let program = LinearProgram(columns: room.map { 0...max(0, $0.gain) } + room.map { 0...max(0, $0.loss) })
    let terms = { (count: Int, coefficient: Double) -> [LinearProgram.Term] in
      guard let place = column[count] else { return [] }
      return [.init(place, coefficient), .init(place + region.count, -coefficient)]
    }
    for row in Set(region.flatMap { system.rowsOf[$0] }).sorted() {
      let row = system.rows[row]
      let sum = row.terms.flatMap { terms($0.count, Double($0.coefficient)) }
      guard !sum.isEmpty else { continue }
      if row.isEquality {
        program.add(sum, from: 0, to: 0)
      } else {
        let slack = Double(row.terms.reduce(0) { $0 + $1.coefficient * system.evidence[$1.count].value })
        program.add(sum, from: up > 0 ? -slack / up : nil, to: down > 0 ? slack / down : nil)
      }
    }
    program.add(target.terms.flatMap { terms($0.count, Double($0.coefficient)) }, from: 1, to: 1)
    let prices = region.map { hidden[$0] ? 1e-6 : costs[$0].isNaN ? 0 : costs[$0] }
    let objective = region.indices.flatMap {
      [LinearProgram.Term($0, prices[$0]), LinearProgram.Term($0 + region.count, prices[$0])]
    }
    guard let found = program.extreme(of: objective, largest: false) else { return nil }
    let moved = region.indices.filter { abs(found.columns[$0] - found.columns[$0 + region.count]) > 1e-7 }
    let counts = moved.map { region[$0] }
    return (counts, counts.reduce(0) { hidden[$1] ? $0 : $0 + costs[$1] })
  }
}
