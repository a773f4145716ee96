public import Deliveries
public import Ingest
public import Join
public import LabourMarket
import Normalise

/// Everything that tables are counted from, but for the hires, which are counted as they flow.
public struct RunFacts: Sendable {
  public let exits: Exits
  /// One an exit.
  let outcomes: [Outcome]
  let entries: Entries
  let needs: NeedTable
  let trainings: TrainingContext
  let survey: SurveyTable
  let employers: HiringEmployers
  var offers: OfferTable
  let trust: TrustTable
  let plan: PlanTable
  let faps: FAPWeights
  let published: PublishedDeclarationTable
  let revisions: HireRevisions
  let asOf: Day
  /// Until when, and on which days, anything could have been seen.
  public let observed: Observation
  /// Sources of which no delivery is visible: what rests on them is not available, and never 0.
  public let absent: Set<Source>

  public init(
    exits: Exits, outcomes: [Outcome], entries: Entries, needs: NeedTable, trainings: TrainingContext,
    survey: SurveyTable, employers: HiringEmployers, offers: OfferTable, trust: TrustTable,
    plan: PlanTable, faps: FAPWeights, published: PublishedDeclarationTable, revisions: HireRevisions, asOf: Day,
    observed: Observation, absent: Set<Source> = []
  ) {
    self.exits = exits
    self.outcomes = outcomes
    self.entries = entries
    self.needs = needs
    self.trainings = trainings
    self.survey = survey
    self.employers = employers
    self.offers = offers
    self.trust = trust
    self.plan = plan
    self.faps = faps
    self.published = published
    self.revisions = revisions
    self.asOf = asOf
    self.observed = observed
    self.absent = absent
  }

  public var leaverCount: Int { exits.leavers.count }
  public var entryCount: Int { entries.records.count }
  /// Paid for sessions that nobody entered.
  public var amountWithoutEntry: Quantity { entries.amountWithoutEntry }
}
