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
