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
    if let rate = figure.answerRate { return try intentions(rate) }
    if let types = figure.trainingTypes { return try share(of: types, year) }
    switch figure {
    case .projects: return try need([NeedFact.projectsLow]) { $0[0].text }
    case .difficultProjects: return try need([NeedFact.difficultLow]) { $0[0].text }
    case .difficultShare:
      return try need([NeedFact.difficultLow, NeedFact.projectsLow]) { cells in
        guard case .quantity(let part, _, _, _) = cells[0], case .quantity(let whole, _, _, _) = cells[1],
          whole > .zero
        else { return Cell.notAvailable.text }
        return Cell.weightedShare(part, of: whole).text
      }
    case .trainingEntries: return try entry(EntryFact.entries, [RowCondition(EntryFact.year, is: year)])
    case .trainingAmount: return try entry(EntryFact.amount, [RowCondition(EntryFact.year, is: year)])
    case .openOffers: return try offer([OfferFact.open], here) { $0[0].text }
    case .offerDaysRegion: return try offer([OfferFact.daysMean], here) { $0[0].text }
    case .offerDaysGained:
      return try offer([OfferFact.daysMeanBefore, OfferFact.daysMean], here) { cells in
        guard case .mean(let before, let offersBefore) = cells[0], case .mean(let days, let offers) = cells[1] else {
          return Cell.notAvailable.text
        }
        return Cell.mean(before * offers - days * offersBefore, of: offers * offersBefore).text
      }
    case .offerDaysElsewhere:
      let region = rules.region
      let elsewhere = RowCondition(OfferFact.region, "a region other than \(region)") { $0 != region }
      return try offer([OfferFact.daysMean], elsewhere) { $0[0].text }
    case .trustRate: return trust()
    case .mainIntendedSector1, .mainIntendedSector2, .mainIntendedSector3, .mainIntendedSector4:
      return intendedSectors(figure)
    default: return sectors(figure, year)
    }
  }

  private var here: RowCondition { RowCondition(OfferFact.region, is: rules.region) }

  /// - Parameter value: what the measures come to.
  private func need(_ measures: [Measure], value: ([Cell]) -> String) throws -> Story {
    var story = Story()
    guard let year = ingestion.tables.needs.needs.map(\.year).filter({ $0 <= plan.asOf.year }).max() else {
      return story
    }
    let conditions = [
      RowCondition(NeedFact.year, is: String(year)), RowCondition(NeedFact.region, is: rules.region),
    ]
    let selection = FactSelection(.need, in: facts, conditions)
    let names = measures.map(\.name).joined(separator: " / ")
    story.begin("\(names) of the fact '\(Fact.need)', in its latest year, in the region of the definition")
    addNeeds(selection, conditions, to: &story)
    story.found[KeyFigureFact.value] = value(try selection.cells(measures, rules: rules))
    return story
  }

  private var surveyYear: Int? {
    ingestion.tables.survey.answers.map(\.year).filter { $0 <= plan.asOf.year }.max()
  }

  private func intentions(_ rate: Measure) throws -> Story {
    var story = Story()
    guard let year = surveyYear else { return story }
    let conditions = [RowCondition(AnswerFact.year, is: String(year))]
    let selection = FactSelection(.answer, in: facts, conditions)
    story.begin("\(rate) of the fact '\(Fact.answer)', in its latest year: \(rate.rule(rules).english)")
    try addAnswers(selection, conditions, to: &story)
    try find(rate, in: selection, &story)
    return story
  }

  /// A rate, and what stands beside it.
  private func find(_ rate: Measure, in selection: FactSelection, _ story: inout Story) throws {
    story.found[KeyFigureFact.value] = try selection.cells([rate], rules: rules)[0].text
    let columns = rate.countColumns
    story.found[KeyFigureFact.count] = String(selection.count(of: columns[0]))
    story.found[KeyFigureFact.of] = String(selection.count(of: columns[1]))
  }

  private func intendedSectors(_ figure: KeyFigureFact.Figure) -> Story {
    var story = Story()
    guard let year = surveyYear else { return story }
    story.begin(
      "the sectors by the weighted projects of the answers to the survey of \(year), without interim and without an unknown "
        + "sector; of two with as many, the first by name")
    story.addAccount(of: .survey, in: ingestion, named: "answers to the survey")
    var projects: [String: Quantity] = [:]
    for answer in ingestion.tables.survey.answers where answer.year == year {
      projects[answer.sector.rawValue, default: .zero] += answer.weight * answer.projects
    }
    let ranked = KeyFigureFact.ranked(projects)
    let figures = KeyFigureFact.Figure.mainIntendedSectors
    for (place, sector) in ranked.enumerated() {
      let name = place < figures.count ? ": \(figures[place].rawValue)" : ""
      story.add(projects[sector]!.text(decimals: 2), "weighted projects in \(sector)\(name)")
    }
    let place = figures.firstIndex(of: figure) ?? 0
    story.found[KeyFigureFact.value] = place < ranked.count ? ranked[place] : Cell.notAvailable.text
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

  private func share(of types: [TrainingType], _ year: String) throws -> Story {
    let inYear = RowCondition(EntryFact.year, is: year)
    var story = try entry(EntryFact.entries, [inYear])
    let names = types.map(\.rawValue)
    let isOfType = RowCondition(
      EntryFact.trainingType, "\(EntryFact.trainingType)=\(names.joined(separator: " or "))",
      isWanted: names.contains)
    let all = FactSelection(.entry, in: facts, [inYear])
    let part = FactSelection(.entry, in: facts, [inYear, isOfType])
    story.add(part.count, "of these with \(isOfType.text): the share is theirs of the entries")
    story.found[KeyFigureFact.value] = all.count == 0 ? "nd" : Cell.share(Int64(part.count), of: Int64(all.count)).text
    (story.found[KeyFigureFact.count], story.found[KeyFigureFact.of]) = (String(part.count), String(all.count))
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
    try find(rate, in: selection, &story)
    return story
  }

  /// - Parameter value: what the measures come to.
  private func offer(_ measures: [Measure], _ condition: RowCondition, value: ([Cell]) -> String) throws -> Story {
    var story = Story()
    let selection = FactSelection(.offer, in: facts, [condition])
    story.begin("\(measures.map(\.name).joined(separator: " less ")) of the fact '\(Fact.offer)'")
    addOffers(selection, [condition], to: &story)
    story.found[KeyFigureFact.value] = value(try selection.cells(measures, rules: rules))
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
    var counts: [String: Quantity] = [:]
    for row in helpers.first?.rows ?? [] where row.labels[0] == year {
      if let sector = row.labels[1], let hires = Int(row.cells[0].text) { counts[sector] = Quantity(hires) }
    }
    let ranked = KeyFigureFact.ranked(counts)
    let figures = KeyFigureFact.Figure.mainSectors
    for (place, sector) in ranked.enumerated() {
      let name = place < figures.count ? ": \(figures[place].rawValue)" : ""
      story.add(counts[sector]!.text(decimals: 0), "hires of a month or more in \(sector)\(name)")
    }
    let place = figures.firstIndex(of: figure) ?? 0
    story.found[KeyFigureFact.value] = place < ranked.count ? ranked[place] : Cell.notAvailable.text
    return story
  }
}
