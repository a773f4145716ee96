public import Deliveries
public import LabourMarket

/// The entries in training with their share of what the session cost (DOMAIN sections 5 and 7).
public struct Entries: Sendable {
  /// Records that stand, one an entry.
  public let records: [TrainingRecord]
  /// By session: what it cost, and the number of entries that share it.
  private let paid: [Quantity]
  private let entered: [Int32]
  /// Paid for sessions that nobody entered: in the manifest only.
  public let amountWithoutEntry: Quantity

  /// - Parameter trainings: records that stand; those of one session share its cost equally.
  /// - Parameter costs: lines that stand; the lines of a session add up.
  public init(_ trainings: TrainingTable, _ costs: CostTable) {
    records = trainings.records
    var entered = [Int32](repeating: 0, count: trainings.book.count)
    for record in trainings.records { entered[Int(record.session)] += 1 }
    var paid = [Quantity](repeating: .zero, count: trainings.book.count)
    var rest = Quantity.zero
    for line in costs.lines {
      let session = costs.book.withBytes(of: line.session) { trainings.book.code(of: $0) }
      if let session, entered[Int(session)] > 0 { paid[Int(session)] += line.amount } else { rest += line.amount }
    }
    self.paid = paid
    self.entered = entered
    amountWithoutEntry = rest
  }

  /// An entry's part of what its session cost: what the division leaves over is less than 10^-18 euro.
  public func amount(of record: TrainingRecord) -> Quantity {
    Quantity(units: paid[Int(record.session)].units / Int128(entered[Int(record.session)]))
  }
}
