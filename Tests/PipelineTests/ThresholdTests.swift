import Definition
import Testing

/// When a value is odd, on both sides of each threshold.
@Suite struct `A threshold` {
  @Test(
    arguments: [
      (CheckRule.Condition.above(5), 5, nil, false), (.above(5), 5.1, nil, true), (.below(5), 5, nil, false),
      (.below(5), 4.9, nil, true), (.rises(50), 15, 10, false), (.rises(50), 15.1, 10, true),
      (.rises(50), -5, -10, false), (.rises(50), -4.9, -10, true), (.falls(50), 5, 10, false),
      (.falls(50), 4.9, 10, true), (.falls(50), -15, -10, false), (.falls(50), -15.1, -10, true),
      (.moves(50), 15, 10, false), (.moves(50), 15.1, 10, true), (.moves(50), 5, 10, false),
      (.moves(50), 4.9, 10, true),
      (.rises(50), 15.1, nil, false), (.falls(50), 4.9, nil, false), (.moves(50), 4.9, nil, false),
    ] as [(CheckRule.Condition, Double, Double?, Bool)])
  func `is passed beyond it, and not at it`(
    condition: CheckRule.Condition, value: Double, reference: Double?, isPassed: Bool
  ) {
    #expect(condition.holds(value, against: reference) == isPassed)
  }
}
