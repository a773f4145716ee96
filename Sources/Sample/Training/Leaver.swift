/// A person whose last training has an end: of these, the rules follow what becomes (DOMAIN section 5).
struct Leaver: Sendable {
  let person: Int
  let session: Session

  static let cohort = CalendarDay.asOf.adding(months: -18)

  /// The last day that still counts as access.
  var endOfAccess: CalendarDay { session.end.adding(months: 6) }

  var isMature: Bool { endOfAccess <= .asOf }

  /// The leavers of the run's cohort, by number of the person.
  static func all(of trainings: Trainings) -> [Leaver] {
    var last = [Session?](repeating: nil, count: trainings.persons)
    for entry in trainings.entries where entry.hasEnd {
      guard let person = entry.person else { continue }
      let session = trainings.session(of: entry)
      guard session.end > cohort, session.end <= .asOf else { continue }
      if let known = last[person], (known.end, known.start, known.id) > (session.end, session.start, session.id) {
        continue
      }
      last[person] = session
    }
    return last.enumerated().compactMap { person, session in session.map { Leaver(person: person, session: $0) } }
  }
}

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

/// How likely each leaver is to find a job of a month or more, tuned to the published rates: the young more than the
/// old, and those to whom the job was promised most of all.
struct Propensity {
  static let access = 0.55
  static let accessAfterPrealable = 0.75
  /// Share, of those with access, whose job lasts.
  static let durableOfAccess = 0.28 / 0.55
  /// Share, of those without access, who have a shorter job: "6 in 10" counts any hire.
  static let shortOfOthers = 0.05 / 0.45

  private let prealable: Double
  private let others: Double

  /// - Parameter leavers: with their ages; the rates are those of the mature ones among them.
  init(_ leavers: [(leaver: Leaver, age: Int)]) {
    let mature = leavers.filter(\.leaver.isMature)
    let promised = mature.filter(\.leaver.session.kind.isPrealable)
    let rest = mature.filter { !$0.leaver.session.kind.isPrealable }
    let share = Double(promised.count) / Double(max(mature.count, 1))
    let target = share < 1 ? (Self.access - share * Self.accessAfterPrealable) / (1 - share) : Self.access
    prealable = Self.accessAfterPrealable - Self.meanShift(promised.map(\.age))
    others = target - Self.meanShift(rest.map(\.age))
  }

  func access(_ leaver: Leaver, age: Int) -> Double {
    let level = leaver.session.kind.isPrealable ? prealable : others
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
