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
    addLeavers(to: &story)
    if table.fact == .leaverMonth {
      story.add(selection.all, "leavers x months since the exit, 1 to \(rules.curveMonths)")
    }
    story.add(row.conditions, left: selection.left)
    story.add(facts: perFile(selection.places), of: .training, "leavers of the row")
    try tell(selection, in: &story)
    story.found = try found(selection)
    return story
  }

  /// From the rows of the training records to the leavers of the cohort.
  func addLeavers(to story: inout Story) {
    let steps = TrainingSteps(facts)
    story.addAccount(of: .training, in: ingestion, named: "training records")
    story.add(steps.ofKnownPersons, "of known persons")
    let start = plan.asOf.adding(months: -rules.cohortMonths)
    story.add(steps.endedInCohort, "ended in the cohort, after \(start) and up to \(plan.asOf)")
    story.add(steps.leavers, "leavers: of each person the last of these")
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
    let found = try lines.find(shown.flatMap { index in selection.leaver(index).flatMap { hires[$0] } ?? [] })
    let byLeaver = Dictionary(grouping: found) { kept.finder.outcome(of: $0.hire)?.leaver }
    var more: [Int: [String]] = [:]
    for index in shown {
      let own = selection.leaver(index).flatMap { byLeaver[$0] } ?? []
      more[index] = own.map { "\(name($0.place, of: .dpae)): \(said($0.hire, kept.finder, selection.fact))" }
    }
    addRows(shown, of: selection, to: &story, more)
    story.addTrainingSources(row.conditions.map(\.dimension))
  }

  private func leaverColumns(_ fact: Fact) -> [(column: CountColumn, text: String)] {
    guard fact == .leaver else {
      return [
        (LeaverMonthFact.Column.followed, "whose exit lies \(rules.curveMonths) months back or more"),
        (LeaverMonthFact.Column.accessAny, "of these, hired within \(monthsShown) months after the exit"),
      ]
    }
    let lasting = { (days: Int) in "of the mature, with such a hire of \(days) days or more, or CDI" }
    return [
      (LeaverFact.Column.notMature, "not mature: their window of \(rules.accessMonths) months has not passed"),
      (LeaverFact.Column.mature, "mature"),
      (LeaverFact.Column.accessAny, "of the mature, hired within \(monthsShown) months after the exit"),
      (LeaverFact.Column.access, lasting(rules.monthDays)),
      (LeaverFact.Column.accessDurable, lasting(rules.durableDays)),
      (LeaverFact.Column.employed, "of the mature, hired since the training's start and with a job on \(plan.asOf)"),
    ]
  }

  /// The months since the exit in which a hire counts.
  private var monthsShown: Int {
    row.value(of: LeaverMonthFact.monthSinceExit).flatMap { Int($0) } ?? rules.accessMonths
  }

  /// Leavers that have rates come first: the others have little to tell.
  private func first(of selection: FactSelection) -> [Int] {
    let order = selection.order
    let isFirst = { (index: Int) in selection.leaver(index).map { hasRates($0, selection.fact) } ?? false }
    return Array((order.filter(isFirst) + order.filter { !isFirst($0) }).prefix(rowLimit))
  }

  private func hasRates(_ leaver: Int, _ fact: Fact) -> Bool {
    let leaver = facts.leavers.all[leaver]
    return fact == .leaverMonth ? leaver.isFollowed : leaver.isMature
  }

  /// For each leaver of a selection that has rates, of each count that it falls in the first hire that puts it there.
  private func telling(_ kept: KeptHires, of selection: FactSelection) -> [Int: [HiringDeclaration]] {
    let wanted = Set((0..<selection.count).compactMap(selection.leaver).filter { hasRates($0, selection.fact) })
    var hires: [Int: [HiringDeclaration]] = [:]
    for hire in kept.selection.kept.map(\.hire) {
      guard let leaver = kept.finder.outcome(of: hire)?.leaver, wanted.contains(leaver) else { continue }
      hires[leaver, default: []].append(hire)
    }
    return hires.compactMapValues { hires in
      let ordered = hires.sorted { ($0.hired, $0.hire) < ($1.hired, $1.hire) }
      var seen: Set<CountColumn> = []
      let first = ordered.filter { hire in
        counts(of: hire, kept.finder, selection.fact).reduce(false) { seen.insert($1).inserted || $0 }
      }
      return first.isEmpty ? nil : first
    }
  }

  /// The counts that a hire alone puts its leaver in.
  private func counts(of hire: HiringDeclaration, _ finder: OutcomeFinder, _ fact: Fact) -> [CountColumn] {
    guard let (index, outcome) = finder.outcome(of: hire) else { return [] }
    let end = facts.leavers.all[index].end
    let isAccess = hire.hired > end.number && hire.hired <= end.adding(months: monthsShown).number
    guard fact == .leaver else { return isAccess ? [LeaverMonthFact.Column.accessAny] : [] }
    return [
      (LeaverFact.Column.accessAny, isAccess), (LeaverFact.Column.access, outcome.access),
      (LeaverFact.Column.accessDurable, outcome.durable), (LeaverFact.Column.employed, outcome.employed),
    ].filter(\.1).map(\.0)
  }

  private func said(_ hire: HiringDeclaration, _ finder: OutcomeFinder, _ fact: Fact) -> String {
    guard let leaver = finder.outcome(of: hire)?.leaver else { return said(of: hire) }
    let days = Int(hire.hired) - Int(facts.leavers.all[leaver].end.number)
    let when = "\(Storyteller.days(abs(days))) \(days > 0 ? "after" : "before") the exit"
    return "\(said(of: hire)), \(when): \(counts(of: hire, finder, fact).map(\.name).joined(separator: ", "))"
  }
}

extension Story {
  /// The sources that some dimensions of trainings and leavers are made with.
  mutating func addTrainingSources(_ dimensions: [Dimension]) {
    if !Set(dimensions).isDisjoint(with: [LeaverFact.ageBand, LeaverFact.ageGroup, LeaverFact.sex]) {
      add(.register, gives: "ages and sex of trainees")
    }
    if dimensions.contains(LeaverFact.bassin) { add(.communes, gives: "the bassin of a commune") }
  }
}
