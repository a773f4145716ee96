import Count
import Deliveries
import Facts
import Ingest
import LabourMarket
import Road

/// Stories of figures that are made of other tables' facts.
extension Storyteller {
  private var isCertifying: RowCondition {
    RowCondition(EntryFact.trainingType, is: TrainingType.certifiante.rawValue)
  }

  func planMonth() throws -> Story {
    var story = Story()
    let month = row.value(of: PlanMonthFact.month) ?? ""
    let inMonth = [RowCondition(EntryFact.month, is: month)]
    story.addAccount(of: .training, in: ingestion, named: "training records", accepted: Storyteller.entriesAccepted)
    let entries = FactSelection(.entry, in: facts, inMonth)
    story.add(inMonth, left: entries.left)
    let certifying = FactSelection(.entry, in: facts, inMonth + [isCertifying])
    story.add(certifying.count, "of these with \(isCertifying.text)")
    let january = "\(month.prefix(4))-01"
    let soFar = FactSelection(
      .entry, in: facts,
      [
        RowCondition(EntryFact.month, "month from \(january) to \(month)") {
          $0.prefix(4) == month.prefix(4) && $0 <= month
        }
      ])
    story.add(soFar.count, "entries with month from \(january) to \(month)")
    let targets = ingestion.tables.plan.targets
    let target = targets[month].map { $0.text(decimals: 2, trimmed: true) } ?? "none"
    story.add(target, "target of the month, in the plan; the plan's lines are not kept by line")
    addEntries(entries, to: &story)
    story.add(.plan, gives: "the targets")
    story.found = try found(entries)
    story.found[PlanMonthFact.certifyingShare] =
      entries.count == 0 ? "nd" : Cell.share(Int64(certifying.count), of: Int64(entries.count)).text
    story.found[PlanMonthFact.entriesCumulated] = String(soFar.count)
    story.found = story.found.filter { table.measures.contains($0.key) }
    return story
  }

  func figure() throws -> Story {
    let year = String(rules.planYear)
    guard let figure = row.figure else { return Story() }
    if let rate = figure.leaverRate { return try accessRate(rate) }
    switch figure {
    case .projects: return try need()
    case .confirmedIntentions: return try intentions()
    case .trainingEntries: return try entry(EntryFact.entries, [RowCondition(EntryFact.year, is: year)])
    case .trainingAmount: return try entry(EntryFact.amount, [RowCondition(EntryFact.year, is: year)])
    case .certifyingShare: return try certifying(year)
    case .offerDaysRegion: return try offer(RowCondition(OfferFact.region, is: rules.region))
    case .offerDaysElsewhere:
      let region = rules.region
      return try offer(RowCondition(OfferFact.region, "a region other than \(region)") { $0 != region })
    case .trustRate: return trust()
    default: return sectors(figure, year)
    }
  }

  private func need() throws -> Story {
    var story = Story()
    guard let year = ingestion.tables.needs.needs.map(\.year).max() else { return story }
    let conditions = [
      RowCondition(NeedFact.year, is: String(year)), RowCondition(NeedFact.region, is: rules.region),
    ]
    let selection = FactSelection(.need, in: facts, conditions)
    story.begin(
      "\(NeedFact.projectsLow) of the fact '\(Fact.need)', in its latest year, in the region of the definition")
    addNeeds(selection, conditions, to: &story)
    story.found[KeyFigureFact.value] = try selection.cells([NeedFact.projectsLow], rules: rules)[0].text
    return story
  }

  private func intentions() throws -> Story {
    var story = Story()
    guard let year = ingestion.tables.survey.answers.map(\.year).max() else { return story }
    let conditions = [RowCondition(AnswerFact.year, is: String(year))]
    let selection = FactSelection(.answer, in: facts, conditions)
    let rate = AnswerFact.confirmedRate
    story.begin("\(rate) of the fact '\(Fact.answer)', in its latest year: \(rate.rule(rules).english)")
    try addAnswers(selection, conditions, to: &story)
    story.found[KeyFigureFact.value] = try selection.cells([AnswerFact.confirmedRate], rules: rules)[0].text
    return story
  }

  private func entry(_ measure: Measure, _ conditions: [RowCondition]) throws -> Story {
    var story = Story()
    let selection = FactSelection(.entry, in: facts, conditions)
    story.begin("\(measure) of the fact '\(Fact.entry)', in the plan year of the definition")
    story.addAccount(of: .training, in: ingestion, named: "training records", accepted: Storyteller.entriesAccepted)
    story.add(conditions, left: selection.left)
    addEntries(selection, to: &story)
    story.found[KeyFigureFact.value] = try selection.cells([measure], rules: rules)[0].text
    return story
  }

  private func certifying(_ year: String) throws -> Story {
    let inYear = RowCondition(EntryFact.year, is: year)
    var story = try entry(EntryFact.entries, [inYear])
    let all = FactSelection(.entry, in: facts, [inYear])
    let part = FactSelection(.entry, in: facts, [inYear, isCertifying])
    story.add(part.count, "of these with \(isCertifying.text): the share is theirs of the entries")
    story.found[KeyFigureFact.value] = all.count == 0 ? "nd" : Cell.share(Int64(part.count), of: Int64(all.count)).text
    return story
  }

  private func accessRate(_ rate: Measure) throws -> Story {
    var story = Story()
    let selection = FactSelection(.leaver, in: facts, [])
    story.begin(
      "\(rate) of the fact '\(Fact.leaver)', over all leavers: the row of all totals of a table without 'where'")
    addLeavers(to: &story)
    story.add(facts: perFile(selection.places), of: .training, "leavers")
    try tell(selection, in: &story)
    story.found[KeyFigureFact.value] = try selection.cells([rate], rules: rules)[0].text
    return story
  }

  private func offer(_ condition: RowCondition) throws -> Story {
    var story = Story()
    let selection = FactSelection(.offer, in: facts, [condition])
    story.begin("\(OfferFact.daysMean) of the fact '\(Fact.offer)'")
    addOffers(selection, [condition], to: &story)
    story.found[KeyFigureFact.value] = try selection.cells([OfferFact.daysMean], rules: rules)[0].text
    return story
  }

  private func trust() -> Story {
    var story = Story()
    story.begin("weight of the answers 'oui' / weight of 'oui' and 'non', over all answers to the trust survey")
    story.addAccount(of: .trust, in: ingestion, named: "answers about trust")
    let answers = ingestion.tables.trust.answers.filter { $0.trusts != nil }
    let weight = { (answers: [TrustAnswer]) in answers.reduce(Quantity.zero) { $0 + $1.weight } }
    let yes = answers.filter { $0.trusts == true }
    story.add(answers.count, "with an answer, of weight \(weight(answers).text(decimals: 2))")
    story.add(yes.count, "of these 'oui', of weight \(weight(yes).text(decimals: 2))")
    story.add(facts: perFile(answers.map(\.place)), of: .trust, "answers that count")
    let ordered = answers.sorted { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) }
    for answer in ordered.prefix(rowLimit) {
      let said = answer.trusts == true ? "oui" : "non"
      story.add(
        row: "\(name(answer.place, of: .trust)): \(said), weight \(answer.weight.text(decimals: 6, trimmed: true))")
    }
    let all = weight(answers)
    story.found[KeyFigureFact.value] = all == .zero ? "nd" : Cell.weightedShare(weight(yes), of: all).text
    return story
  }

  private func sectors(_ figure: KeyFigureFact.Figure, _ year: String) -> Story {
    var story = Story()
    story.begin(
      "the sectors by \(HireFact.hiresOfMonth) of the fact '\(Fact.hire)' in the plan year, without interim and without an unknown sector; of two "
        + "with as many, the first by name")
    story.addAccount(of: .dpae, in: ingestion, named: "declarations")
    let left = [Sector.interim.rawValue, Sector.unknown.rawValue]
    let counts = (helpers.first?.rows ?? []).compactMap { row -> (sector: String, hires: Int)? in
      guard row.labels[0] == year, let sector = row.labels[1], !left.contains(sector) else { return nil }
      return Int(row.cells[0].text).map { (sector, $0) }
    }
    let ranked = counts.filter { $0.hires > 0 }.sorted { ($1.hires, $0.sector) < ($0.hires, $1.sector) }
    for (place, count) in ranked.enumerated() {
      let figures = KeyFigureFact.Figure.mainSectors
      let name = place < figures.count ? ": \(figures[place].rawValue)" : ""
      story.add(count.hires, "hires of a month or more in \(count.sector)\(name)")
    }
    let place = KeyFigureFact.Figure.mainSectors.firstIndex(of: figure) ?? 0
    story.found[KeyFigureFact.value] =
      place < ranked.count ? ranked[place].sector : "nd"
    return story
  }
}
