import Count
public import Failures

/// The true counts break a sum that they were taken for: what is hidden by it would be hidden, or shown, for nothing.
public struct Contradiction: Failure, CustomStringConvertible {
  public var kind: FailureKind { .bug }
  public let description: String
}

extension CountSystem {
  /// - Throws: `Contradiction`, with the first sum that does not hold, by the names of its counts and without their values.
  func refuseContradictions() throws {
    let values = evidence.map(\.value)
    let broken = rows.first { row in
      let sum = row.terms.reduce(0) { $0 + $1.coefficient * values[$1.count] }
      return row.isEquality ? sum != 0 : sum < 0
    }
    guard let broken else { return }
    let terms = broken.terms.map { "\($0.coefficient) x \(references[$0.count])" }.joined(separator: ", ")
    throw Contradiction(
      description: "the counts of the public tables contradict each other; please report this: \(terms)")
  }
}
