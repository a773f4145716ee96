import Count
import Facts
import Solve

/// Counts that sums tie to each other and that may move, as a linear program over their changes.
///
/// The program starts from the truth, where nothing moves, and its prices are never below 0: the dual simplex finds a
/// cheapest change in some hundred steps, among thousands of counts, and in whole numbers nearly always. Most inequalities
/// are far from what a change needs: a search begins without them and takes those in that its answers break.
final class Region {
  let counts: [Int]
  /// By count, its column: what it gains; as far again, what it loses.
  private let column: [Int: Int]
  private let mostLost: [Double]
  private let program: LinearProgram
  private let targetRow: Int32
  private var inequalities: [Inequality] = []
  /// By place: the inequalities that its count stands in.
  private var inequalitiesOf: [[Int]]

  /// A sum of changes that is not below a number.
  private struct Inequality {
    let terms: [LinearProgram.Term]
    let low: Double
  }

  /// More than any count.
  private static let most = 1e7

  init(_ counts: [Int], _ system: CountSystem) {
    self.counts = counts
    column = Dictionary(uniqueKeysWithValues: counts.enumerated().map { ($1, $0) })
    // A count of nothing is shown: what is hidden is at least 1.
    mostLost = counts.map { Double(system.evidence[$0].value - 1) }
    program = LinearProgram(columns: counts.map { _ in 0...Region.most } + mostLost.map { 0...$0 })
    targetRow = program.add([], from: 0, to: 0)
    inequalitiesOf = counts.map { _ in [] }
    for row in Set(counts.flatMap { system.rowsOf[$0] }).sorted().map({ system.rows[$0] }) {
      let changes = row.terms.flatMap { terms($0.count, $0.coefficient) }
      guard !row.isEquality else {
        program.add(changes, from: 0, to: 0)
        continue
      }
      for term in row.terms { column[term.count].map { inequalitiesOf[$0].append(inequalities.count) } }
      inequalities.append(Inequality(terms: changes, low: -Double(system.slack(row))))
    }
  }

  private func terms(_ count: Int, _ coefficient: Int64) -> [LinearProgram.Term] {
    guard let place = column[count] else { return [] }
    return [.init(place, Double(coefficient)), .init(place + counts.count, -Double(coefficient))]
  }

  /// Says whether a count may move; at first all may.
  func set(_ count: Int, moves: Bool) {
    guard let place = column[count] else { return }
    program.set(place, to: 0...(moves ? Region.most : 0))
    program.set(place + counts.count, to: 0...(moves ? mostLost[place] : 0))
  }

  /// The cheapest change in whole numbers that moves a target by some steps.
  ///
  /// - Parameter price: of moving a count by one; more than 0.
  /// - Returns: `nil` where there is none, or none was found.
  func alternative(_ target: Target, by steps: Int64, price: (Int) -> Double) -> Alternative? {
    program.replace(
      targetRow, target.terms.flatMap { terms($0.count, $0.coefficient) }, from: Double(steps), to: Double(steps))
    let prices = counts.map(price)
    guard let numbers = cheapest(prices + prices) else { return nil }
    var changes: [Int: Int64] = [:]
    for (place, count) in counts.enumerated() where numbers[place] != numbers[place + counts.count] {
      changes[count] = numbers[place] - numbers[place + counts.count]
    }
    return Alternative(changes)
  }

  private func cheapest(_ prices: [Double]) -> [Int64]? {
    let rows = program.rowCount
    defer { program.removeRows(from: rows) }
    var found = program.cheapest(prices)
    while let solution = found {
      let broken = broken(by: solution.columns)
      for inequality in broken { program.add(inequality.terms, from: inequality.low, to: nil) }
      if broken.isEmpty, let numbers = solution.wholeNumbers { return numbers }
      found = broken.isEmpty ? program.anyWhole() : program.cheapestAgain()
    }
    return nil
  }

  private func broken(by columns: [Double]) -> [Inequality] {
    let moved = counts.indices.filter { columns[$0] != columns[$0 + counts.count] }
    return Set(moved.flatMap { inequalitiesOf[$0] }).sorted().map { inequalities[$0] }.filter { inequality in
      inequality.terms.reduce(0) { $0 + $1.coefficient * columns[$1.column] } < inequality.low - 1e-6
    }
  }
}
