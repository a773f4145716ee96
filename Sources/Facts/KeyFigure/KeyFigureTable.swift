import Count
import Deliveries
import Ingest
import LabourMarket

/// The figures that the director is asked for, each with its unit and period, beside the value that was published
/// (DOMAIN sections 1 and 7).
struct KeyFigures {
  private let facts: RunFacts
  private let rules: Rules
  /// Hires of a month or more, by year and sector.
  private let hires: OutcomeTable

  private struct Line {
    let figure: KeyFigureFact.Figure
    let value: Cell
    let period: String
    /// The rate that the value is, or the counts that it follows from.
    let evidence: Evidence.CellEvidence

    init(
      _ figure: KeyFigureFact.Figure, _ value: Cell, _ period: String,
      _ evidence: Evidence.CellEvidence = .init()
    ) {
      self.figure = figure
      self.value = value
      self.period = period
      self.evidence = evidence
    }
  }

  /// Some measures of all rows of a fact that have certain values.
  private typealias Single = (cells: [Cell], evidence: [Evidence.CellEvidence])

  private var counts: [CountReference: CountEvidence] = [:]

  init(_ facts: RunFacts, hires: OutcomeTable, rules: Rules) {
    self.facts = facts
    self.rules = rules
    self.hires = hires
  }

  mutating func table(_ definition: TableDefinition) throws -> OutcomeTable {
    let lines = try needs() + trainings() + access() + offers() + sectors()
    var evidence = Evidence()
    evidence.counts = counts
    evidence.cells = lines.map { line in
      definition.measures.map { $0 == KeyFigureFact.value ? line.evidence : .init() }
    }
    let rows = lines.map { line in
      let name = line.figure.rawValue
      let cells: [Measure: Cell] = [
        KeyFigureFact.value: line.value, KeyFigureFact.unit: .text(line.figure.unit),
        KeyFigureFact.period: .text(line.period),
        KeyFigureFact.published: .text(rules.published[name] ?? ""),
      ]
      return OutcomeTable.Row(labels: [name], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }

  private mutating func needs() throws -> [Line] {
    let (needYear, surveyYear) = (facts.needs.needs.map(\.year).max(), facts.survey.answers.map(\.year).max())
    let projects = try needYear.map {
      try single(
        .need, [NeedFact.projectsLow], [NeedFact.year: String($0), NeedFact.region: rules.region]
      ).cells[0]
    }
    let confirmed = try surveyYear.map {
      try single(.answer, [AnswerFact.confirmedRate], [AnswerFact.year: String($0)])
    }
    return [
      Line(.projects, projects ?? .notAvailable, needYear.map { String($0) } ?? "nd"),
      Line(
        .confirmedIntentions, confirmed?.cells[0] ?? .notAvailable, surveyYear.map { String($0) } ?? "nd",
        confirmed?.evidence[0] ?? .init()),
    ]
  }

  private mutating func trainings() throws -> [Line] {
    let year = String(rules.planYear)
    let all = try single(.entry, [EntryFact.entries, EntryFact.amount], [EntryFact.year: year])
    let certifying = try single(
      .entry, [EntryFact.entries],
      [EntryFact.year: year, EntryFact.trainingType: TrainingType.certifiante.rawValue])
    var share = Cell.notAvailable
    if case (.count(let part), .count(let whole)) = (certifying.cells[0], all.cells[0]), whole > 0 {
      share = .share(part, of: whole)
    }
    let counts = certifying.evidence[0].counts + all.evidence[0].counts
    let rate = counts.count == 2 ? Evidence.Rate(counts[0], of: counts[1]) : nil
    return [
      Line(.trainingEntries, all.cells[0], year, all.evidence[0]),
      Line(.trainingAmount, all.cells[1], year, all.evidence[1]),
      Line(.certifyingShare, share, year, Evidence.CellEvidence(counts: counts, rate: rate)),
    ]
  }

  private mutating func access() throws -> [Line] {
    let rates = KeyFigureFact.Figure.rates
    let found = try single(.leaver, rates.map(\.measure), [:])
    return rates.indices.map {
      Line(rates[$0].figure, found.cells[$0], facts.asOf.description, found.evidence[$0])
    }
  }

  private mutating func offers() throws -> [Line] {
    var elsewhere = facts.offers
    elsewhere.offers.removeAll { $0.region == elsewhere.book.intern(rules.region) }
    let here = try single(.offer, [OfferFact.daysMean], [OfferFact.region: rules.region]).cells[0]
    let there = try single(.offer, [OfferFact.daysMean], [:], offers: elsewhere).cells[0]
    let answered = facts.trust.answers.filter { $0.trusts != nil }
    let yes = answered.filter { $0.trusts == true }.reduce(Quantity.zero) { $0 + $1.weight }
    let all = answered.reduce(Quantity.zero) { $0 + $1.weight }
    let period = facts.asOf.description
    let (part, whole) = (
      CountReference(.keyFigure, KeyFigureFact.Column.trusting, [:]),
      CountReference(.keyFigure, KeyFigureFact.Column.trustAnswers, [:])
    )
    counts[part] = CountEvidence(Int64(answered.count { $0.trusts == true }), .establishments)
    counts[whole] = CountEvidence(Int64(answered.count), .establishments)
    let rate = Evidence.CellEvidence(counts: [part, whole], rate: Evidence.Rate(part, of: whole))
    return [
      Line(.offerDaysRegion, here, period), Line(.offerDaysElsewhere, there, period),
      Line(.trustRate, all == .zero ? .notAvailable : .weightedShare(yes, of: all), period, rate),
    ]
  }

  /// The sectors with the most non-interim hires of a month or more in the plan year, an unknown one left out.
  private func sectors() -> [Line] {
    let year = String(rules.planYear)
    let counts = hires.rows.compactMap { row -> (sector: String, hires: Int64)? in
      guard row.labels[0] == year, let sector = row.labels[1], case .count(let hires) = row.cells[0], hires > 0,
        sector != Sector.interim.rawValue, sector != Sector.unknown.rawValue
      else { return nil }
      return (sector, hires)
    }
    let ranked = counts.sorted { ($1.hires, $0.sector) < ($0.hires, $1.sector) }
    return KeyFigureFact.Figure.mainSectors.enumerated().map { place, figure in
      Line(figure, place < ranked.count ? .text(ranked[place].sector) : .notAvailable, year)
    }
  }

  private mutating func single(
    _ fact: Fact, _ measures: [Measure], _ values: [Dimension: String], offers: OfferTable? = nil
  ) throws -> Single {
    var definition = TableDefinition(
      name: "key-figures", fact: fact, dimensions: [], measures: measures,
      filters: values.sorted { $0.key.name < $1.key.name }.map {
        TableDefinition.Filter(dimension: $0.key, value: $0.value)
      })
    definition.givesEvidence = true
    var facts = facts
    if let offers { facts.offers = offers }
    let frame = FactRecipe.of(fact).frame!(facts, Set(values.keys))
    let table = OutcomeTable(frame.count(try TablePlan(definition, labelsOf: frame.labels)), rules: rules)
    counts.merge(table.evidence!.counts) { $1 }
    return (table.rows[0].cells, table.evidence!.cells[0])
  }
}
