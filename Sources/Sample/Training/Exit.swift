/// A person's end of a training: the rules follow what becomes of the person (DOMAIN section 5).
struct Exit: Sendable {
  let person: Int
  let session: Session

  var day: CalendarDay { session.end }

  /// The last day that still counts as access.
  var endOfAccess: CalendarDay { session.end.adding(months: 6) }

  /// Those until the day of the run: of a person side by side, the latest last.
  static func all(of trainings: Trainings) -> [Exit] {
    trainings.entries.compactMap { entry in
      guard entry.hasEnd, let person = entry.person else { return nil }
      let session = trainings.session(of: entry)
      return session.end <= .asOf ? Exit(person: person, session: session) : nil
    }
    .sorted { ($0.person, $0.rank) < ($1.person, $1.rank) }
  }

  /// The last one of a person is that of the latest end, then start, then number of the session.
  private var rank: Rank { Rank(end: session.end, start: session.start, id: session.id) }

  private struct Rank: Comparable {
    let end: CalendarDay
    let start: CalendarDay
    let id: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.end, left.start, left.id) < (right.end, right.start, right.id)
    }
  }

  /// Hires could be seen on every day that counts.
  func isMature(_ observed: ClosedRange<CalendarDay>) -> Bool {
    session.end + 1 >= observed.lowerBound && endOfAccess <= observed.upperBound
  }

  /// The leavers of the standard run: of each person the last mature exit of its cohort.
  ///
  /// - Parameter exits: as `all` gives them.
  static func leavers(_ exits: [Exit], observed: ClosedRange<CalendarDay>) -> [Exit] {
    last(exits) { $0.session.end > CalendarDay.asOf.adding(months: -18) && $0.isMature(observed) }
  }

  /// Of each person the last exit that is wanted.
  static func last(_ exits: [Exit], where isWanted: (Exit) -> Bool) -> [Exit] {
    var last: [Exit] = []
    for exit in exits where isWanted(exit) {
      if last.last?.person == exit.person { last.removeLast() }
      last.append(exit)
    }
    return last
  }
}

/// What becomes of the person after an exit.
struct Fate {
  var longest: Longest
  /// In a job on the day of the run.
  var isEmployed: Bool

  /// The best hire of the six months.
  enum Longest: Int { case none, short, medium, durable }
}

/// Draws the fates so that the shares hold among the exits of one stratum.
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

  mutating func draw(_ propensity: Propensity, _ exit: Exit, age: Int) -> Fate {
    let longest: Fate.Longest =
      if access.takes(propensity.access(exit, age: age)) {
        durable.takes(propensity.shares.durableOfAccess) ? .durable : .medium
      } else {
        short.takes(propensity.shares.shortOfOthers) ? .short : .none
      }
    return Fate(longest: longest, isEmployed: employed.takes(Self.employedShare[longest.rawValue]))
  }

  /// By the best hire: none, short, medium, durable.
  private static let employedShare = [0.20, 0.35, 0.40, 0.75]
}

/// The shares of the leavers that the sample is made for, and what is planned so that a run finds them.
struct AccessShares: Sendable {
  /// Any hire: "6 in 10".
  var any = 0.60
  /// One of a month or more.
  var access = 0.55
  /// A lasting one.
  var durable = 0.28

  static let published = AccessShares()

  var durableOfAccess: Double { durable / access }
  var shortOfOthers: Double { (any - access) / (1 - access) }

  /// What to plan instead, where a plan of these shares gives those that were found.
  func corrected(by found: AccessShares) -> AccessShares {
    AccessShares(
      any: any + Self.published.any - found.any, access: access + Self.published.access - found.access,
      durable: durable + Self.published.durable - found.durable)
  }

  /// The largest deviation from what the sample is made for.
  var error: Double {
    max(
      abs(any - Self.published.any), abs(access - Self.published.access), abs(durable - Self.published.durable))
  }
}

/// How likely each person is to find a job of a month or more: the young more than the old, and those to whom the job was
/// promised most of all.
struct Propensity {
  static let accessAfterPrealable = 0.75

  let shares: AccessShares
  private let prealable: Double
  private let others: Double

  /// - Parameter leavers: with their ages; the shares are theirs.
  init(_ shares: AccessShares, _ leavers: [(exit: Exit, age: Int)]) {
    self.shares = shares
    let promised = leavers.filter(\.exit.session.kind.isPrealable)
    let rest = leavers.filter { !$0.exit.session.kind.isPrealable }
    let share = Double(promised.count) / Double(max(leavers.count, 1))
    let target = share < 1 ? (shares.access - share * Self.accessAfterPrealable) / (1 - share) : shares.access
    prealable = Self.accessAfterPrealable - Self.meanShift(promised.map(\.age))
    others = target - Self.meanShift(rest.map(\.age))
  }

  func access(_ exit: Exit, age: Int) -> Double {
    let level = exit.session.kind.isPrealable ? prealable : others
    return min(max(level + Self.shift(age), 0.02), 0.98)
  }

  private static func meanShift(_ ages: [Int]) -> Double {
    ages.map(shift).reduce(0, +) / Double(max(ages.count, 1))
  }

  private static func shift(_ age: Int) -> Double {
    switch age {
    case ..<20: 0.05
    case 20...24: 0.07
    case 25...29: 0.04
    case 30...39: 0.01
    case 40...49: -0.02
    case 50...54: -0.07
    case 55...59: -0.13
    default: -0.22
    }
  }
}
