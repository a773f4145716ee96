import Solve

/// Hidden counts that hang together, and how closely each can be known.
struct AttackComponent {
  private let names: [String]
  private let isTarget: [Bool]
  private let bounds: [ClosedRange<Double>]
  private let conditions: [(terms: [LinearProgram.Term], source: String)]
  private let program: LinearProgram

  init(
    names: [String], isTarget: [Bool], bounds: [ClosedRange<Double>], indices: [Int],
    conditions: [Reduction.Condition]
  ) {
    self.names = names
    self.isTarget = isTarget
    self.bounds = bounds
    let column = Dictionary(uniqueKeysWithValues: indices.enumerated().map { ($1, $0) })
    program = LinearProgram(columns: bounds)
    var kept: [(terms: [LinearProgram.Term], source: String)] = []
    for condition in conditions {
      let terms = condition.terms.map { LinearProgram.Term(column[$0.unknown]!, $0.coefficient) }
      program.add(terms, from: condition.low, to: condition.high)
      kept.append((terms, condition.source))
    }
    self.conditions = kept
  }

  func leaks(_ interval: Int64, _ widths: [String: Int64]) -> [Leak] {
    // What solutions in whole numbers have shown each number to be, at least and at most.
    var least = [Int64](repeating: .max, count: names.count)
    var most = [Int64](repeating: .min, count: names.count)
    var leaks: [Leak] = []
    for target in names.indices where isTarget[target] {
      let width = max(interval, widths[names[target]] ?? 0)
      let isOpen = { most[target] >= least[target] && most[target] - least[target] >= width }
      var range = bounds[target]
      var isExact = true
      for largest in [true, false] where !isOpen() {
        guard let found = program.extreme(of: [.init(target, 1)], largest: largest) else {
          return [Leak(names[target], "has no possible value", sources(of: target))]
        }
        if largest {
          range = range.lowerBound...max(range.lowerBound, found.value)
        } else {
          range = min(found.value, range.upperBound)...range.upperBound
        }
        if let numbers = found.wholeNumbers ?? program.anyWhole()?.wholeNumbers {
          for index in numbers.indices {
            least[index] = min(least[index], numbers[index])
            most[index] = max(most[index], numbers[index])
          }
        } else {
          isExact = false
        }
      }
      guard !isOpen() else { continue }
      let (low, high) =
        most[target] >= least[target] && isExact
        ? (least[target], most[target])
        : (Int64(range.lowerBound.rounded(.up)), Int64(range.upperBound.rounded(.down)))
      let finding =
        isExact || high - low < width
        ? "lies between \(low) and \(high)" : "could not be shown to lie in more than a narrow interval"
      leaks.append(Leak(names[target], finding, sources(of: target)))
    }
    return leaks
  }

  private func sources(of target: Int) -> [String] {
    conditions.filter { condition in condition.terms.contains { $0.column == target } }.map { condition in
      let others = condition.terms.filter { $0.column != target }.map { names[$0.column] }
      return condition.source + (others.isEmpty ? "" : " with " + others.prefix(4).joined(separator: ", "))
    }
  }
}
