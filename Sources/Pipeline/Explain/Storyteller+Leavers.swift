import Aggregate
import Ingest
import Join
import LabourMarket

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
    let month = row.value(of: "month_since_exit").map { "within \($0) months" } ?? "within \(rules.accessMonths) months"
    let columns =
      selection.fact == .leaverMonth
      ? [("followed", "whose exit lies \(rules.curveMonths) months back or more"), ("access_any", "hired \(month)")]
      : [
        ("not_mature", "not mature: their window of \(rules.accessMonths) months has not passed"), ("mature", "mature"),
        ("access_any", "hired \(month) after the exit"), ("access", "for \(rules.monthDays) days or more, or CDI"),
        ("access_durable", "for \(rules.durableDays) days or more, or CDI"),
        ("employed", "of the mature, with a job on \(plan.asOf)"),
      ]
    for (column, text) in columns { story.add(selection.count(of: column), text) }
    guard let kept = joined.kept else { return }
    let hires = telling(kept, of: selection)
    let lines = HireLines(ingestion, kept, limits: plan.reading)
    story.add(
      facts: hires.values.joined().reduce(into: [:]) { $0[lines.file(of: $1), default: 0] += 1 }, of: .dpae,
      "hires that say what became of them")
    let shown = selection.order.prefix(rowLimit)
    let places = try lines.find(shown.flatMap { index in selection.leaver(index).flatMap { hires[$0] } ?? [] })
    var more: [Int: [String]] = [:]
    for index in shown {
      let own = places.filter { kept.finder.outcome(of: $0.hire)?.leaver == selection.leaver(index) }
      more[index] = own.map { "\(name($0.place, of: .dpae)): \(said($0.hire, of: kept.finder))" }
    }
    addRows(of: selection, to: &story, more)
    story.addTrainingSources(row.conditions.map(\.dimension))
  }

  /// For each leaver of a selection that has rates, the hires that say what became of it: of each thing that the tables
  /// count the first hire that says it.
  private func telling(_ kept: KeptHires, of selection: FactSelection) -> [Int: [HiringDeclaration]] {
    let wanted = Set((0..<selection.count).compactMap(selection.leaver).filter { hasRates($0, selection.fact) })
    var hires: [Int: [(hire: HiringDeclaration, outcome: Outcome)]] = [:]
    for hire in kept.selection.kept.map(\.hire) {
      guard let (leaver, outcome) = kept.finder.outcome(of: hire), wanted.contains(leaver) else { continue }
      if let months = monthsShown, hire.hired > facts.leavers.all[leaver].end.adding(months: months).number { continue }
      hires[leaver, default: []].append((hire, outcome))
    }
    return hires.mapValues { hires in
      let ordered = hires.sorted { ($0.hire.hired, $0.hire.hire) < ($1.hire.hired, $1.hire.hire) }
      let isShown: [(Outcome) -> Bool] = [
        { $0.firstHire != nil }, { $0.access }, { $0.durable }, { $0.employed },
      ]
      let first = isShown.compactMap { isShown in ordered.firstIndex { isShown($0.outcome) } }
      return Set(selection.fact == .leaverMonth ? Array(first.prefix(1)) : first).sorted().map { ordered[$0].hire }
    }
  }

  /// Of a row of the curve: the months since the exit that it looks at.
  private var monthsShown: Int? { row.value(of: "month_since_exit").flatMap { Int($0) } }

  private func hasRates(_ leaver: Int, _ fact: Fact) -> Bool {
    let leaver = facts.leavers.all[leaver]
    return fact == .leaverMonth ? leaver.isFollowed : leaver.isMature
  }

  private func said(_ hire: HiringDeclaration, of finder: OutcomeFinder) -> String {
    guard let (index, outcome) = finder.outcome(of: hire) else { return said(of: hire) }
    let leaver = facts.leavers.all[index]
    let days = Int(hire.hired) - Int(leaver.end.number)
    let isInWindow = days > 0 && hire.hired <= leaver.end.adding(months: rules.accessMonths).number
    let gives = [
      ("access_any", table.fact != .leaverMonth && isInWindow), ("access", outcome.access),
      ("access_durable", outcome.durable), ("employed", outcome.employed),
    ].filter(\.1).map(\.0)
    let when = days > 0 ? "\(days) days after the exit" : "\(-days) days before the exit"
    let said = "\(said(of: hire)), \(when)"
    return gives.isEmpty || table.fact == .leaverMonth ? said : "\(said): \(gives.joined(separator: ", "))"
  }
}

extension Story {
  /// The sources that some dimensions of trainings and leavers are made with.
  mutating func addTrainingSources(_ dimensions: [String]) {
    if !Set(dimensions).isDisjoint(with: ["age_band", "age_group", "sex"]) {
      add(.register, gives: "ages and sex of trainees")
    }
    if dimensions.contains("bassin") { add(.communes, gives: "the bassin of a commune") }
  }
}
