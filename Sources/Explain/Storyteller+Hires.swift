import Count
import Deliveries
import Facts
import Ingest
import LabourMarket
import Normalise
import Road

/// Stories of hires, alone and beside needs.
extension Storyteller {
  func hires() throws -> Story {
    var story = Story()
    addDeclarations(to: &story)
    try addHires(row.conditions, to: &story) { _ in nil }
    return story
  }

  private func addDeclarations(to story: inout Story) {
    story.addAccount(
      of: .dpae, in: ingestion, named: "declarations", accepted: "accepted: the hires, one a declaration that stands")
    story.add(joined.profile.unknownPersons, "of these, of unknown persons: they count as hires, and never as persons")
  }

  /// The hires of the row and what they come to.
  ///
  /// - Parameter weight: of a hire where it does not count for one, in words.
  private func addHires(
    _ conditions: [RowCondition], to story: inout Story, weight: (HiringDeclaration) -> String?
  ) throws {
    guard let kept = joined.kept else { return }
    let selection = kept.selection
    if [.needAndHire, .needAndHireByFAP].contains(table.fact) {
      story.add(selection.left[0], "in a year of the survey, other than interim")
    }
    story.add(conditions, left: Array(selection.left.dropFirst()))
    for (measure, text) in [
      (HireFact.hiresOfMonth, "of a month or more: CDI, or \(rules.monthDays) days and more"),
      (HireFact.hiresDurable, "durable: CDI, or \(rules.durableDays) days and more"),
      (HireFact.establishments, "establishments, distinct"), (HireFact.persons, "known persons, distinct"),
    ] where table.measures.contains(measure) { story.add(selection.count(of: measure)!, text) }
    for measure in table.measures {
      if let count = selection.count(of: measure) { story.found[measure] = String(count) }
    }
    let lines = HireLines(ingestion, kept, limits: plan.reading)
    let hires = selection.kept.map(\.hire)
    story.add(
      facts: hires.reduce(into: [:]) { $0[lines.file(of: $1), default: 0] += 1 }, of: .dpae, "hires of the row")
    for found in try lines.find(hires, atMost: rowLimit) {
      let share = weight(found.hire).map { ", \($0)" } ?? ""
      story.add(row: "\(name(found.place, of: .dpae)): \(said(of: found.hire))\(share)")
    }
    if conditions.contains(where: { $0.dimension == HireFact.bassin }) {
      story.add(.communes, gives: "the bassin of a commune")
    }
    story.add(.register, gives: "the person of a NIR")
  }

  func needsAndHires() throws -> Story {
    var story = Story()
    let isByFAP = table.fact == .needAndHireByFAP
    story.begin("needs, of the survey")
    story.addAccount(of: .survey, in: ingestion, named: "answers to the survey")
    let selection = FactSelection(table.fact, in: facts, row.conditions)
    story.add(selection.all, isByFAP ? "answers without interim x their FAP with projects" : "answers without interim")
    story.add(row.conditions, left: selection.left)
    story.add(facts: perFile(selection.places), of: .survey, "answers of the row")
    addRows(of: selection, to: &story)
    story.found = try found(selection)
    story.begin("hires, of the declarations")
    addDeclarations(to: &story)
    guard isByFAP else {
      try addHires(row.conditions, to: &story) { _ in nil }
      return story
    }
    try addSharedHires(to: &story)
    return story
  }

  /// The hires of a FAP: each counts for the share that the activity of its establishment has in it.
  private func addSharedHires(to story: inout Story) throws {
    guard let kept = joined.kept, let fap = row.value(of: NeedAndHireByFAPFact.fap),
      let year = row.value(of: NeedAndHireByFAPFact.year)
    else { return }
    let weights = ingestion.fapWeights
    guard weights.isKnown else { return }
    let share = { (naf: String, hires: Int) in
      weights.shares(of: naf, in: Int(year) ?? 0).filter { $0.fap == fap }.map { $0.of(hires) }
        .reduce((hires: Quantity.zero, error: Int64(0))) { ($0.hires + $1.hires, $0.error + $1.error) }
    }
    let said = { (naf: String) in "\(share(naf, 1).hires.text(decimals: 6, trimmed: true)) of it: NAF \(naf)" }
    try addHires(Storyteller.hireConditions(of: row, weights), to: &story) {
      said(kept.selection.label(HireFact.naf, of: $0))
    }
    var byNAF: [String: Int] = [:]
    for hire in kept.selection.kept { byNAF[kept.selection.label(HireFact.naf, of: hire.hire), default: 0] += 1 }
    let ordered = byNAF.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (naf, count) in ordered.prefix(10) { story.add(count, "of these count for \(said(naf))") }
    if ordered.count > 10 { story.add("", "and those of \(ordered.count - 10) other activities") }
    if table.measures.contains(NeedAndHireByFAPFact.hiresWeighted) {
      let parts = byNAF.map { share($0.key, $0.value) }
      story.found[NeedAndHireByFAPFact.hiresWeighted] =
        Cell.amount(
          parts.reduce(Quantity.zero) { $0 + $1.hires }, terms: parts.reduce(0) { $0 + $1.error }
        ).text
    }
    let isStated = !ingestion.files(.nafFap).isEmpty
    story.add(isStated ? .nafFap : .romeNaf, gives: "what the establishments of an activity hire")
    if !isStated { story.add(.fapRome, gives: "the FAP of a ROME, and its share of it") }
  }

  /// The hires of a row by FAP: those of its year whose activity has a share in the FAP.
  static func hireConditions(of row: AskedRow, _ weights: FAPWeights) -> [RowCondition] {
    let year = row.value(of: NeedAndHireByFAPFact.year).flatMap { Int($0) }
    var conditions: [RowCondition] = []
    if let year { conditions.append(RowCondition(HireFact.year, is: String(year))) }
    if let fap = row.value(of: NeedAndHireByFAPFact.fap), fap != "total" {
      conditions.append(
        RowCondition(HireFact.naf, "an activity with FAP \(fap)") { naf in
          weights.shares(of: naf, in: year ?? 0).contains { $0.fap == fap }
        })
    }
    return conditions
  }

  func hiresAndPublished() throws -> Story {
    var story = Story()
    addDeclarations(to: &story)
    try addHires(Storyteller.publishedConditions(of: row, rules), to: &story) { _ in nil }
    story.add(.publishedDeclarations, gives: "the series, whose rows of the region, month and contract add up")
    return story
  }

  /// The hires of a row beside the published series.
  static func publishedConditions(of row: AskedRow, _ rules: Rules) -> [RowCondition] {
    guard let month = row.value(of: HireAndPublishedFact.month),
      let contract = row.value(of: HireAndPublishedFact.contract).flatMap(HireAndPublishedFact.Contract.init)
    else { return [] }
    return HireAndPublishedFact.conditions(month, contract, rules)
  }

  /// The hires of a month as they became known, after the days of it that a delivery covers.
  func coverage() throws -> Story {
    var story = try revision()
    guard let first = row.value(of: CoverageFact.month).flatMap({ Day(iso: "\($0)-01") }) else { return story }
    let days = first...Day(number: first.adding(months: 1).number - 1)
    story.add(days.dayCount, "days in the month")
    story.add(facts.observed.coveredDays(of: days), "of them covered by a person-level delivery; \(facts.observed)")
    return story
  }

  func revision() throws -> Story {
    var story = Story()
    addDeclarations(to: &story)
    try addHires(row.conditions, to: &story) { _ in nil }
    guard let kept = joined.kept else { return story }
    let months = ingestion.coverage.monthOfRank
    let known = kept.selection.kept.filter { $0.hire.person != 0 }
    let byMonth = known.reduce(into: [Int32: Int]()) { $0[months[Int($1.firstRank)], default: 0] += 1 }
    for (month, count) in byMonth.sorted(by: { $0.key < $1.key }) {
      story.add(count, "of known persons, first told by a delivery of \(month == 0 ? "no date" : Day.month(month))")
    }
    story.add(
      kept.selection.kept.count - known.count,
      "of unknown persons: known from their delivery on, until a later one takes their place or covers their day; those "
        + "that no longer stand are in the columns of the months and not here")
    return story
  }
}
