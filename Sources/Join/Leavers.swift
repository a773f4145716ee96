public import Deliveries
public import LabourMarket

/// One person's last training that ended in the cohort (DOMAIN section 5).
public struct Leaver: Sendable {
  /// Index of that training among the records that stand.
  let record: Int32
  public let end: Day
  /// The window of access has passed: only then has the leaver rates.
  public let isMature: Bool
  /// The whole access curve has passed.
  public let isFollowed: Bool
}

/// The leavers of a run, one a person, in the order of their training records, and where each person is among them.
public struct Leavers: Sendable {
  public let all: [Leaver]
  private let records: [TrainingRecord]
  private let byPerson: KeyTable

  /// - Parameter trainings: records that stand; those without a person or without an end make no leaver.
  /// - Parameter asOf: the last day of the cohort; a window that ends after it is not over.
  /// - Parameter rules: give the months of the cohort, of access and of its curve.
  public init(_ trainings: TrainingTable, asOf: Day, rules: Rules) {
    let cohortStart = asOf.adding(months: -rules.cohortMonths)
    var last = KeyTable(capacity: trainings.records.count)
    var isLast = [Bool](repeating: false, count: trainings.records.count)
    for (index, record) in trainings.records.enumerated() {
      guard let end = record.end, end > cohortStart, end <= asOf, !record.person.isUnknown else { continue }
      if let known = last.row(of: record.person.bits) {
        guard Leavers.isLater(index, than: known, in: trainings) else { continue }
        isLast[known] = false
      }
      last.set(record.person.bits, to: index)
      isLast[index] = true
    }
    records = trainings.records
    var leavers: [Leaver] = []
    leavers.reserveCapacity(last.count)
    for (index, record) in trainings.records.enumerated() where isLast[index] {
      // From here on the table says where the person is among the leavers.
      last.set(record.person.bits, to: leavers.count)
      leavers.append(
        Leaver(
          record: Int32(index), end: record.end!, isMature: record.end!.adding(months: rules.accessMonths) <= asOf,
          isFollowed: record.end!.adding(months: rules.curveMonths) <= asOf))
    }
    all = leavers
    byPerson = last
  }

  public func training(of leaver: Leaver) -> TrainingRecord { records[Int(leaver.record)] }

  /// The row of a person's leaver.
  @inline(__always)
  public func row(of person: UInt64) -> Int? { byPerson.row(of: person) }

  /// Latest end, then latest start, then greatest session.
  private static func isLater(_ index: Int, than known: Int, in trainings: TrainingTable) -> Bool {
    let (one, other) = (trainings.records[index], trainings.records[known])
    if one.end! != other.end! { return one.end! > other.end! }
    if one.start != other.start { return one.start > other.start }
    return SessionOrder(trainings.book.text(of: other.session)) < SessionOrder(trainings.book.text(of: one.session))
  }
}

/// The order of session numbers: one that is a number is compared as such, and comes before one that is not.
struct SessionOrder: Comparable {
  private let text: [UInt8]
  private let significant: ArraySlice<UInt8>?

  init(_ session: String) {
    text = Array(session.utf8)
    significant = text.allSatisfy { (0x30...0x39).contains($0) } ? text.drop { $0 == 0x30 } : nil
  }

  static func < (left: SessionOrder, right: SessionOrder) -> Bool {
    switch (left.significant, right.significant) {
    case (let one?, let other?):
      if one.count != other.count { return one.count < other.count }
      if one != other { return one.lexicographicallyPrecedes(other) }
      return left.text.lexicographicallyPrecedes(right.text)
    case (nil, nil): return left.text.lexicographicallyPrecedes(right.text)
    case (_?, nil): return true
    case (nil, _?): return false
    }
  }
}
