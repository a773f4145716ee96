public import Count
import Deliveries
import Ingest
import Join
import LabourMarket

extension Fact {
  public static let planMonth = Fact(
    "plan-month", Wording("Plan de formation, mois par mois", "Training plan, month by month"),
    dimensions: [PlanMonthFact.month], measures: PlanMonthFact.measures, madeWhole: []
  ) { _ in
    Wording(
      "un mois qui a un objectif du plan, ou une entrée", "a month with a target of the training plan, or with an entry"
    )
  }
}

/// Entries against the plan's target, month by month: every month with a target or an entry has a row; sums run within
/// the calendar year (DOMAIN section 7).
public enum PlanMonthFact {
  public static let month = Dimension(
    EntryFact.month.name, EntryFact.month.title,
    // Without it nobody could tell from the data package where the sums start anew.
    coarsens: [.to(EntryFact.year, yearOfMonth)], values: .month,
    rule: EntryFact.month.rule(Rules()))

  public enum Column {
    public static let entriesCumulated = CountColumn("entries_cumulated", .persons)
    static let certifying = CountColumn("certifying", .persons)
  }

  public static let entries = Measure(
    EntryFact.entries.name, EntryFact.entries.title, EntryFact.entries.kind, .entries,
    rule: Wording(EntryFact.entries.rule(Rules()).french, "entries in training"))

  public static let entriesCumulated = Measure(
    Column.entriesCumulated.name, Wording("Entrées cumulées", "Entries, cumulated"), .count(Column.entriesCumulated),
    .entries, rule: Wording("depuis janvier", "since January"))

  public static let target = planned(
    "target", Wording("Objectif", "Target"), Wording("entrées voulues par le plan", "entries that the plan wants"))

  public static let targetCumulated = planned(
    "target_cumulated", Wording("Objectif cumulé", "Target, cumulated"), Wording("depuis janvier", "since January"))

  public static let certifyingShare = Measure(
    "certifying_share", Wording("Part certifiante", "Certifying share"),
    .share(Column.certifying, of: EntryFact.Column.entries), .share, restsOn: ["prealable"],
    rule: Wording("entrées certifiantes / toutes les entrées", "certifiante / all entries"))

  public static let amount = Measure(
    EntryFact.amount.name, EntryFact.amount.title, EntryFact.amount.kind, .euro,
    rule: Wording(EntryFact.amount.rule(Rules()).french, "euro paid for these entries"))

  static let measures =
    [entries, entriesCumulated, target, targetCumulated, certifyingShare, amount] + Measure.ends(of: [certifyingShare])

  private static func planned(_ name: String, _ title: Wording, _ rule: Wording) -> Measure {
    Measure(name, title, .sum(SumColumn(name), .projects), .entries, rule: rule)
  }

  @Sendable static func sources(of measure: Measure) -> [Source] {
    switch measure {
    case target, targetCumulated: [.plan]
    case amount: [.training, .costs]
    default: [.training]
    }
  }

  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    .trainingPlan(definition, facts, rules)
  }
}

extension OutcomeTable {
  fileprivate static func trainingPlan(
    _ definition: TableDefinition, _ facts: RunFacts, _ rules: Rules
  ) -> OutcomeTable {
    var months: [String: Month] = [:]
    for (month, target) in facts.plan.targets { months[month, default: Month()].target = target }
    for record in facts.entries.records {
      let month = Day.month(record.start.monthIndex)
      months[month, default: Month()].entries += 1
      months[month]!.amount += facts.entries.amount(of: record)
      if TrainingType(of: record, in: facts.trainings) == .certifiante { months[month]!.certifying += 1 }
    }
    var (entries, target, year) = (Int64(0), Quantity.zero, Substring())
    var evidence = Evidence()
    let rows = months.sorted { $0.key < $1.key }.map { name, month in
      if name.prefix(4) != year { (entries, target, year) = (0, .zero, name.prefix(4)) }
      entries += month.entries
      target += month.target
      let interval = Interval(month.certifying, of: month.entries, z: rules.confidenceZ)
      let cells: [Measure: Cell] = [
        PlanMonthFact.entries: .count(month.entries), PlanMonthFact.entriesCumulated: .count(entries),
        PlanMonthFact.target: .projects(month.target), PlanMonthFact.targetCumulated: .projects(target),
        PlanMonthFact.certifyingShare: month.entries == 0 ? .notAvailable : .share(month.certifying, of: month.entries),
        PlanMonthFact.amount: .amount(month.amount, terms: month.entries),
        Measure.end(.low, of: PlanMonthFact.certifyingShare): interval.low,
        Measure.end(.high, of: PlanMonthFact.certifyingShare): interval.high,
      ]
      evidence.add(name, month.entries, certifying: month.certifying, cumulated: entries, definition.measures)
      return Row(labels: [name], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }

  private struct Month {
    var entries: Int64 = 0
    var certifying: Int64 = 0
    var amount = Quantity.zero
    var target = Quantity.zero
  }
}

extension Evidence {
  /// A month of the plan: its entries are those of the tables on entries.
  fileprivate mutating func add(
    _ month: String, _ count: Int64, certifying: Int64, cumulated: Int64, _ measures: [Measure]
  ) {
    let entries = EntryFact.Column.entries
    let all = CountReference(.entry, entries, [EntryFact.month: month])
    let part = CountReference(
      .entry, entries, [EntryFact.month: month, EntryFact.trainingType: TrainingType.certifiante.rawValue])
    let sum = CountReference(.planMonth, PlanMonthFact.Column.entriesCumulated, [PlanMonthFact.month: month])
    counts.merge(
      [
        all: CountEvidence(count, .persons), part: CountEvidence(certifying, .persons),
        sum: CountEvidence(cumulated, .persons),
      ]
    ) { $1 }
    cells.append(
      measures.map { measure in
        switch measure {
        case PlanMonthFact.entries: CellEvidence(counts: [all], isCount: true)
        case PlanMonthFact.amount: CellEvidence(counts: [all])
        case PlanMonthFact.entriesCumulated: CellEvidence(counts: [sum], isCount: true)
        case PlanMonthFact.certifyingShare: CellEvidence(counts: [part, all], rate: Rate(part, of: all))
        case PlanMonthFact.target, PlanMonthFact.targetCumulated: CellEvidence()
        default: CellEvidence(counts: [part, all])
        }
      })
  }
}

extension PlanMonthFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    let all = Meaning.CountName(EntryFact.Column.entries, of: .entry)
    let certifying = Meaning.CountName(
      EntryFact.Column.entries, of: .entry,
      where: [EntryFact.trainingType: .text(TrainingType.certifiante.rawValue)])
    var meanings: [Measure: Meaning] = [
      entries: .count(all),
      entriesCumulated: Meaning.count(Column.entriesCumulated).having {
        $0.cumulates = Meaning.Cumulation(count: all, along: month.name, within: EntryFact.year.name)
      },
      target: .open,
      targetCumulated: .open,
      certifyingShare: .rate(certifying, of: all),
      amount: .follows(all),
    ]
    for end in Measure.ends(of: [certifyingShare]) { meanings[end] = .follows(certifying, all) }
    return meanings
  }
}
