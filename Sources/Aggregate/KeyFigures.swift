import Ingest
import LabourMarket

/// The figures that the director is asked for, each with its unit and period, beside the value that was published
/// (DOMAIN sections 1 and 7).
struct KeyFigures {
  private let facts: Facts
  private let rules: Rules
  /// Hires of a month or more, by year and sector.
  private let hires: OutcomeTable

  private typealias Figure = (name: String, value: Cell, unit: String, period: String)

  init(_ facts: Facts, hires: OutcomeTable, rules: Rules) {
    self.facts = facts
    self.rules = rules
    self.hires = hires
  }

  func table(_ definition: TableDefinition) throws -> OutcomeTable {
    let rows = try (needs() + trainings() + access() + offers() + sectors()).map { figure in
      let cells: [String: Cell] = [
        "value": figure.value, "unit": .text(figure.unit), "period": .text(figure.period),
        "published": .text(rules.published[figure.name] ?? ""),
      ]
      return OutcomeTable.Row(labels: [figure.name], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }

  private func needs() throws -> [Figure] {
    let (needYear, surveyYear) = (facts.needs.needs.map(\.year).max(), facts.survey.answers.map(\.year).max())
    let projects = try needYear.map {
      try single(.need, ["projects_low"], ["year": String($0), "region": rules.region])[0]
    }
    let confirmed = try surveyYear.map { try single(.answer, ["confirmed_rate"], ["year": String($0)])[0] }
    return [
      ("projects", projects ?? .notAvailable, "projects", needYear.map { String($0) } ?? "nd"),
      ("confirmed_intentions", confirmed ?? .notAvailable, "share", surveyYear.map { String($0) } ?? "nd"),
    ]
  }

  private func trainings() throws -> [Figure] {
    let year = String(rules.planYear)
    let all = try single(.entry, ["entries", "amount_eur"], ["year": year])
    let certifying = try single(.entry, ["entries"], ["year": year, "training_type": "certifiante"])[0]
    var share = Cell.notAvailable
    if case (.count(let part), .count(let whole)) = (certifying, all[0]), whole > 0 { share = .share(part, of: whole) }
    return [
      ("training_entries", all[0], "entries", year), ("training_amount", all[1], "euro", year),
      ("certifying_share", share, "share", year),
    ]
  }

  private func access() throws -> [Figure] {
    let rates = ["access_any_rate", "access_rate", "access_durable_rate", "employed_rate"]
    let cells = try single(.leaver, rates, [:])
    return zip(rates, cells).map { ($0, $1, "share", facts.asOf.description) }
  }

  private func offers() throws -> [Figure] {
    var elsewhere = facts.offers
    elsewhere.offers.removeAll { $0.region == elsewhere.book.intern(rules.region) }
    let here = try single(.offer, ["days_mean"], ["region": rules.region])[0]
    let there = try single(.offer, ["days_mean"], [:], offers: elsewhere)[0]
    let answered = facts.trust.answers.filter { $0.trusts != nil }
    let yes = answered.filter { $0.trusts == true }.reduce(Quantity.zero) { $0 + $1.weight }
    let all = answered.reduce(Quantity.zero) { $0 + $1.weight }
    let period = facts.asOf.description
    return [
      ("offer_days_region", here, "days", period), ("offer_days_elsewhere", there, "days", period),
      ("trust_rate", all == .zero ? .notAvailable : .weightedShare(yes, of: all), "share", period),
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
      return ("main_sector_\(rank)", value, "sector", year)
    }
  }

  /// The measures of all rows of a fact that have these values.
  private func single(
    _ fact: Fact, _ measures: [String], _ values: [String: String], offers: OfferTable? = nil
  ) throws -> [Cell] {
    let definition = TableDefinition(
      name: "key-figures", fact: fact, dimensions: [], measures: measures,
      filters: values.sorted { $0.key < $1.key }.map { TableDefinition.Filter(dimension: $0.key, value: $0.value) })
    var facts = facts
    if let offers { facts.offers = offers }
    let frame = FactFrame(fact, facts, dimensions: Set(values.keys))
    return OutcomeTable(frame.count(try TablePlan(definition, labelsOf: frame.labels)), rules: rules).rows[0].cells
  }
}
