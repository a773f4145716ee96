/// Systematic sampling: of the candidates it is shown, it takes the share that their probabilities promise, to within
/// one. So a sample of 500 leavers has the rate it was tuned for, where independent draws would miss it by two points.
struct Quota {
  private var carried: Double

  init(_ random: inout RandomSource) {
    carried = random.share()
  }

  mutating func takes(_ probability: Double) -> Bool {
    carried += probability
    guard carried >= 1 else { return false }
    carried -= 1
    return true
  }
}
