/// What becomes of those who leave a training: the hires that the DPAE files must tell, and the rates that a run must find.
struct Outcomes: Sendable {
  /// For the warehouse export.
  private(set) var warehouse: [Declaration] = []
  /// For the declarers' XML: the register alone ties these to the trainee.
  private(set) var declarers: [Declaration] = []
  /// Of the leavers of the standard run, and of those among them to whom the job was promised.
  let all: AccessTruth
  let prealable: AccessTruth
  /// Of the exits of each quarter that could be followed to its end, by `CalendarDay.quarter`.
  let quarters: [Int: AccessTruth]

  /// A plan whose rates are as near to the published ones as a few attempts bring them: who trains twice is hired after
  /// both, which no draw of a single exit can know.
  static func tuned(
    _ exits: [Exit], _ options: SampleOptions, _ establishments: Establishments, _ persons: Persons,
    _ deliveries: Deliveries
  ) -> Outcomes {
    let aged = exits.map { (exit: $0, age: persons[$0.person].birth.age(on: $0.day)) }
    var shares = AccessShares.published
    var best: Outcomes?
    for _ in 0..<12 {
      let outcomes = Outcomes(aged, shares, options, establishments, persons, deliveries)
      let found = outcomes.all.shares
      if found.error < best?.all.shares.error ?? .infinity { best = outcomes }
      shares = shares.corrected(by: found)
    }
    return best!
  }

  private init(
    _ aged: [(exit: Exit, age: Int)], _ shares: AccessShares, _ options: SampleOptions,
    _ establishments: Establishments, _ persons: Persons, _ deliveries: Deliveries
  ) {
    let observed = deliveries.observed
    let exits = aged.map(\.exit)
    let leavers = Exit.leavers(exits, observed: observed)
    var random = RandomSource(options.seed, .outcomes)
    let ages = Dictionary(aged.map { ($0.exit.person, $0.age) }) { first, _ in first }
    let propensity = Propensity(shares, leavers.map { ($0, ages[$0.person] ?? 0) })
    // One for each quarter, and for each of: prealable or not.
    var quotas: [Int: FateQuota] = [:]
    var hires: [Int: [Declaration]] = [:]
    for (exit, age) in aged where exit.endOfAccess >= observed.lowerBound {
      let stratum = exit.day.quarter * 2 + (exit.session.kind.isPrealable ? 1 : 0)
      var quota = quotas[stratum] ?? FateQuota(&random)
      let fate = quota.draw(propensity, exit, age: age)
      quotas[stratum] = quota
      let plan = HirePlan(exit, fate, establishments, seen: observed, &random)
      for hire in plan.hires where deliveries.told.contains(hire.hire) {
        // Two of one day would be versions of one hire, were they with one employer.
        guard hires[exit.person]?.contains(where: { $0.hire == hire.hire }) != true else { continue }
        hires[exit.person, default: []].append(hire)
      }
    }
    let count = { (exits: [Exit]) in AccessTruth(exits, hires, observed) }
    all = count(leavers)
    prealable = count(leavers.filter(\.session.kind.isPrealable))
    quarters = Dictionary(
      uniqueKeysWithValues: Self.quarters(observed).map { quarter in
        (quarter, count(Exit.last(exits) { $0.day.quarter == quarter }))
      })
    for (person, hires) in hires.sorted(by: { $0.key < $1.key }) {
      let isRegistered = persons.isRegistered(person)
      for hire in hires { declare(hire, isRegistered, hasDeclarers: !options.warehouseOnly, &random) }
    }
  }

  /// Those of which every exit could be mature: the first day itself is not looked at.
  private static func quarters(_ observed: ClosedRange<CalendarDay>) -> [Int] {
    (observed.lowerBound.quarter...observed.upperBound.quarter).filter { quarter in
      let first = CalendarMonth(index: quarter * 3).first
      let last = CalendarMonth(index: quarter * 3 + 2).last
      return first + 1 >= observed.lowerBound && last.adding(months: 6) <= observed.upperBound
    }
  }

  private mutating func declare(
    _ hire: Declaration, _ isRegistered: Bool, hasDeclarers: Bool, _ random: inout RandomSource
  ) {
    var hire = hire
    let ticket = random.below(100)
    if hasDeclarers, isRegistered, ticket < 3, hire.hire <= .asOf {
      hire.knownBy = .nir
      declarers.append(hire)
    } else {
      hire.knownBy = isRegistered && ticket < 10 ? .nir : ticket < 35 ? .nationalIdentifier : .both
      warehouse.append(hire)
    }
  }
}

/// The counts of `training-access`, by the words of DOMAIN section 5, from the planned hires alone.
struct AccessTruth: Sendable {
  private(set) var leavers = 0
  private(set) var accessAny = 0
  private(set) var access = 0
  private(set) var accessDurable = 0
  private(set) var employed = 0

  /// - Parameter exits: mature ones, one of each person.
  /// - Parameter hires: by person.
  /// - Parameter observed: on its last day somebody is employed, or not.
  init(_ exits: [Exit], _ hires: [Int: [Declaration]], _ observed: ClosedRange<CalendarDay>) {
    for exit in exits { count(exit, hires[exit.person] ?? [], today: observed.upperBound) }
  }

  private mutating func count(_ exit: Exit, _ hires: [Declaration], today: CalendarDay) {
    let inTime = hires.filter { $0.hire > exit.day && $0.hire <= exit.endOfAccess }
    leavers += 1
    accessAny += inTime.isEmpty ? 0 : 1
    access += inTime.contains { $0.lasts(30) } ? 1 : 0
    accessDurable += inTime.contains { $0.lasts(182) } ? 1 : 0
    let isEmployed = hires.contains {
      $0.hire > exit.session.start && $0.hire <= today
        && ($0.contract == .openEnded || $0.end.map { $0 >= today } == true)
    }
    employed += isEmployed ? 1 : 0
  }

  var shares: AccessShares {
    let share = { (count: Int) in Double(count) / Double(max(leavers, 1)) }
    return AccessShares(any: share(accessAny), access: share(access), durable: share(accessDurable))
  }
}

extension Declaration {
  fileprivate func lasts(_ days: Int) -> Bool {
    contract == .openEnded || end.map { $0 - hire + 1 >= days } == true
  }
}
