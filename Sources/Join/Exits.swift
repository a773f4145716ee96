public import Deliveries
public import LabourMarket

/// One training's end that some table follows (DOMAIN section 5).
public struct Exit: Sendable, Equatable {
  /// Index of the training among the records that stand.
  let record: Int32
  public let end: Day
  /// Hires could be seen on every day of the window of access: only then has the exit rates.
  public let isMature: Bool
  /// The person starts another training within the months of access after this one.
  public let isReEntry: Bool
}

/// The exits of a run: which of a person's trainings each table follows.
public struct Exits: Sendable {
  /// Those of a person side by side, in the order of the training records.
  public let all: [Exit]
  /// Of each person who left in the cohort the last mature exit, else the last one; in the order of the records. Places
  /// in `all`, as in the lists that follow.
  public let leavers: [Int]
  /// Of each of these whom hires could be seen of for all months of the curve, the last such exit of the cohort.
  public let followed: [Int]
  /// Of each person and quarter that qualifies the last exit.
  public let ofQuarters: [Int]
  /// The quarters that qualify, ascending, as `quarter(of:)` counts them.
  public let quarters: [Int32]
  private let records: [TrainingRecord]
  /// Where a person's exits begin in `all`.
  private let firstOf: KeyTable

  /// - Parameter trainings: records that stand; those without a person or without an end make no exit.
  /// - Parameter asOf: the last day of the cohort.
  /// - Parameter observed: on which days hires, and until when trainings, could be seen.
  /// - Parameter rules: give the months of the cohort, of access, of its curve and of the series.
  public init(_ trainings: TrainingTable, asOf: Day, observed: Observation, rules: Rules) {
    records = trainings.records
    let quarters = Exits.qualifying(asOf: asOf, observed, rules)
    self.quarters = quarters
    let cohortStart = asOf.adding(months: -rules.cohortMonths)
    let isInCohort = { (end: Day) in end > cohortStart && end <= asOf }
    let isInQuarter = { (end: Day) in quarters.contains(Exits.quarter(of: end)) }
    let byPerson = Exits.sorted(trainings.records)
    var (all, leavers, followed, ofQuarters) = ([Exit](), [Int](), [Int](), [Int]())
    var firstOf = KeyTable(capacity: byPerson.count)
    var start = 0
    while start < byPerson.count {
      let person = trainings.records[Int(byPerson[start])].person
      var end = start + 1
      while end < byPerson.count, trainings.records[Int(byPerson[end])].person == person { end += 1 }
      let own = byPerson[start..<end]
      start = end
      let place = all.count
      for record in own {
        guard let end = trainings.records[Int(record)].end, isInCohort(end) || isInQuarter(end) else { continue }
        let last = end.adding(months: rules.accessMonths)
        all.append(
          Exit(
            record: record, end: end, isMature: observed.seesHires(after: end, through: last),
            isReEntry: own.contains { other in
              let start = trainings.records[Int(other)].start
              return other != record && start > end && start <= last
            }))
      }
      guard place < all.count else { continue }
      firstOf.set(person.bits, to: place)
      let exits = place..<all.count
      let latest = { (isWanted: (Exit) -> Bool) in
        exits.filter { isWanted(all[$0]) }.max { Exits.precedes(all[$0], all[$1], in: trainings) }
      }
      if let leaver = latest({ isInCohort($0.end) && $0.isMature }) ?? latest({ isInCohort($0.end) }) {
        leavers.append(leaver)
      }
      let seen = { (exit: Exit) in
        observed.seesHires(after: exit.end, through: exit.end.adding(months: rules.curveMonths))
      }
      if let exit = latest({ isInCohort($0.end) && seen($0) }) { followed.append(exit) }
      for quarter in Set(exits.map { Exits.quarter(of: all[$0].end) }).intersection(quarters) {
        ofQuarters.append(latest { Exits.quarter(of: $0.end) == quarter }!)
      }
    }
    let byRecord = { (one: Int, other: Int) in all[one].record < all[other].record }
    (self.leavers, self.followed) = (leavers.sorted(by: byRecord), followed.sorted(by: byRecord))
    self.ofQuarters = ofQuarters.sorted(by: byRecord)
    (self.all, self.firstOf) = (all, firstOf)
  }

  public func training(of exit: Exit) -> TrainingRecord { records[Int(exit.record)] }

  /// The places of a person's exits.
  @inline(__always)
  public func places(of person: UInt64) -> Range<Int>? {
    guard let first = firstOf.row(of: person) else { return nil }
    var end = first + 1
    while end < all.count, records[Int(all[end].record)].person.bits == person { end += 1 }
    return first..<end
  }

  /// Four times the year, and the quarter in it from 0.
  public static func quarter(of day: Day) -> Int32 { day.monthIndex / 3 }

  /// The quarters whose every exit could be mature, of those that make the series; ascending.
  ///
  /// A re-entry is known as long as hires are: trainings, too, must be observed to the end of the window.
  private static func qualifying(asOf: Day, _ observed: Observation, _ rules: Rules) -> [Int32] {
    let since = asOf.adding(months: -rules.trendMonths)
    return (quarter(of: since)...max(quarter(of: since), quarter(of: asOf))).filter { quarter in
      let first = Day(year: Int(quarter) / 4, month: Int(quarter) % 4 * 3 + 1, day: 1)!
      let last = Day(number: first.adding(months: 3).number - 1)
      let end = last.adding(months: rules.accessMonths)
      return first > since && observed.seesHires(after: first, through: end)
        && observed.trainings.map { end <= $0 } ?? false
    }
  }

  /// The records of known persons, those of a person side by side in their order.
  private static func sorted(_ records: [TrainingRecord]) -> [Int32] {
    records.indices.filter { !records[$0].person.isUnknown }.map { Int32($0) }.sorted {
      (records[Int($0)].person.bits, $0) < (records[Int($1)].person.bits, $1)
    }
  }

  /// Earliest end, then earliest start, then least session.
  private static func precedes(_ one: Exit, _ other: Exit, in trainings: TrainingTable) -> Bool {
    if one.end != other.end { return one.end < other.end }
    let (one, other) = (trainings.records[Int(one.record)], trainings.records[Int(other.record)])
    if one.start != other.start { return one.start < other.start }
    return SessionOrder(trainings.book.text(of: one.session)) < SessionOrder(trainings.book.text(of: other.session))
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
