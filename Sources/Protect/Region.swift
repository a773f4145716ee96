import Aggregate
import Solve

/// Counts that sums tie to each other and that may move, as a linear program over their changes.
///
/// The program starts from the truth, where nothing moves, and its prices are never below 0: the dual simplex finds a
/// cheapest change in some hundred steps, among thousands of counts, and in whole numbers nearly always.
struct Region {
  let counts: [Int]
  /// By count, its column: what it gains; as far again, what it loses.
  private let column: [Int: Int]
  private let program: LinearProgram
  private let targetRow: Int32

  /// More than any count.
  private static let most = 1e7

  init(_ counts: [Int], _ system: CountSystem) {
    self.counts = counts
    let column = Dictionary(uniqueKeysWithValues: counts.enumerated().map { ($1, $0) })
    self.column = column
    // A count of nothing is shown: what is hidden is at least 1.
    program = LinearProgram(
      columns: counts.map { _ in 0...Region.most } + counts.map { 0...Double(system.evidence[$0].value - 1) })
    for row in Set(counts.flatMap { system.rowsOf[$0] }).sorted().map({ system.rows[$0] }) {
      let slack = row.terms.reduce(0) { $0 + $1.coefficient * system.evidence[$1.count].value }
      let changes = row.terms.flatMap { Region.terms($0.count, $0.coefficient, column) }
      program.add(changes, from: row.isEquality ? 0 : Double(-slack), to: row.isEquality ? 0 : nil)
    }
    targetRow = program.add([], from: 0, to: 0)
  }

  private static func terms(_ count: Int, _ coefficient: Int64, _ column: [Int: Int]) -> [LinearProgram.Term] {
    guard let place = column[count] else { return [] }
    return [.init(place, Double(coefficient)), .init(place + column.count, -Double(coefficient))]
  }

  /// The cheapest change in whole numbers that moves a target by some steps.
  ///
  /// - Parameter price: of moving a count by one; more than 0.
  /// - Returns: `nil` where there is none, or none was found.
  func alternative(_ target: Target, by steps: Int64, price: (Int) -> Double) -> Alternative? {
    let terms = target.terms.flatMap { Region.terms($0.count, $0.coefficient, column) }
    program.replace(targetRow, terms, from: Double(steps), to: Double(steps))
    let prices = counts.map(price)
    guard let found = program.cheapest(prices + prices) else { return nil }
    guard let numbers = found.wholeNumbers ?? program.anyWhole()?.wholeNumbers else { return nil }
    var changes: [Int: Int64] = [:]
    for (place, count) in counts.enumerated() where numbers[place] != numbers[place + counts.count] {
      changes[count] = numbers[place] - numbers[place + counts.count]
    }
    return Alternative(changes)
  }
}
