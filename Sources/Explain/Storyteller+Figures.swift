import Aggregate
import Deliveries
import Ingest
import LabourMarket
import Road

/// Stories of figures that are made of other tables' facts.
extension Storyteller {
  func planMonth() throws -> Story {
    var story = Story()
    let month = row.value(of: "month") ?? ""
    let inMonth = [RowCondition("month", is: month)]
    story.addAccount(of: .training, in: ingestion, named: "training records", accepted: Storyteller.entriesAccepted)
    let entries = FactSelection(.entry, in: facts, inMonth)
    story.add(inMonth, left: entries.left)
    let certifying = FactSelection(.entry, in: facts, inMonth + [RowCondition("training_type", is: "certifiante")])
    story.add(certifying.count, "of these with training_type=certifiante")
    let january = "\(month.prefix(4))-01"
    let soFar = FactSelection(
      .entry, in: facts,
      [
        RowCondition("month", "month from \(january) to \(month)") { $0.prefix(4) == month.prefix(4) && $0 <= month }
      ])
    story.add(soFar.count, "entries with month from \(january) to \(month)")
    let targets = ingestion.tables.plan.targets
    let target = targets[month].map { $0.text(decimals: 2, trimmed: true) } ?? "none"
    story.add(target, "target of the month, in the plan; the plan's lines are not kept by line")
    addEntries(entries, to: &story)
    story.add(.plan, gives: "the targets")
    story.found = try found(entries)
    story.found["certifying_share"] =
      entries.count == 0 ? "nd" : Cell.share(Int64(certifying.count), of: Int64(entries.count)).text
    story.found["entries_cumulated"] = String(soFar.count)
    story.found = story.found.filter { table.measures.contains($0.key) }
    return story
  }

  func figure() throws -> Story {
    let year = String(rules.planYear)
    switch row.value(of: "figure") ?? "" {
    case "projects": return try need()
    case "confirmed_intentions": return try intentions()
    case "training_entries": return try entry("entries", [RowCondition("year", is: year)])
    case "training_amount": return try entry("amount_eur", [RowCondition("year", is: year)])
    case "certifying_share": return try certifying(year)
    case let rate where Storyteller.accessRates.contains(rate): return try accessRate(rate)
    case "offer_days_region": return try offer(RowCondition("region", is: rules.region))
    case "offer_days_elsewhere":
      let region = rules.region
      return try offer(RowCondition("region", "a region other than \(region)") { $0 != region })
    case "trust_rate": return trust()
    case let sector: return sectors(sector, year)
    }
  }

  private func need() throws -> Story {
    var story = Story()
    guard let year = ingestion.tables.needs.needs.map(\.year).max() else { return story }
    let conditions = [RowCondition("year", is: String(year)), RowCondition("region", is: rules.region)]
    let selection = FactSelection(.need, in: facts, conditions)
    story.begin("projects_low of the fact 'need', in its latest year, in the region of the definition")
    addNeeds(selection, conditions, to: &story)
    story.found["value"] = try selection.cells(["projects_low"], rules: rules)[0].text
    return story
  }

  private func intentions() throws -> Story {
    var story = Story()
    guard let year = ingestion.tables.survey.answers.map(\.year).max() else { return story }
    let conditions = [RowCondition("year", is: String(year))]
    let selection = FactSelection(.answer, in: facts, conditions)
    story.begin("confirmed_rate of the fact 'answer', in its latest year: confirmed_weighted / recruiters_weighted")
    try addAnswers(selection, conditions, to: &story)
    story.found["value"] = try selection.cells(["confirmed_rate"], rules: rules)[0].text
    return story
  }

  private func entry(_ measure: String, _ conditions: [RowCondition]) throws -> Story {
    var story = Story()
    let selection = FactSelection(.entry, in: facts, conditions)
    story.begin("\(measure) of the fact 'entry', in the plan year of the definition")
    story.addAccount(of: .training, in: ingestion, named: "training records", accepted: Storyteller.entriesAccepted)
    story.add(conditions, left: selection.left)
    addEntries(selection, to: &story)
    story.found["value"] = try selection.cells([measure], rules: rules)[0].text
    return story
  }

  private func certifying(_ year: String) throws -> Story {
    let inYear = RowCondition("year", is: year)
    var story = try entry("entries", [inYear])
    let all = FactSelection(.entry, in: facts, [inYear])
    let part = FactSelection(.entry, in: facts, [inYear, RowCondition("training_type", is: "certifiante")])
    story.add(part.count, "of these with training_type=certifiante: the share is theirs of the entries")
    story.found["value"] = all.count == 0 ? "nd" : Cell.share(Int64(part.count), of: Int64(all.count)).text
    return story
  }

  private func accessRate(_ rate: String) throws -> Story {
    var story = Story()
    let selection = FactSelection(.leaver, in: facts, [])
    story.begin("\(rate) of the fact 'leaver', over all leavers: the row of all totals of a table without 'where'")
    addLeavers(to: &story)
    story.add(facts: perFile(selection.places), of: .training, "leavers")
    try tell(selection, in: &story)
    story.found["value"] = try selection.cells([rate], rules: rules)[0].text
    return story
  }

  private func offer(_ condition: RowCondition) throws -> Story {
    var story = Story()
    let selection = FactSelection(.offer, in: facts, [condition])
    story.begin("days_mean of the fact 'offer'")
    addOffers(selection, [condition], to: &story)
    story.found["value"] = try selection.cells(["days_mean"], rules: rules)[0].text
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
    story.found["value"] = all == .zero ? "nd" : Cell.weightedShare(weight(yes), of: all).text
    return story
  }

  private func sectors(_ figure: String, _ year: String) -> Story {
    var story = Story()
    story.begin(
      "the sectors by hires_1m of the fact 'hire' in the plan year, without interim and without an unknown sector; of two "
        + "with as many, the first by name")
    story.addAccount(of: .dpae, in: ingestion, named: "declarations")
    let left = [Sector.interim.rawValue, Sector.unknown.rawValue]
    let counts = (helpers.first?.rows ?? []).compactMap { row -> (sector: String, hires: Int)? in
      guard row.labels[0] == year, let sector = row.labels[1], !left.contains(sector) else { return nil }
      return Int(row.cells[0].text).map { (sector, $0) }
    }
    let ranked = counts.filter { $0.hires > 0 }.sorted { ($1.hires, $0.sector) < ($0.hires, $1.sector) }
    for (place, count) in ranked.enumerated() {
      let name = place < 4 ? ": main_sector_\(place + 1)" : ""
      story.add(count.hires, "hires of a month or more in \(count.sector)\(name)")
    }
    let place = figure.split(separator: "_").last.flatMap { Int($0) } ?? 0
    story.found["value"] =
      (1...max(1, ranked.count)).contains(place) && !ranked.isEmpty ? ranked[place - 1].sector : "nd"
    return story
  }
}
