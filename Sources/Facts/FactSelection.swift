public import Count
import Deliveries
public import Ingest
public import LabourMarket

/// The facts of a short source that a row counts, told apart: the same columns as the tables are counted from.
public struct FactSelection {
  public let fact: Fact
  /// Facts of the run, and those left after each condition.
  public let all: Int
  public let left: [Int]
  private let rows: [Int]
  private let frame: FactFrame
  private let subjects: FactSubjects

  /// - Parameter fact: of the two that set needs beside hires, their needs.
  /// - Parameter facts: of the whole run.
  /// - Parameter conditions: each narrows what the one before left.
  public init(_ fact: Fact, in facts: RunFacts, _ conditions: [RowCondition]) {
    self.fact = fact
    let dimensions = Set(conditions.map(\.dimension))
    let recipe = FactRecipe.of(fact)
    guard let lay = recipe.frame, let subjects = recipe.subjects else {
      preconditionFailure("the fact \(fact.name) has no rows of its own")
    }
    let frame = lay(facts, dimensions)
    self.frame = frame
    self.subjects = subjects(facts)
    all = frame.rowCount
    var rows = Array(0..<frame.rowCount)
    left = conditions.map { condition in
      rows = frame.dimensions[condition.dimension]?.select(rows, condition.isWanted) ?? []
      return rows.count
    }
    self.rows = rows
  }

  public var source: Source { subjects.source }
  public var count: Int { rows.count }
  /// Those that a column of the fact counts.
  public func count(of column: CountColumn) -> Int { rows.count { frame.flags[column]?[$0] == 1 } }
  /// Where each was read, in no order that means anything.
  public var places: [RowPlace] { rows.map(subjects.place) }
  /// What a fact is and contributes, without saying whose it is.
  public func said(_ index: Int) -> String { subjects.said(rows[index]) }
  /// For facts of leavers: which exit of the run.
  public func exit(_ index: Int) -> Int? { subjects.exit(rows[index]) }
  /// For answers to the survey: whose hires confirm it.
  public func employer(_ index: Int) -> SIRET? { subjects.employer(rows[index]) }
  /// For entries in training: the number of the session among those of the run.
  public func session(_ index: Int) -> UInt32? { subjects.session(rows[index]) }

  /// The facts in the order of their files and lines: a fact that counts in several ways stands once for each.
  public var order: [Int] {
    let places = places
    return places.indices.sorted {
      (places[$0].file, places[$0].line, rows[$0]) < (places[$1].file, places[$1].line, rows[$1])
    }
  }

  /// Measures of the fact, found again from these facts alone.
  public func cells(_ measures: [Measure], rules: Rules) throws -> [Cell] {
    let table = TableDefinition(name: "row", fact: fact, dimensions: [], measures: measures)
    let plan = try TablePlan(table, labelsOf: frame.labels)
    var cells = Cells(plan)
    let cell = cells.cell(0)
    for row in rows {
      for (index, name) in plan.counts.enumerated() {
        if let column = frame.flags[name] { cells.add(count: Int64(column[row]), to: index, of: cell) }
      }
      for (index, name) in plan.sums.enumerated() {
        if let column = frame.sums[name] { cells.add(quantity: column[row], to: index, of: cell) }
      }
      for (index, name) in plan.medians.enumerated() {
        if let value = frame.values[name]?[row] { cells.add(value: value, to: index, of: cell) }
      }
    }
    return plan.measures.map { Cell($0.kind, in: cells, cell, z: rules.confidenceZ) }
  }
}
