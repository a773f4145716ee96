public import Deliveries
public import Join
public import LabourMarket
import Normalise

/// Everything that tables are counted from, but for the hires, which are counted as they flow.
public struct Facts: Sendable {
  public let leavers: Leavers
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
  let revisions: HireRevisions
  let asOf: Day

  public init(
    leavers: Leavers, outcomes: [Outcome], entries: Entries, needs: NeedTable, trainings: TrainingContext,
    survey: SurveyTable, employers: HiringEmployers, offers: OfferTable, trust: TrustTable,
    plan: PlanTable, faps: FAPWeights, revisions: HireRevisions, asOf: Day
  ) {
    self.leavers = leavers
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
    self.revisions = revisions
    self.asOf = asOf
  }

  public var leaverCount: Int { leavers.all.count }
  public var entryCount: Int { entries.records.count }
  /// Paid for sessions that nobody entered.
  public var amountWithoutEntry: Quantity { entries.amountWithoutEntry }
}

/// Makes the tables.
///
/// - Parameter definitions: one a table, in the order in which the tables are returned.
/// - Parameter facts: of the whole run; those of a kind are laid out once for all tables that count them.
/// - Parameter hires: the counters of the tables on hires, made with these definitions' hire tables in their order.
/// - Parameter rules: those that the run was read with: months, thresholds, confidence.
/// - Throws: `TableFailure`.
public func tabulate(
  _ definitions: [TableDefinition], facts: Facts, hires: [HireCounter], rules: Rules
) throws -> [OutcomeTable] {
  var hireCells = HireCounter.merge(hires).makeIterator()
  var frames: [Fact: FactFrame] = [:]
  return try definitions.map { definition in
    if definition.hireSide != nil {
      let hires = OutcomeTable(hireCells.next()!, rules: rules)
      switch definition.fact {
      case .hire: return hires
      case .keyFigure:
        var figures = KeyFigures(facts, hires: hires, rules: rules)
        return try figures.table(definition)
      default: return try withNeeds(definition, hires: hires, facts, rules)
      }
    }
    if definition.fact == .planMonth { return .trainingPlan(definition, facts) }
    if definition.fact == .revision { return .revisions(definition, facts.revisions, asOf: facts.asOf, rules) }
    let frame =
      frames[definition.fact] ?? FactFrame(definition.fact, facts, dimensions: needed(definition.fact, definitions))
    frames[definition.fact] = frame
    return OutcomeTable(frame.count(try TablePlan(definition, labelsOf: frame.labels)), rules: rules)
  }
}

/// Sets the survey's projects beside the hires of a table.
private func withNeeds(
  _ definition: TableDefinition, hires: OutcomeTable, _ facts: Facts, _ rules: Rules
) throws -> OutcomeTable {
  var side = definition
  side.measures = ["projects_weighted"]
  let isByFAP = definition.fact == .needAndHireByFAP
  let frame =
    isByFAP
    ? FactFrame(projectsByFAPOf: facts.survey)
    : FactFrame(projectsOf: facts.survey, dimensions: Set(side.dimensions + side.filters.map(\.dimension)))
  let needs = OutcomeTable(frame.count(try TablePlan(side, labelsOf: frame.labels)), rules: rules)
  guard isByFAP else { return OutcomeTable(definition, needs: needs, hires: hires) }
  return OutcomeTable.byFAP(definition, needs: needs, hiresByROME: hires, weights: facts.faps)
}

/// The dimensions that some table on a fact shows or filters by.
private func needed(_ fact: Fact, _ definitions: [TableDefinition]) -> Set<String> {
  Set(definitions.filter { $0.fact == fact }.flatMap { $0.dimensions + $0.filters.map(\.dimension) })
}

extension FactFrame {
  init(_ fact: Fact, _ facts: Facts, dimensions: Set<String>) {
    switch fact {
    case .leaver: self.init(facts.leavers, facts.outcomes, dimensions: dimensions, in: facts.trainings)
    case .leaverMonth: self.init(curveOf: facts.leavers, facts.outcomes, dimensions: dimensions, in: facts.trainings)
    case .entry: self.init(facts.entries, dimensions: dimensions, in: facts.trainings)
    case .need: self.init(facts.needs, dimensions: dimensions)
    case .answer: self.init(facts.survey, facts.employers, dimensions: dimensions)
    case .offer:
      self.init(facts.offers, asOf: facts.asOf, months: facts.trainings.rules.offerMonths, dimensions: dimensions)
    case .hire, .needAndHire, .needAndHireByFAP, .planMonth, .keyFigure, .revision:
      preconditionFailure("the fact \(fact.rawValue) has no rows of its own")
    }
  }
}
