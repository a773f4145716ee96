/// Systematic sampling of candidates of unequal weight: the weight taken stays near the promised share of the weight seen.
struct WeightedQuota {
  let share: Double
  private var seen = 0.0
  private var taken = 0.0

  init(share: Double) {
    self.share = share
  }

  mutating func takes(weight: Double, _ random: inout RandomSource) -> Bool {
    seen += weight
    // The threshold wavers, so that the choice does not follow the order of the weights.
    guard share * seen - taken > weight * (0.2 + 0.6 * random.share()) else { return false }
    taken += weight
    return true
  }

  /// Counts a candidate that cannot be taken, so that the others make up for it.
  mutating func passes(weight: Double) { seen += weight }
}
