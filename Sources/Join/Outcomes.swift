public import Deliveries
public import LabourMarket
public import Normalise

/// What the hires say of one exit (DOMAIN section 5).
public struct Outcome: Sendable, Equatable {
  /// Some declaration, of whatever day, names the person.
  public var isKnown = false
  /// Number of the first day after the exit on which the person is hired, however late; `nil` if never.
  public var firstHire: Int32?
  /// A hire of at least one month within the window of access.
  public var access = false
  /// A durable hire within the window of access.
  public var durable = false
  /// A hire since the training's start that still runs on the day until which hires are observed.
  public var employed = false

  public init() {}
}

/// Finds, for each exit, the hires that follow.
public struct OutcomeFinder: Sendable {
  private let exits: Exits
  private let windows: [Window]
  private let rules: Rules
  /// The day until which hires are observed: what is known of later days is not the whole of it.
  private let last: Int32

  /// Days by their number: a hire h counts for access if end < h <= last.
  private struct Window {
    let start: Int32
    let end: Int32
    let last: Int32
  }

  /// The window is in calendar months after the exit: its last day counts, the exit day does not.
  public init(_ exits: Exits, observed: Observation, rules: Rules) {
    self.exits = exits
    self.rules = rules
    last = observed.hires?.number ?? .min
    windows = exits.all.map { exit in
      Window(
        start: exits.training(of: exit).start.number, end: exit.end.number,
        last: exit.end.adding(months: rules.accessMonths).number)
    }
  }

  /// Adds what some settled hires say.
  ///
  /// - Parameter hires: those of a person side by side, in any order, none after the as-of date; read once.
  /// - Parameter outcomes: one an exit, in their order; only those of the persons in `hires` are written.
  public func add(_ hires: SettledHires, to outcomes: UnsafeMutableBufferPointer<Outcome>) {
    var person: UInt64 = 0
    var places = 0..<0
    for hire in hires.hires {
      if hire.person != person {
        person = hire.person
        places = person == 0 ? 0..<0 : exits.places(of: person) ?? 0..<0
        for place in places { outcomes[place].isKnown = true }
      }
      for place in places { add(hire, windows[place], to: &outcomes[place]) }
    }
  }

  /// What one hire says of each exit of its person, by the exit's place.
  public func outcomes(of hire: HiringDeclaration) -> [(exit: Int, outcome: Outcome)] {
    guard hire.person != 0, let places = exits.places(of: hire.person) else { return [] }
    return places.map { place in
      var outcome = Outcome()
      outcome.isKnown = true
      add(hire, windows[place], to: &outcome)
      return (place, outcome)
    }
  }

  private func add(_ hire: HiringDeclaration, _ window: Window, to outcome: inout Outcome) {
    let hired = hire.hired
    let contract = hire.contract
    if hired > window.start, hired <= last, contract == .cdi || (hire.end ?? .min) >= last { outcome.employed = true }
    guard hired > window.end else { return }
    outcome.firstHire = min(outcome.firstHire ?? .max, hired)
    guard hired <= window.last else { return }
    let duration = rules.duration(from: hired, to: hire.end)
    if rules.lasts(contract, duration: duration, atLeast: rules.monthDays) { outcome.access = true }
    if rules.lasts(contract, duration: duration, atLeast: rules.durableDays) { outcome.durable = true }
  }
}
