public import Count
import Deliveries
import Ingest
import Join
public import LabourMarket

/// One row a leaver, for researchers inside: attributes and outcomes, and whose they are.
public struct PersonTable: Sendable {
  /// What could tell a person from others who know them (quasi-identifiers), in the order of the columns.
  public static let attributes = [
    LeaverFact.dispositif, LeaverFact.trainingType, LeaverFact.departement, LeaverFact.ageBand, LeaverFact.sex,
    LeaverFact.exitMonth,
  ]
  /// 0 or 1 each; empty for who is not mature.
  public static let outcomes = [
    LeaverFact.accessAny, LeaverFact.access, LeaverFact.accessDurable, LeaverFact.employed,
  ]

  public struct Row: Sendable {
    public let person: PersonKey
    /// By attribute.
    public let attributes: [String]
    public let isMature: Bool
    /// By outcome.
    public let outcomes: [Bool]
    /// From the end to the first hire within the window of access.
    public let days: Int32?
  }

  /// In the order of the training records.
  public let rows: [Row]

  public init(_ facts: RunFacts) {
    let frame = LeaverFact.frame(facts, Set(Self.attributes))
    let columns = Self.attributes.map { frame.dimensions[$0]!.rowLabels(frame.rowCount) }
    rows = facts.exits.leavers.enumerated().map { row, place in
      Row(
        person: facts.exits.training(of: facts.exits.all[place]).person, attributes: columns.map { $0[row] },
        isMature: frame.flags[LeaverFact.Column.mature]![row] == 1,
        outcomes: Self.outcomes.map { frame.flags[$0.countColumns[0]]![row] == 1 },
        days: frame.values[LeaverFact.daysColumn]![row])
    }
  }

  /// How many rows share all attributes of each row: by size of such a group, its rows.
  public var groupSizes: [Int: Int] {
    Dictionary(grouping: rows, by: \.attributes).values.reduce(into: [:]) { $0[$1.count, default: 0] += $1.count }
  }
}
