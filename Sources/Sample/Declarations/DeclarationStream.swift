/// The declarations of the hires of one month, in the order of their arrival.
///
/// The same stream tells the same story each time: a redelivery, or an extract for another layout, runs it again.
struct DeclarationStream {
  private let world: World
  private let lastDay: CalendarDay
  private let month: CalendarMonth
  private let sectors: Weighted<Sector>
  private var random: RandomSource
  private var planned: ArraySlice<Declaration>
  /// Rows still to come beside the planned ones.
  private var background: Int
  private var waiting: Declaration?
  private var recent: [Declaration] = []
  private var nextRecent = 0

  /// - Parameter rows: how many come in all, the planned ones among them.
  /// - Parameter lastDay: of the hires; may lie after the month, for those announced ahead.
  init(
    _ world: World, _ purpose: RandomSource.Purpose, _ month: CalendarMonth, rows: Int, planned: [Declaration] = [],
    lastDay: CalendarDay? = nil
  ) {
    self.world = world
    self.month = month
    self.lastDay = lastDay ?? month.last
    self.planned = planned[...]
    sectors = Weighted(Sector.allCases) { $0.weight(inMonth: month.month) }
    random = RandomSource(world.options.seed, purpose, month.index)
    background = max(rows - planned.count, 0)
  }

  mutating func next() -> Declaration? {
    if let waiting {
      self.waiting = nil
      return waiting
    }
    guard background + planned.count > 0 else { return nil }
    if random.below(background + planned.count) < planned.count { return nextPlanned() }
    background -= 1
    if recent.count == Self.memory, random.chance(0.012) { return nextVersion() }
    let declaration = nextOfBackground()
    remember(declaration)
    return declaration
  }

  /// Now and then a first declaration, with another end, comes before the one that counts.
  private mutating func nextPlanned() -> Declaration? {
    guard let hire = planned.popFirst() else { return nil }
    guard background > 0, hire.contract != .openEnded, random.chance(0.02) else { return hire }
    background -= 1
    waiting = hire
    var draft = hire
    draft.created = hire.created + -random.within(1...3)
    draft.end = hire.hire + random.below(300)
    draft.remark = .draft
    return draft
  }

  private static let memory = 32

  private mutating func remember(_ declaration: Declaration) {
    if recent.count < Self.memory {
      recent.append(declaration)
    } else {
      recent[nextRecent] = declaration
      nextRecent = (nextRecent + 1) % Self.memory
    }
  }

  /// A declaration that was sent before, as it was or corrected.
  private mutating func nextVersion() -> Declaration {
    var declaration = random.pick(recent)
    if random.chance(0.55) {
      declaration.remark = .repeated
    } else {
      declaration.correct(&random)
    }
    return declaration
  }

  private mutating func nextOfBackground() -> Declaration {
    let sector = sectors.draw(&random)
    let kind = sector.contracts.draw(&random)
    let hire = drawDay()
    let isInterim = sector == .interim ? kind != .openEnded : random.chance(0.003)
    let contract = kind.contract(isInterim: isInterim)
    var days = contract == .openEnded ? nil : kind.days(&random)
    if isInterim, kind == .short { days = random.within(1...1 + random.below(15)) }
    var declaration = Declaration(
      hire: hire, end: Declaration.end(of: hire, days: days), contract: contract,
      created: hire + (random.chance(0.02) ? random.within(1...5) : -random.below(8)),
      establishment: world.establishments.draw(in: sector, &random), person: drawPerson(), knownBy: drawKnownBy())
    if let flaw = Flaw.draw(&random) { declaration.spoil(by: flaw, &random) }
    return declaration
  }

  /// One hire in eight is for the first of the month.
  private mutating func drawDay() -> CalendarDay {
    let ahead = lastDay - month.last
    if ahead > 0, random.chance(0.03) { return month.last + random.within(1...ahead) }
    return random.chance(0.125) ? month.first : month.first + random.below(month.last - month.first + 1)
  }

  private mutating func drawPerson() -> Int? {
    random.chance(0.03) ? nil : world.persons.drawWorker(&random)
  }

  private mutating func drawKnownBy() -> Declaration.KnownBy {
    switch random.below(100) {
    case 0..<62: .both
    case 62..<90: .nationalIdentifier
    default: .nir
    }
  }
}
