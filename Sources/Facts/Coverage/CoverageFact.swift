public import Count
import Deliveries
import Ingest
import LabourMarket

extension Fact {
  public static let coverage = Fact(
    "coverage", Wording("Ce qui a été observé, mois par mois", "What was observed, month by month"),
    dimensions: [CoverageFact.month], measures: CoverageFact.measures, madeWhole: [], isInternal: true,
    restsOn: ["hole_days"] + Fact.hire.restsOn
  ) { _ in
    Wording(
      "un mois, du premier que couvre une livraison par personne à celui de la date des chiffres ; audience interne seulement",
      "a month, from the first that a person-level delivery covers to that of the as-of date; for the internal audience only"
    )
  }
}

/// On how many days of each month anything could have been seen, beside the hires that were (DOMAIN section 4b).
public enum CoverageFact {
  public static let month = RevisionFact.month

  public static let days = Measure(
    "days", Wording("Jours", "Days"), .count(CountColumn("days", nil)), .days,
    rule: Wording("jours du mois civil", "days of the calendar month"))

  public static let coveredDays = Measure(
    "covered_days", Wording("Jours couverts", "Days covered"), .count(CountColumn("covered_days", nil)), .days,
    restsOn: ["hole_days"],
    rule: Wording(
      "jours du mois qu’une livraison par personne couvre, jusqu’au jour jusqu’auquel les embauches sont observées",
      "days of the month that a person-level delivery covers, up to the day until which hires are observed"))

  static let measures = [days, coveredDays, RevisionFact.hires, RevisionFact.lateShare, RevisionFact.provisional]

  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    let known = Dictionary(uniqueKeysWithValues: facts.revisions.months.map { ($0.month, $0.known) })
    let first = facts.observed.isStated ? facts.observed.covered.first?.lowerBound.monthIndex : known.keys.min()
    let last = facts.asOf.monthIndex
    guard let first, first <= last else { return OutcomeTable(definition, []) }
    let rows = (first...last).map { month in
      let days = Day.days(ofMonth: month)
      var cells = RevisionFact.cells(of: month, known: known[month] ?? [], facts, rules)
      cells[CoverageFact.days] = .count(Int64(days.dayCount))
      cells[coveredDays] = .count(Int64(facts.observed.coveredDays(of: days)))
      return OutcomeTable.Row(labels: [Day.month(month)], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }
}
