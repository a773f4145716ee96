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
    guard months > 0 else {
      return Wording("1 jusqu’à la fin du mois, puis 0", "1 until the month has ended (the rule 'provisional'), then 0")
    }
    return Wording(
      "1 jusqu’à la fin du \(ordinal(months).french) mois suivant, puis 0",
      "1 until the \(ordinal(months).english) month after it has ended (the rule 'provisional'), then 0")
  }

  static let measures = steps + [hires, lateShare, provisional]

  private static let column = CountColumn(HireFact.hires.name, nil)

  /// In words up to the twelfth.
  private static func ordinal(_ number: Int) -> Wording {
    let words = [
      Wording("premier", "first"), Wording("deuxième", "second"), Wording("troisième", "third"),
      Wording("quatrième", "fourth"), Wording("cinquième", "fifth"), Wording("sixième", "sixth"),
      Wording("septième", "seventh"), Wording("huitième", "eighth"), Wording("neuvième", "ninth"),
      Wording("dixième", "tenth"), Wording("onzième", "eleventh"), Wording("douzième", "twelfth"),
    ]
    return number <= words.count ? words[number - 1] : Wording("\(number)e", "\(number)\(suffix(number))")
  }

  /// Of an ordinal in English.
  private static func suffix(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    return [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
  }

  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    .revisions(definition, facts.revisions, asOf: facts.asOf, rules)
  }
}

extension OutcomeTable {
  /// The hires of each month as they became known: at its end, at the end of each of the six months after it, and on the
  /// as-of date. Late declarations are normal; a month whose last step has not come is provisional.
  fileprivate static func revisions(
    _ definition: TableDefinition, _ revisions: HireRevisions, asOf: Day, _ rules: Rules
  ) -> OutcomeTable {
    let rows = revisions.months.map { month, known in
      let hires = known.last!
      let isOver = { (step: Int) in asOf >= endOfMonth(month + Int32(step)) }
      var cells: [Measure: Cell] = [
        RevisionFact.hires: .count(hires), RevisionFact.provisional: .count(isOver(rules.provisionalMonths) ? 0 : 1),
        RevisionFact.lateShare: isOver(1) && hires > 0 ? .share(max(0, hires - known[1]), of: hires) : .notAvailable,
      ]
      for (step, measure) in RevisionFact.steps.enumerated() {
        cells[measure] = isOver(step) ? .count(known[step]) : .notAvailable
      }
      return Row(labels: [Day.month(month)], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }

  private static func endOfMonth(_ month: Int32) -> Day {
    let next = Int(month) + 1
    return Day(number: Day(year: next / 12, month: next % 12 + 1, day: 1)!.number - 1)
  }
}
