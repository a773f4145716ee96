/// The hires around one exit, from before the training to the last day on which any can be seen.
struct HirePlan {
  private(set) var hires: [Declaration] = []
  private let exit: Exit
  private let establishments: Establishments
  private let seen: ClosedRange<CalendarDay>

  /// - Parameter seen: the days on which hires can be seen.
  init(
    _ exit: Exit, _ fate: Fate, _ establishments: Establishments, seen: ClosedRange<CalendarDay>,
    _ random: inout RandomSource
  ) {
    self.exit = exit
    self.establishments = establishments
    self.seen = seen
    planAccess(fate, &random)
    if fate.isEmployed && fate.longest != .durable { planLateJob(&random) }
    planHiresThatDoNotCount(&random)
  }

  private mutating func planAccess(_ fate: Fate, _ random: inout RandomSource) {
    guard fate.longest != .none else { return }
    let window = exit.endOfAccess - exit.day
    // Most find soon; one in a hundred on the very last day that counts.
    let early = random.share() * random.share()
    let wait = random.chance(0.01) ? window : 1 + Int(early * Double(window))
    let hire = exit.day + wait
    switch fate.longest {
    case .none, .short: add(hire, .short, &random)
    case .medium: add(hire, .medium, &random)
    case .durable: addDurable(hire, untilTheRun: fate.isEmployed, &random)
    }
    if fate.longest != .short, wait > 8, random.chance(0.3) {
      add(exit.day + 1 + random.below(wait - 2), .short, &random)
    }
  }

  private mutating func addDurable(_ hire: CalendarDay, untilTheRun: Bool, _ random: inout RandomSource) {
    let sinceHire = seen.upperBound - hire
    if untilTheRun && random.chance(0.72) || !untilTheRun && sinceHire <= 190 {
      add(hire, .openEnded, &random)
    } else if untilTheRun {
      add(hire, .long, days: max(182, sinceHire + random.within(1...150)), &random)
    } else {
      add(hire, .long, days: random.within(182...sinceHire), &random)
    }
  }

  /// A job found after the six months, or beside the short ones, that lasts until the run.
  private mutating func planLateJob(_ random: inout RandomSource) {
    let days = seen.upperBound - exit.endOfAccess
    guard days > 0 else { return }
    let hire = exit.endOfAccess + random.within(1...days)
    add(hire, random.chance(0.5) ? .openEnded : .long, days: 182 + random.below(200), &random)
  }

  /// Hires before, during and on the last day of the training: none of them is access.
  private mutating func planHiresThatDoNotCount(_ random: inout RandomSource) {
    let before = min(exit.session.start - seen.lowerBound, 300)
    if before > 0, random.chance(0.25) {
      add(exit.session.start + -random.within(1...before), random.chance(0.6) ? .short : .medium, &random)
    }
    if random.chance(0.04) {
      add(exit.session.start + random.within(1...exit.day - exit.session.start), .short, &random)
    }
    if random.chance(0.015) { add(exit.day, .medium, &random) }
  }

  private mutating func add(
    _ hire: CalendarDay, _ kind: ContractKind, days: Int? = nil, _ random: inout RandomSource
  ) {
    // Two declarations of one day and one employer would be versions of one hire.
    guard !hires.contains(where: { $0.hire == hire }) else { return }
    let isInterim = kind != .openEnded && kind != .long && random.chance(0.25)
    let sector = isInterim ? .interim : Sector.withoutInterim.draw(&random)
    let length = kind == .openEnded ? nil : days ?? kind.days(&random)
    hires.append(
      Declaration(
        hire: hire, end: Declaration.end(of: hire, days: length), contract: kind.contract(isInterim: isInterim),
        created: hire + -random.below(8), establishment: establishments.draw(in: sector, &random),
        person: exit.person, isPlanned: true))
  }
}
