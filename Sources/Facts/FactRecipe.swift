public import Count
import Deliveries
public import Ingest
import LabourMarket

extension RunFacts {
  /// Whether a measure of a fact may be told: a number that rests on a source without a file is not available (DOMAIN
  /// section 4b).
  public func isAvailable(_ measure: Measure, of fact: Fact) -> Bool {
    absent.isDisjoint(with: FactRecipe.of(fact).rests(measure))
  }
}

/// A fact with what this run's sources make of it: how its rows come about, what each stands for, and whose hires tell
/// its story.
public struct FactRecipe: Sendable {
  public let fact: Fact
  /// The sources without which the fact has no meaning; others make it more precise.
  public let sources: [Source]
  /// The sources that a measure rests on: where one of them is absent it is not available.
  let rests: @Sendable (Measure) -> [Source]
  /// What the data package says of it.
  let packaged: Packaged
  /// Lays out the rows of the fact, or of the half that is no hires, with some dimensions; `nil` where it has no rows of
  /// its own.
  let frame: (@Sendable (RunFacts, Set<Dimension>) -> FactFrame)?
  /// The table that counts the hires of one on this fact: itself, or the half of it that hires fill.
  let hireSide: (@Sendable (TableDefinition) -> TableDefinition)?
  /// Makes a table whose rows are not counted one by one; its hire side has been counted before.
  let make: (@Sendable (TableDefinition, RunFacts, OutcomeTable?, Rules) throws -> OutcomeTable)?
  /// What the rows of `frame` stand for.
  let subjects: (@Sendable (RunFacts) -> FactSubjects)?

  init(
    _ fact: Fact, _ packaged: Packaged, needs sources: [Source],
    rests: (@Sendable (Measure) -> [Source])? = nil,
    frame: (@Sendable (RunFacts, Set<Dimension>) -> FactFrame)? = nil,
    hireSide: (@Sendable (TableDefinition) -> TableDefinition)? = nil,
    make: (@Sendable (TableDefinition, RunFacts, OutcomeTable?, Rules) throws -> OutcomeTable)? = nil,
    subjects: (@Sendable (RunFacts) -> FactSubjects)? = nil
  ) {
    self.fact = fact
    self.packaged = packaged
    self.sources = sources
    self.rests = rests ?? { _ in sources }
    self.frame = frame
    self.hireSide = hireSide
    self.make = make
    self.subjects = subjects
  }
}
