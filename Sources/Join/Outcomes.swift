import Deliveries
public import LabourMarket
public import Normalise

/// What the hires say of one leaver (DOMAIN section 5).
public struct Outcome: Sendable, Equatable {
  /// Some declaration, of whatever day, names the person.
  public var isKnown = false
  /// Number of the first day after the exit on which the leaver is hired, however late; `nil` if never.
  public var firstHire: Int32?
  /// A hire of at least one month within the window of access.
  public var access = false
  /// A durable hire within the window of access.
  public var durable = false
  /// A hire since the training's start that still runs on the as-of date.
  public var employed = false

  public init() {}
}

/// Finds, for each leaver, the hires that follow.
public struct OutcomeFinder: Sendable {
  private let leavers: Leavers
  private let windows: [Window]
  private let rules: Rules
  private let asOf: Int32

  /// Days by their number: a hire h counts for access if end < h <= last.
  private struct Window {
    let start: Int32
    let end: Int32
    let last: Int32
  }

  /// The window is in calendar months after the exit: its last day counts, the exit day does not.
  public init(_ leavers: Leavers, asOf: Day, rules: Rules) {
    self.leavers = leavers
    self.rules = rules
    self.asOf = asOf.number
    windows = leavers.all.map { leaver in
      Window(
        start: leavers.training(of: leaver).start.number, end: leaver.end.number,
        last: leaver.end.adding(months: rules.accessMonths).number)
    }
  }

  /// Adds what some settled hires say.
  ///
  /// - Parameter hires: those of a person side by side, in any order, none after the as-of date; read once.
  /// - Parameter outcomes: one a leaver, in the order of the leavers; only those of the persons in `hires` are written.
  public func add(_ hires: SettledHires, to outcomes: UnsafeMutableBufferPointer<Outcome>) {
    var person: UInt64 = 0
    var row: Int?
    for hire in hires.hires {
      if hire.person != person {
        person = hire.person
        row = person == 0 ? nil : leavers.row(of: person)
        if let row { outcomes[row].isKnown = true }
      }
      if let row { add(hire, windows[row], to: &outcomes[row]) }
    }
  }

  /// What one hire says, and of which leaver; `nil` where its person is none.
  public func outcome(of hire: HiringDeclaration) -> (leaver: Int, outcome: Outcome)? {
    guard hire.person != 0, let row = leavers.row(of: hire.person) else { return nil }
    var outcome = Outcome()
    outcome.isKnown = true
    add(hire, windows[row], to: &outcome)
    return (row, outcome)
  }

  private func add(_ hire: HiringDeclaration, _ window: Window, to outcome: inout Outcome) {
    let hired = hire.hired
    let contract = hire.contract
    if hired > window.start, contract == .cdi || (hire.end ?? .min) >= asOf { outcome.employed = true }
    guard hired > window.end else { return }
    outcome.firstHire = min(outcome.firstHire ?? .max, hired)
    guard hired <= window.last else { return }
    let duration = rules.duration(from: hired, to: hire.end)
    if rules.lasts(contract, duration: duration, atLeast: rules.monthDays) { outcome.access = true }
    if rules.lasts(contract, duration: duration, atLeast: rules.durableDays) { outcome.durable = true }
  }
}
