/// What the leavers become: the hires that the DPAE files must tell, and the rates that a run must find.
struct Outcomes: Sendable {
  /// For the warehouse export.
  private(set) var warehouse: [Declaration] = []
  /// For the declarers' XML: the register alone ties these to the trainee.
  private(set) var declarers: [Declaration] = []
  private(set) var all = AccessTruth()
  private(set) var prealable = AccessTruth()

  /// - Parameter window: the hire dates that the files cover; what lies outside is never declared.
  init(
    _ leavers: [Leaver], _ options: SampleOptions, _ establishments: Establishments, _ persons: Persons,
    window: ClosedRange<CalendarDay>
  ) {
    var random = RandomSource(options.seed, .outcomes)
    let aged = leavers.map { ($0, persons[$0.person].birth.age(on: $0.session.end)) }
    let propensity = Propensity(aged)
    // One for each of: prealable or not, mature or not.
    var quotas = (0..<4).map { _ in FateQuota(&random) }
    for (leaver, age) in aged {
      let stratum = (leaver.isMature ? 2 : 0) + (leaver.session.kind.isPrealable ? 1 : 0)
      let fate = quotas[stratum].draw(access: propensity.access(leaver, age: age))
      let hires = HirePlan(leaver, fate, establishments, &random).hires.filter { window.contains($0.hire) }
      count(leaver, hires)
      let isRegistered = persons.isRegistered(leaver.person)
      for hire in hires { declare(hire, isRegistered, hasDeclarers: !options.warehouseOnly, &random) }
    }
  }

  private mutating func count(_ leaver: Leaver, _ hires: [Declaration]) {
    guard leaver.isMature else { return }
    all.count(leaver, hires)
    if leaver.session.kind.isPrealable { prealable.count(leaver, hires) }
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

  mutating func count(_ leaver: Leaver, _ hires: [Declaration]) {
    let inTime = hires.filter { $0.hire > leaver.session.end && $0.hire <= leaver.endOfAccess && $0.hire <= .asOf }
    leavers += 1
    accessAny += inTime.isEmpty ? 0 : 1
    access += inTime.contains { $0.lasts(30) } ? 1 : 0
    accessDurable += inTime.contains { $0.lasts(182) } ? 1 : 0
    let isEmployed = hires.contains {
      $0.hire > leaver.session.start && $0.hire <= .asOf
        && ($0.contract == .openEnded || $0.end.map { $0 >= .asOf } == true)
    }
    employed += isEmployed ? 1 : 0
  }
}

extension Declaration {
  fileprivate func lasts(_ days: Int) -> Bool {
    contract == .openEnded || end.map { $0 - hire + 1 >= days } == true
  }
}
