/// The hires of one leaver, from before the training to the day of the run.
struct HirePlan {
  private(set) var hires: [Declaration] = []
  private let leaver: Leaver
  private let establishments: Establishments

  init(_ leaver: Leaver, _ fate: Fate, _ establishments: Establishments, _ random: inout RandomSource) {
    self.leaver = leaver
    self.establishments = establishments
    planAccess(fate, &random)
    if fate.isEmployed && fate.longest != .durable { planLateJob(&random) }
    planHiresThatDoNotCount(&random)
  }

  private var exit: CalendarDay { leaver.session.end }

  private mutating func planAccess(_ fate: Fate, _ random: inout RandomSource) {
    guard fate.longest != .none else { return }
    let window = leaver.endOfAccess - exit
    // Most find soon; one in a hundred on the very last day that counts.
    let early = random.share() * random.share()
    let wait = random.chance(0.01) ? window : 1 + Int(early * Double(window))
    let hire = exit + wait
    switch fate.longest {
    case .none, .short: add(hire, .short, &random)
    case .medium: add(hire, .medium, &random)
    case .durable: addDurable(hire, untilTheRun: fate.isEmployed, &random)
    }
    if fate.longest != .short, wait > 8, random.chance(0.3) { add(exit + 1 + random.below(wait - 2), .short, &random) }
  }

  private mutating func addDurable(_ hire: CalendarDay, untilTheRun: Bool, _ random: inout RandomSource) {
    let sinceHire = CalendarDay.asOf - hire
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
    let days = CalendarDay.asOf - leaver.endOfAccess
    guard days > 0 else { return }
    let hire = leaver.endOfAccess + random.within(1...days)
    add(hire, random.chance(0.5) ? .openEnded : .long, days: 182 + random.below(200), &random)
  }

  /// Hires before, during and on the last day of the training: none of them is access.
  private mutating func planHiresThatDoNotCount(_ random: inout RandomSource) {
    let sinceNewYear = leaver.session.start - CalendarDay(2016, 1, 1)
    if sinceNewYear > 0, random.chance(0.25) {
      add(CalendarDay(2016, 1, 1) + random.below(sinceNewYear), random.chance(0.6) ? .short : .medium, &random)
    }
    if random.chance(0.04) {
      add(leaver.session.start + random.within(1...exit - leaver.session.start), .short, &random)
    }
    if random.chance(0.015) { add(exit, .medium, &random) }
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
        person: leaver.person, isPlanned: true))
  }
}
