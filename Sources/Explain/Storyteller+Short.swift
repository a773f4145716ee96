import Count
import Deliveries
import Facts
import Ingest
import LabourMarket
import Road

/// Stories of the facts that are rows of one short source.
extension Storyteller {
  func entries() throws -> Story {
    var story = Story()
    story.addAccount(of: .training, in: ingestion, named: "training records", accepted: Storyteller.entriesAccepted)
    let selection = FactSelection(.entry, in: facts, row.conditions)
    story.add(row.conditions, left: selection.left)
    addEntries(selection, to: &story)
    story.found = try found(selection)
    return story
  }

  static let entriesAccepted = "accepted: the entries, each a person in a session, or a record without a person"

  /// The files and rows of some entries, and what paid for them.
  func addEntries(_ selection: FactSelection, to story: inout Story) {
    story.add(facts: perFile(selection.places), of: .training, "entries of the row")
    let sessions = Set((0..<selection.count).compactMap(selection.session))
    let paid = ingestion.tables.costs.lines.filter { line in
      let session = ingestion.tables.costs.book.withBytes(of: line.session) {
        ingestion.tables.trainings.book.code(of: $0)
      }
      return session.map(sessions.contains) ?? false
    }
    if table.measures.contains(EntryFact.amount) || table.fact == .keyFigure {
      story.add(facts: perFile(paid.map(\.place)), of: .costs, "payments for their sessions")
    }
    addRows(of: selection, to: &story)
    story.addTrainingSources(row.conditions.map(\.dimension))
  }

  func needs() throws -> Story {
    var story = Story()
    let selection = FactSelection(.need, in: facts, row.conditions)
    addNeeds(selection, row.conditions, to: &story)
    story.found = try found(selection)
    return story
  }

  func addNeeds(_ selection: FactSelection, _ conditions: [RowCondition], to story: inout Story) {
    story.addAccount(of: .needs, in: ingestion, named: "rows of the BMO open data")
    story.add(conditions, left: selection.left)
    story.add(
      selection.count(of: NeedFact.Column.secretCells),
      "of these with a secret number of projects: 1 to \(rules.secretHigh) each")
    story.add(facts: perFile(selection.places), of: .needs, "BMO rows of the row")
    addRows(of: selection, to: &story)
  }

  func offers() throws -> Story {
    var story = Story()
    let selection = FactSelection(.offer, in: facts, row.conditions)
    addOffers(selection, row.conditions, to: &story)
    story.found = try found(selection)
    return story
  }

  func addOffers(_ selection: FactSelection, _ conditions: [RowCondition], to story: inout Story) {
    story.addAccount(of: .offers, in: ingestion, named: "offers")
    if let last = facts.observed.offers {
      let (recent, before) = (last.adding(months: -rules.offerMonths), last.adding(months: -2 * rules.offerMonths))
      story.add(
        selection.all, "open on \(last), until when offers are observed, or filled after \(before) and up to it")
      story.add(selection.count(of: OfferFact.Column.filled), "of the row, filled after \(recent)")
      story.add(selection.count(of: OfferFact.Column.open), "of the row, open")
    }
    story.add(conditions, left: selection.left)
    story.add(facts: perFile(selection.places), of: .offers, "offers of the row")
    addRows(of: selection, to: &story)
  }

  func answers() throws -> Story {
    var story = Story()
    let selection = FactSelection(.answer, in: facts, row.conditions)
    try addAnswers(selection, row.conditions, to: &story)
    story.found = try found(selection)
    return story
  }

  func addAnswers(_ selection: FactSelection, _ conditions: [RowCondition], to story: inout Story) throws {
    story.addAccount(of: .survey, in: ingestion, named: "answers to the survey")
    story.add(conditions, left: selection.left)
    for (column, text) in [
      (AnswerFact.Column.recruiters, "with a project"),
      (AnswerFact.Column.confirmed, "and with a hire in the survey's year, other than interim"),
      (AnswerFact.Column.confirmedOfMonth, "with such a hire of a month or more"),
      (AnswerFact.Column.fulfilled, "with as many such hires as projects, or more"),
      (AnswerFact.Column.others, "without a project"),
      (AnswerFact.Column.othersHiring, "and with such a hire all the same"),
    ] { story.add(selection.count(of: column), text) }
    story.add(facts: perFile(selection.places), of: .survey, "answers of the row")
    guard let kept = joined.kept else { return addRows(of: selection, to: &story) }
    let employers = Set((0..<selection.count).compactMap(selection.employer))
    let hires = Dictionary(
      grouping: kept.selection.kept.lazy.map(\.hire).filter { employers.contains($0.siret) }, by: \.siret)
    let lines = HireLines(ingestion, kept, limits: plan.reading)
    story.add(
      facts: hires.values.joined().reduce(into: [:]) { $0[lines.file(of: $1), default: 0] += 1 }, of: .dpae,
      "hires of their establishments, other than interim, in the years of the survey")
    let shown = Array(selection.order.prefix(rowLimit))
    // The first hire is enough to confirm an answer.
    let first = shown.compactMap { selection.employer($0).flatMap { hires[$0] } }.compactMap { hires in
      hires.min { ($0.hired, $0.person, $0.version) < ($1.hired, $1.person, $1.version) }
    }
    let places = try lines.find(first)
    var more: [Int: [String]] = [:]
    for index in shown {
      let own = places.first { $0.hire.siret == selection.employer(index) }
      more[index] = own.map { ["\(name($0.place, of: .dpae)): \(said(of: $0.hire))"] }
    }
    addRows(shown, of: selection, to: &story, more)
  }
}
