public import Count
import Deliveries
import Ingest
import Join
import LabourMarket

extension Fact {
  public static let entry = Fact(
    "entry", Wording("Entrées en formation et montants", "Training entries and amounts"),
    dimensions: EntryFact.dimensions, measures: EntryFact.measures
  ) { _ in
    Wording("l’entrée d’une personne dans une session de formation", "one person's entry in one training session")
  }
}

/// One person's entry in one training session, with its share of what the session cost (DOMAIN section 5).
public enum EntryFact {
  public static let month = Dimension(
    "month", Wording("Mois", "Month"),
    kernel: TrainingKernel(value: startValue, label: { row, _ in Day.month(row.record.start.monthIndex) }),
    coarsens: [.to(year, yearOfMonth)], values: .month,
    rule: Wording("mois du début de la formation, aaaa-mm", "month of the training's start, yyyy-mm"))

  public static let year = Dimension(
    "year", Wording("Année", "Year"),
    kernel: TrainingKernel(value: startValue, label: { row, _ in String(row.record.start.year) }), isNumber: true,
    rule: Wording("année du début de la formation", "year of the training's start"))

  public static let dispositif = TrainingDimensions.dispositif
  public static let trainingType = TrainingDimensions.trainingType

  static let dimensions =
    [month, year] + TrainingDimensions.ofTraining + TrainingDimensions.ofPlace + AgeDimensions.all

  public enum Column {
    public static let entries = CountColumn("entries", .persons)
  }

  static let amountColumn = SumColumn("amount_eur", of: Column.entries)

  public static let entries = Measure(
    Column.entries.name, Wording("Entrées", "Entries"), .count(Column.entries), .entries,
    rule: Wording(
      "couples (personne, session) distincts ; un dossier sans personne compte pour un",
      "distinct (person, session); a record without person counts for one"))

  public static let amount = Measure(
    amountColumn.name, Wording("Montant payé", "Amount paid"), .sum(amountColumn, .amount, sharedBy: Column.entries),
    .euro,
    rule: Wording(
      "euros payés : ce qui a été payé pour une session est réparti également entre ses entrées ; nd sans fichier de montants",
      "euro paid: what was paid for a session is shared equally among its entries; nd without a file of costs"))

  static let measures = [entries, amount]

  private static let startValue: @Sendable (TrainingRow, TrainingContext) -> UInt64 = { row, _ in
    UInt64(UInt32(row.record.start.monthIndex))
  }

  /// The entries in training, one row each.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let entries = facts.entries
    var frame = FactFrame(rowCount: entries.records.count)
    frame.add(dimensions, of: entries.records.map { TrainingRow(record: $0) }, in: facts.trainings)
    frame.flags[Column.entries] = [UInt8](repeating: 1, count: frame.rowCount)
    // See `Cell` for how halves are still found.
    frame.sums[amountColumn] = entries.records.map { entries.amount(of: $0) }
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let entries = facts.entries
    var subjects = FactSubjects(
      source: .training, place: { entries.records[$0].place },
      said: { row in
        let record = entries.records[row]
        return "entered in \(Day.month(record.start.monthIndex)), \(entries.amount(of: record).text(decimals: 2)) euro"
      })
    subjects.session = { entries.records[$0].session }
    return subjects
  }
}

extension EntryFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    [entries: .count(Column.entries), amount: .follows(Column.entries)]
  }
}
