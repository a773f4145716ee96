import Count
import Deliveries
import Facts
import Ingest
import Join
import LabourMarket
import Road

extension Storyteller {
  func leavers() throws -> Story {
    var story = Story()
    let selection = FactSelection(table.fact, in: facts, row.conditions)
    if table.fact == .exit {
      addExits(to: &story)
    } else {
      addLeavers(to: &story)
    }
    if table.fact == .leaverMonth {
      story.add(
        selection.all,
        "exits x months since, 1 to \(rules.curveMonths): those of leavers, and of each person the last that is followed"
      )
    }
    story.add(row.conditions, left: selection.left)
    story.add(facts: perFile(selection.places), of: .training, "leavers of the row")
    try tell(selection, in: &story)
    story.found = try found(selection)
    return story
  }

  /// From the rows of the training records to the last exits of the quarters that qualify.
  private func addExits(to story: inout Story) {
    let steps = TrainingSteps(facts)
    story.addAccount(of: .training, in: ingestion, named: "training records")
    story.add(steps.ofKnownPersons, "of known persons")
    story.add(
      facts.exits.ofQuarters.count,
      "ended in one of \(facts.exits.quarters.count) quarters whose every exit could be followed: of each person and quarter the last"
    )
  }

  /// From the rows of the training records to the leavers of the cohort.
  func addLeavers(to story: inout Story) {
    let steps = TrainingSteps(facts)
    story.addAccount(of: .training, in: ingestion, named: "training records")
    story.add(steps.ofKnownPersons, "of known persons")
    let start = plan.asOf.adding(months: -rules.cohortMonths)
    story.add(steps.endedInCohort, "ended in the cohort, after \(start) and up to \(plan.asOf)")
    story.add(steps.leavers, "leavers: of each person the last of these that could be followed, else the last")
  }

  /// What became of some leavers, and which hires say so.
  func tell(_ selection: FactSelection, in story: inout Story) throws {
    for (column, text) in leaverColumns(selection.fact) { story.add(selection.count(of: column), text) }
    guard let kept = joined.kept else { return }
    let hires = telling(kept, of: selection)
    let lines = HireLines(ingestion, kept, limits: plan.reading)
    story.add(
      facts: hires.values.joined().reduce(into: [:]) { $0[lines.file(of: $1), default: 0] += 1 }, of: .dpae,
      "hires that say what became of the leavers of the row")
    let shown = first(of: selection)
    story.firstRows = ", those with rates before the others"
    let found = try lines.find(shown.flatMap { index in selection.exit(index).flatMap { hires[$0] } ?? [] })
    var more: [Int: [String]] = [:]
    for index in shown {
      guard let exit = selection.exit(index) else { continue }
      more[index] = found.compactMap { found -> String? in
        let counts = counts(of: found.hire, for: exit, kept.finder, selection.fact).map(\.name)
        guard !counts.isEmpty else { return nil }
        let hire = said(found.hire, for: exit)
        return "\(name(found.place, of: .dpae)): \(hire): \(counts.joined(separator: ", "))"
      }
    }
    addRows(shown, of: selection, to: &story, more)
    story.addTrainingSources(row.conditions.map(\.dimension))
  }

  private func leaverColumns(_ fact: Fact) -> [(column: CountColumn, text: String)] {
    guard fact != .leaverMonth else {
      return [
        (
          LeaverMonthFact.Column.followed,
          "who could be observed on every day of \(rules.curveMonths) months after the exit"
        ),
        (LeaverMonthFact.Column.accessAny, "of these, hired within \(monthsShown) months after the exit"),
      ]
    }
    let lasting = { (days: Int) in "of the mature, with such a hire of \(days) days or more, or CDI" }
    let judged = [
      (LeaverFact.Column.mature, "mature"),
      (LeaverFact.Column.accessAny, "of the mature, hired within \(monthsShown) months after the exit"),
      (LeaverFact.Column.access, lasting(rules.monthDays)),
      (LeaverFact.Column.accessDurable, lasting(rules.durableDays)),
    ]
    guard fact == .leaver else {
      return judged + [(ExitFact.Column.reEntered, "of the mature, in another training within that time")]
    }
    let day = facts.observed.hires.map { "\($0)" } ?? "no day"
    return [
      (
        LeaverFact.Column.notMature,
        "not mature: their window of \(rules.accessMonths) months could not be observed whole"
      )
    ] + judged + [
      (LeaverFact.Column.employed, "of the mature, hired since the training's start and with a job on \(day)")
    ]
  }

  /// The months since the exit in which a hire counts.
  private var monthsShown: Int {
    row.value(of: LeaverMonthFact.monthSinceExit).flatMap { Int($0) } ?? rules.accessMonths
  }

  /// Leavers that have rates come first: the others have little to tell.
  private func first(of selection: FactSelection) -> [Int] {
    let order = selection.order
    let isFirst = { (index: Int) in selection.exit(index).map { hasRates($0, selection.fact) } ?? false }
    return Array((order.filter(isFirst) + order.filter { !isFirst($0) }).prefix(rowLimit))
  }

  private func hasRates(_ exit: Int, _ fact: Fact) -> Bool {
    fact == .leaverMonth ? facts.exits.followed.contains(exit) : facts.exits.all[exit].isMature
  }

  /// For each exit of a selection that has rates, of each count that it falls in the first hire that puts it there.
  private func telling(_ kept: KeptHires, of selection: FactSelection) -> [Int: [HiringDeclaration]] {
    let wanted = Set((0..<selection.count).compactMap(selection.exit).filter { hasRates($0, selection.fact) })
    var hires: [Int: [HiringDeclaration]] = [:]
    for hire in kept.selection.kept.map(\.hire) {
      for (exit, _) in kept.finder.outcomes(of: hire) where wanted.contains(exit) {
        hires[exit, default: []].append(hire)
      }
    }
    return Dictionary(
      uniqueKeysWithValues: hires.compactMap { exit, hires in
        let ordered = hires.sorted { ($0.hired, $0.hire) < ($1.hired, $1.hire) }
        var seen: Set<CountColumn> = []
        let first = ordered.filter { hire in
          counts(of: hire, for: exit, kept.finder, selection.fact).reduce(false) { seen.insert($1).inserted || $0 }
        }
        return first.isEmpty ? nil : (exit, first)
      })
  }

  /// The counts that a hire alone puts an exit of its person in; none for the exit of another.
  private func counts(
    of hire: HiringDeclaration, for exit: Int, _ finder: OutcomeFinder, _ fact: Fact
  ) -> [CountColumn] {
    guard let outcome = finder.outcomes(of: hire).first(where: { $0.exit == exit })?.outcome else { return [] }
    let end = facts.exits.all[exit].end
    let isAccess = hire.hired > end.number && hire.hired <= end.adding(months: monthsShown).number
    guard fact != .leaverMonth else { return isAccess ? [LeaverMonthFact.Column.accessAny] : [] }
    return [
      (LeaverFact.Column.accessAny, isAccess), (LeaverFact.Column.access, outcome.access),
      (LeaverFact.Column.accessDurable, outcome.durable),
      (LeaverFact.Column.employed, outcome.employed && fact == .leaver),
    ].filter(\.1).map(\.0)
  }

  private func said(_ hire: HiringDeclaration, for exit: Int) -> String {
    let days = Int(hire.hired) - Int(facts.exits.all[exit].end.number)
    return "\(said(of: hire)), \(Storyteller.days(abs(days))) \(days > 0 ? "after" : "before") the exit"
  }
}

extension Story {
  /// The sources that some dimensions of trainings and leavers are made with.
  mutating func addTrainingSources(_ dimensions: [Dimension]) {
    if !Set(dimensions).isDisjoint(with: [
      LeaverFact.ageBand, LeaverFact.officialAgeBand, LeaverFact.ageGroup, LeaverFact.sex,
    ]) {
      add(.register, gives: "ages and sex of trainees")
    }
    if dimensions.contains(LeaverFact.bassin) { add(.communes, gives: "the bassin of a commune") }
  }
}
