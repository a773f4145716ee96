import Deliveries
import LabourMarket

/// The figures that the director is asked for, each with its unit and period, beside the value that was published
/// (DOMAIN sections 1 and 7).
struct KeyFigures {
  private let facts: Facts
  private let rules: Rules
  /// Hires of a month or more, by year and sector.
  private let hires: OutcomeTable

  private struct Figure {
    let name: String
    let value: Cell
    let unit: String
    let period: String
    /// The rate that the value is, or the counts that it follows from.
    let evidence: Evidence.CellEvidence

    init(_ name: String, _ value: Cell, _ unit: String, _ period: String, _ evidence: Evidence.CellEvidence = .init()) {
      self.name = name
      self.value = value
      self.unit = unit
      self.period = period
      self.evidence = evidence
    }
  }

  /// Some measures of all rows of a fact that have certain values.
  private typealias Single = (cells: [Cell], evidence: [Evidence.CellEvidence])

  private var counts: [CountReference: CountEvidence] = [:]

  init(_ facts: Facts, hires: OutcomeTable, rules: Rules) {
    self.facts = facts
    self.rules = rules
    self.hires = hires
  }

  mutating func table(_ definition: TableDefinition) throws -> OutcomeTable {
    let figures = try needs() + trainings() + access() + offers() + sectors()
    var evidence = Evidence()
    evidence.counts = counts
    evidence.cells = figures.map { figure in definition.measures.map { $0 == "value" ? figure.evidence : .init() } }
    let rows = figures.map { figure in
      let cells: [String: Cell] = [
        "value": figure.value, "unit": .text(figure.unit), "period": .text(figure.period),
        "published": .text(rules.published[figure.name] ?? ""),
      ]
      return OutcomeTable.Row(labels: [figure.name], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }

  private mutating func needs() throws -> [Figure] {
    let (needYear, surveyYear) = (facts.needs.needs.map(\.year).max(), facts.survey.answers.map(\.year).max())
    let projects = try needYear.map {
      try single(.need, ["projects_low"], ["year": String($0), "region": rules.region]).cells[0]
    }
    let confirmed = try surveyYear.map { try single(.answer, ["confirmed_rate"], ["year": String($0)]) }
    return [
      Figure("projects", projects ?? .notAvailable, "projects", needYear.map { String($0) } ?? "nd"),
      Figure(
        "confirmed_intentions", confirmed?.cells[0] ?? .notAvailable, "share", surveyYear.map { String($0) } ?? "nd",
        confirmed?.evidence[0] ?? .init()),
    ]
  }

  private mutating func trainings() throws -> [Figure] {
    let year = String(rules.planYear)
    let all = try single(.entry, ["entries", "amount_eur"], ["year": year])
    let certifying = try single(.entry, ["entries"], ["year": year, "training_type": "certifiante"])
    var share = Cell.notAvailable
    if case (.count(let part), .count(let whole)) = (certifying.cells[0], all.cells[0]), whole > 0 {
      share = .share(part, of: whole)
    }
    let counts = certifying.evidence[0].counts + all.evidence[0].counts
    let rate = counts.count == 2 ? Evidence.Rate(counts[0], of: counts[1]) : nil
    return [
      Figure("training_entries", all.cells[0], "entries", year, all.evidence[0]),
      Figure("training_amount", all.cells[1], "euro", year, all.evidence[1]),
      Figure("certifying_share", share, "share", year, Evidence.CellEvidence(counts: counts, rate: rate)),
    ]
  }

  private mutating func access() throws -> [Figure] {
    let rates = ["access_any_rate", "access_rate", "access_durable_rate", "employed_rate"]
    let found = try single(.leaver, rates, [:])
    return rates.indices.map {
      Figure(rates[$0], found.cells[$0], "share", facts.asOf.description, found.evidence[$0])
    }
  }

  private mutating func offers() throws -> [Figure] {
    var elsewhere = facts.offers
    elsewhere.offers.removeAll { $0.region == elsewhere.book.intern(rules.region) }
    let here = try single(.offer, ["days_mean"], ["region": rules.region]).cells[0]
    let there = try single(.offer, ["days_mean"], [:], offers: elsewhere).cells[0]
    let answered = facts.trust.answers.filter { $0.trusts != nil }
    let yes = answered.filter { $0.trusts == true }.reduce(Quantity.zero) { $0 + $1.weight }
    let all = answered.reduce(Quantity.zero) { $0 + $1.weight }
    let period = facts.asOf.description
    let (part, whole) = (CountReference(.keyFigure, "trusting", [:]), CountReference(.keyFigure, "trust_answers", [:]))
    counts[part] = CountEvidence(Int64(answered.count { $0.trusts == true }), .establishments)
    counts[whole] = CountEvidence(Int64(answered.count), .establishments)
    let rate = Evidence.CellEvidence(counts: [part, whole], rate: Evidence.Rate(part, of: whole))
    return [
      Figure("offer_days_region", here, "days", period), Figure("offer_days_elsewhere", there, "days", period),
      Figure("trust_rate", all == .zero ? .notAvailable : .weightedShare(yes, of: all), "share", period, rate),
    ]
  }

  /// The sectors with the most non-interim hires of a month or more in the plan year, an unknown one left out.
  private func sectors() -> [Figure] {
    let year = String(rules.planYear)
    let counts = hires.rows.compactMap { row -> (sector: String, hires: Int64)? in
      guard row.labels[0] == year, let sector = row.labels[1], case .count(let hires) = row.cells[0], hires > 0,
        sector != Sector.interim.rawValue, sector != Sector.unknown.rawValue
      else { return nil }
      return (sector, hires)
    }
    let ranked = counts.sorted { ($1.hires, $0.sector) < ($0.hires, $1.sector) }
    return (1...4).map { rank in
      let value = rank <= ranked.count ? Cell.text(ranked[rank - 1].sector) : .notAvailable
      return Figure("main_sector_\(rank)", value, "sector", year)
    }
  }

  private mutating func single(
    _ fact: Fact, _ measures: [String], _ values: [String: String], offers: OfferTable? = nil
  ) throws -> Single {
    var definition = TableDefinition(
      name: "key-figures", fact: fact, dimensions: [], measures: measures,
      filters: values.sorted { $0.key < $1.key }.map { TableDefinition.Filter(dimension: $0.key, value: $0.value) })
    definition.givesEvidence = true
    var facts = facts
    if let offers { facts.offers = offers }
    let frame = FactFrame(fact, facts, dimensions: Set(values.keys))
    let table = OutcomeTable(frame.count(try TablePlan(definition, labelsOf: frame.labels)), rules: rules)
    counts.merge(table.evidence!.counts) { $1 }
    return (table.rows[0].cells, table.evidence!.cells[0])
  }
}
