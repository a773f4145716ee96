/// What becomes of a leaver.
struct Fate {
  var longest: Longest
  /// In a job on the day of the run.
  var isEmployed: Bool

  /// The best hire of the six months.
  enum Longest: Int { case none, short, medium, durable }
}

/// Draws the fates so that the shares hold among the leavers of one stratum.
struct FateQuota {
  private var access: Quota
  private var durable: Quota
  private var short: Quota
  private var employed: Quota

  init(_ random: inout RandomSource) {
    access = Quota(&random)
    durable = Quota(&random)
    short = Quota(&random)
    employed = Quota(&random)
  }

  mutating func draw(access probability: Double) -> Fate {
    let longest: Fate.Longest =
      if access.takes(probability) {
        durable.takes(Propensity.durableOfAccess) ? .durable : .medium
      } else {
        short.takes(Propensity.shortOfOthers) ? .short : .none
      }
    return Fate(longest: longest, isEmployed: employed.takes(Self.employedShare[longest.rawValue]))
  }

  /// By the best hire: none, short, medium, durable.
  private static let employedShare = [0.20, 0.35, 0.40, 0.75]
}
