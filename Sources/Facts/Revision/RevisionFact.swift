public import Count
import Deliveries
import Ingest
import LabourMarket

extension Fact {
  public static let revision = Fact(
    "revision", Wording("Révisions des embauches, mois par mois", "Revisions of hires, month by month"),
    dimensions: [RevisionFact.month], measures: RevisionFact.measures, madeWhole: [], isInternal: true,
    restsOn: Fact.hire.restsOn
  ) { _ in
    Wording(
      "un mois d’embauches, et ce qu’on en savait mois après mois ; audience interne seulement",
      "a month with a hire, and what was known of it from month to month; for the internal audience only")
  }
}

/// A month of hires as it became known. Two columns that differ by a few would tell of the few; nothing protects them.
public enum RevisionFact {
  public static let month = Dimension(
    HireFact.month.name, HireFact.month.title, values: .month,
    rule: HireFact.month.rule(Rules()))

  /// What was known at the end of the month itself, and of each of those after it.
  public static let steps = (0..<HireRevisions.steps - 1).map { step in
    let column = CountColumn("hires_m\(step)", nil)
    return Measure(
      column.name, Wording("Connues à M+\(step)", "Known at M+\(step)"), .count(column), .hires,
      rule: Wording(
        step == 0
          ? "embauches connues à la fin de ce mois ; nd s’il n’est pas fini"
          : "embauches connues à la fin du mois M+\(step) ; nd s’il n’est pas fini",
        "hires known at the end of \(step == 0 ? "that month" : "the \(step == 1 ? "" : "\(step)\(suffix(step)) ")month after it"); "
          + "nd where it has not come"))
  }

  public static let hires = Measure(
    HireFact.hires.name, Wording("Embauches connues", "Hires known"), .count(column), .hires,
    rule: Wording("embauches connues à la date des chiffres", "hires known on the as-of date"))

  public static let lateShare = Measure(
    "late_share", Wording("Part tardive", "Late share"), .share(CountColumn("late", nil), of: column), .share,
    rule: Wording(
      "embauches connues seulement après la fin du mois qui suit le leur / embauches",
      "hires known only after the end of the month after theirs / hires"))

  public static let provisional = Measure(
    "provisional", Wording("Provisoire", "Provisional"), .count(CountColumn("provisional", nil)), nil,
    restsOn: ["provisional"]
  ) {
    let months = $0.provisionalMonths
    let span = months == 0 ? Wording("", "") : Wording(" + \(months) mois civils", " + \(months) calendar months")
    return Wording(
      "0 dès que la fin du mois\(span.french) est passée et que tous ses jours sont couverts, sinon 1",
      "0 once the month's end\(span.english) (the rule 'provisional') has come and all its days are covered, else 1")
  }

  static let measures = steps + [hires, lateShare, provisional]

  private static let column = CountColumn(HireFact.hires.name, nil)

  /// Of an ordinal in English.
  private static func suffix(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    return [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
  }

  /// The hires of each month as they became known: at its end, at the end of each of the six months after it, and on the
  /// as-of date. Late declarations are normal; a month whose last step has not come is provisional.
  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    let rows = facts.revisions.months.map { month, known in
      let cells = cells(of: month, known: known, facts, rules)
      return OutcomeTable.Row(labels: [Day.month(month)], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }

  /// All measures of one month.
  ///
  /// - Parameter known: the hires known after each step; empty where there was none.
  static func cells(of month: Int32, known: [Int64], _ facts: RunFacts, _ rules: Rules) -> [Measure: Cell] {
    let hires = known.last ?? 0
    let isOver = { (step: Int) in facts.asOf >= Day.days(ofMonth: month + Int32(step)).upperBound }
    let days = Day.days(ofMonth: month)
    let isSettled =
      days.upperBound.adding(months: rules.provisionalMonths) <= facts.asOf
      && facts.observed.coveredDays(of: days) == days.dayCount
    var cells: [Measure: Cell] = [
      Self.hires: .count(hires), provisional: .count(isSettled ? 0 : 1),
      lateShare: isOver(1) && hires > 0 ? .share(facts.revisions.lateHires(of: month), of: hires) : .notAvailable,
    ]
    for (step, measure) in steps.enumerated() {
      cells[measure] = isOver(step) ? .count(known.isEmpty ? 0 : known[step]) : .notAvailable
    }
    return cells
  }
}

extension Day {
  /// From the first to the last of a month.
  ///
  /// - Parameter month: as `monthIndex` counts them.
  static func days(ofMonth month: Int32) -> ClosedRange<Day> {
    let first = Day(year: Int(month) / 12, month: Int(month) % 12 + 1, day: 1)!
    return first...Day(number: first.adding(months: 1).number - 1)
  }
}
