import Deliveries
import Ingest
import Join
import LabourMarket

/// How training records become leavers, each step counted.
public struct TrainingSteps: Sendable {
  public private(set) var records = 0
  public private(set) var ofKnownPersons = 0
  /// Of these, those that ended in the cohort.
  public private(set) var endedInCohort = 0
  /// One a person: the last mature one of them, else the last.
  public let leavers: Int

  public init(_ facts: RunFacts) {
    let start = facts.asOf.adding(months: -facts.trainings.rules.cohortMonths)
    leavers = facts.exits.leavers.count
    for record in facts.entries.records {
      records += 1
      guard !record.person.isUnknown else { continue }
      ofKnownPersons += 1
      if let end = record.end, end > start, end <= facts.asOf { endedInCohort += 1 }
    }
  }
}
