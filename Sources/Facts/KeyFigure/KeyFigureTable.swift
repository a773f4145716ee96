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
    /// What a figure has not is empty.
    var low = Cell.text("")
    var high = Cell.text("")
    var count = Cell.text("")
    var of = Cell.text("")
    /// The rate that the value is, or the counts that it follows from; what stands beside it follows from the same.
    var evidence = Evidence.CellEvidence()

    init(_ figure: KeyFigureFact.Figure, _ value: Cell, _ period: String) {
      self.figure = figure
      self.value = value
      self.period = period
    }

    subscript(measure: Measure) -> Cell? {
      switch measure {
      case KeyFigureFact.value: value
      case KeyFigureFact.low: low
      case KeyFigureFact.high: high
      case KeyFigureFact.count: count
      case KeyFigureFact.of: of
      default: nil
      }
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
    let lines = try needs() + intentions() + trainings() + access() + offers() + [trust()] + sectors()
    var evidence = Evidence()
    evidence.counts = counts
    evidence.cells = lines.map { line in
      definition.measures.map { measure in
        line[measure].map { $0 == .text("") ? .init() : line.evidence } ?? .init()
      }
    }
    let rows = lines.map { line in
      let name = line.figure.rawValue
      let others: [Measure: Cell] = [
        KeyFigureFact.unit: .text(line.figure.unit), KeyFigureFact.period: .text(line.period),
        KeyFigureFact.published: .text(rules.published[name] ?? ""),
      ]
      return OutcomeTable.Row(labels: [name], cells: definition.measures.map { line[$0] ?? others[$0]! })
    }
    return OutcomeTable(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }

  /// Of the region, in the latest year that is not after that of the run.
  private mutating func needs() throws -> [Line] {
    let year = facts.needs.needs.map(\.year).filter { $0 <= facts.asOf.year }.max()
    let period = year.map { String($0) } ?? "nd"
    var bounds: [Quantity]?
    if let year {
      let measures = [NeedFact.projectsLow, NeedFact.projectsHigh, NeedFact.difficultLow, NeedFact.difficultHigh]
      let found = try single(.need, measures, [NeedFact.year: String(year), NeedFact.region: rules.region])
      bounds = found.cells.map { if case .quantity(let quantity, _, _, _) = $0 { quantity } else { .zero } }
    }
    let texts = (0..<4).map { index in bounds.map { Cell.projects($0[index]) } ?? .notAvailable }
    var projects = Line(.projects, texts[0], period)
    (projects.low, projects.high) = (texts[0], texts[1])
    var difficult = Line(.difficultProjects, texts[2], period)
    (difficult.low, difficult.high) = (texts[2], texts[3])
    let share = { (part: Int, whole: Int) -> Cell in
      guard let bounds, bounds[0] > .zero else { return .notAvailable }
      return .weightedShare(bounds[part], of: bounds[whole])
    }
    var difficultShare = Line(.difficultShare, share(2, 0), period)
    // The least of the most, and the most of the least: no interval of chance, but what the secrets leave open.
    let isAll = bounds.map { $0[0] > .zero && $0[3] > $0[0] } ?? false
    (difficultShare.low, difficultShare.high) = (share(2, 1), isAll ? .share(1, of: 1) : share(3, 0))
    (difficultShare.count, difficultShare.of) = (texts[2], texts[0])
    return [projects, difficult, difficultShare]
  }

  /// Of the latest survey that is not after the year of the run.
  private mutating func intentions() throws -> [Line] {
    let answers = facts.survey.answers.filter { $0.year <= facts.asOf.year }
    let year = answers.map(\.year).max()
    let period = year.map { String($0) } ?? "nd"
    let rates = KeyFigureFact.Figure.allCases.compactMap { figure in figure.answerRate.map { (figure, $0) } }
    let lines = try self.rates(rates, of: .answer, [AnswerFact.year: period], isKnown: year != nil) { _ in period }
    var projects: [String: Quantity] = [:]
    for answer in answers where answer.year == year {
      projects[answer.sector.rawValue, default: .zero] += answer.weight * answer.projects
    }
    return lines + ranked(projects, KeyFigureFact.Figure.mainIntendedSectors, period)
  }

  private mutating func trainings() throws -> [Line] {
    let year = String(rules.planYear)
    let measures = [EntryFact.entries, EntryFact.amount]
    let all = try single(.entry, measures, [EntryFact.year: year])
    var entries = Line(.trainingEntries, available(measures[0], .entry) ? all.cells[0] : .notAvailable, year)
    entries.evidence = all.evidence[0]
    var amount = Line(.trainingAmount, available(measures[1], .entry) ? all.cells[1] : .notAvailable, year)
    amount.evidence = all.evidence[1]
    let shares = try KeyFigureFact.Figure.allCases.compactMap { figure in
      try figure.trainingTypes.map { try share(figure, of: $0, all, year) }
    }
    return [entries, amount] + shares
  }

  /// Entries of some types over all of them.
  private mutating func share(
    _ figure: KeyFigureFact.Figure, of types: [TrainingType], _ all: Single, _ year: String
  ) throws -> Line {
    let entries = { (types: [TrainingType], figures: inout KeyFigures) in
      try types.map {
        try figures.single(
          .entry, [EntryFact.entries], [EntryFact.year: year, EntryFact.trainingType: $0.rawValue])
      }
    }
    let parts = try entries(types, &self)
    // A share of all but one type says as much of that one.
    let told = types.count == 1 ? parts : try entries(TrainingType.allCases.filter { !types.contains($0) }, &self)
    var line = rate(
      figure, parts.reduce(0) { $0 + KeyFigures.number($1.cells[0]) }, of: KeyFigures.number(all.cells[0]), year,
      isAvailable: available(EntryFact.entries, .entry))
    let references = told.flatMap { $0.evidence[0].counts } + all.evidence[0].counts
    line.evidence = Evidence.CellEvidence(
      counts: references, rate: references.count == 2 ? Evidence.Rate(references[0], of: references[1]) : nil)
    return line
  }

  /// An unweighted share with its interval.
  private func rate(
    _ figure: KeyFigureFact.Figure, _ part: Int64, of whole: Int64, _ period: String, isAvailable: Bool
  ) -> Line {
    let isKnown = isAvailable && whole > 0
    let interval = Interval(part, of: whole, z: rules.confidenceZ)
    var line = Line(figure, isKnown ? .share(part, of: whole) : .notAvailable, period)
    (line.low, line.high) = isKnown ? (interval.low, interval.high) : (.notAvailable, .notAvailable)
    (line.count, line.of) = isAvailable ? (.count(part), .count(whole)) : (.notAvailable, .notAvailable)
    return line
  }

  private mutating func access() throws -> [Line] {
    let rates = KeyFigureFact.Figure.allCases.compactMap { figure in figure.leaverRate.map { (figure, $0) } }
    let (asOf, observed) = (facts.asOf, facts.observed.hires)
    return try self.rates(rates, of: .leaver, [:]) { figure in
      figure == .employedRate ? observed?.description ?? "nd" : asOf.description
    }
  }

  /// Rates of a fact's own, each with its interval and its counts.
  private mutating func rates(
    _ rates: [(figure: KeyFigureFact.Figure, measure: Measure)], of fact: Fact, _ values: [Dimension: String],
    isKnown: Bool = true, _ period: (KeyFigureFact.Figure) -> String
  ) throws -> [Line] {
    let counts = rates.map { rate in
      rate.measure.countColumns.map { column in fact.measures.first { $0.isCount && $0.countColumns == [column] }! }
    }
    let measures = zip(rates, counts).map { rate, counts in
      [rate.measure, .end(.low, of: rate.measure), .end(.high, of: rate.measure)] + counts
    }
    let found = try single(fact, measures.flatMap { $0 }, values)
    let each = measures[0].count
    return rates.enumerated().map { index, rate in
      let isAvailable = isKnown && available(rate.measure, fact)
      let cells = found.cells[index * each..<(index + 1) * each].map { isAvailable ? $0 : .notAvailable }
      var line = Line(rate.figure, cells[0], period(rate.figure))
      (line.low, line.high, line.count, line.of) = (cells[1], cells[2], cells[3], cells[4])
      line.evidence = found.evidence[index * each]
      return line
    }
  }

  private mutating func offers() throws -> [Line] {
    var elsewhere = facts.offers
    elsewhere.offers.removeAll { $0.region == elsewhere.book.intern(rules.region) }
    let measures = [OfferFact.open, OfferFact.daysMean, OfferFact.daysMeanBefore]
    let here = try single(.offer, measures, [OfferFact.region: rules.region]).cells
    let there = try single(.offer, [OfferFact.daysMean], [:], offers: elsewhere).cells[0]
    var gained = Cell.notAvailable
    if case (.mean(let days, let offers), .mean(let daysBefore, let offersBefore)) = (here[1], here[2]) {
      gained = .mean(daysBefore * offers - days * offersBefore, of: offers * offersBefore)
    }
    let isAvailable = available(OfferFact.open, .offer)
    return [
      (.openOffers, here[0]), (.offerDaysGained, gained), (.offerDaysRegion, here[1]), (.offerDaysElsewhere, there),
    ].map { Line($0, isAvailable ? $1 : .notAvailable, facts.asOf.description) }
  }

  private mutating func trust() -> Line {
    let answered = facts.trust.answers.filter { $0.trusts != nil }
    let weight = { (answers: [TrustAnswer]) in answers.reduce(Quantity.zero) { $0 + $1.weight } }
    let trusting = answered.filter { $0.trusts == true }
    let (yes, all) = (weight(trusting), weight(answered))
    let squares = answered.reduce(Quantity.zero) { $0 + $1.weight * $1.weight }
    let isAvailable = !facts.absent.contains(.trust)
    let interval = Interval(yes, of: all, squares: squares, z: rules.confidenceZ)
    var line = Line(
      .trustRate, isAvailable && all != .zero ? .weightedShare(yes, of: all) : .notAvailable, facts.asOf.description)
    (line.low, line.high) = isAvailable ? (interval.low, interval.high) : (.notAvailable, .notAvailable)
    let (part, whole) = (
      CountReference(.keyFigure, KeyFigureFact.Column.trusting, [:]),
      CountReference(.keyFigure, KeyFigureFact.Column.trustAnswers, [:])
    )
    counts[part] = CountEvidence(Int64(trusting.count), .establishments)
    counts[whole] = CountEvidence(Int64(answered.count), .establishments)
    (line.count, line.of) =
      isAvailable
      ? (.count(Int64(trusting.count)), .count(Int64(answered.count))) : (.notAvailable, .notAvailable)
    line.evidence = Evidence.CellEvidence(counts: [part, whole], rate: Evidence.Rate(part, of: whole))
    return line
  }

  /// The sectors with the most non-interim hires of a month or more in the plan year.
  private func sectors() -> [Line] {
    let year = String(rules.planYear)
    var counts: [String: Quantity] = [:]
    for row in hires.rows where row.labels[0] == year {
      if let sector = row.labels[1] { counts[sector] = Quantity(Int(KeyFigures.number(row.cells[0]))) }
    }
    return ranked(counts, KeyFigureFact.Figure.mainSectors, year)
  }

  private func ranked(
    _ amounts: [String: Quantity], _ figures: [KeyFigureFact.Figure], _ period: String
  ) -> [Line] {
    let ranked = KeyFigureFact.ranked(amounts)
    return figures.enumerated().map { place, figure in
      Line(figure, place < ranked.count ? .text(ranked[place]) : .notAvailable, period)
    }
  }

  private static func number(_ cell: Cell) -> Int64 { if case .count(let count) = cell { count } else { 0 } }

  private func available(_ measure: Measure, _ fact: Fact) -> Bool { facts.isAvailable(measure, of: fact) }

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
