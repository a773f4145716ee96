public import Count
public import LabourMarket

/// Makes the tables.
///
/// - Parameter definitions: one a table, in the order in which the tables are returned.
/// - Parameter facts: of the whole run; those of a kind are laid out once for all tables that count them.
/// - Parameter hires: the counters of the tables on hires, made with these definitions' hire tables in their order.
/// - Parameter rules: those that the run was read with: months, thresholds, confidence.
/// - Throws: `TableFailure`.
public func tabulate(
  _ definitions: [TableDefinition], facts: RunFacts, hires: [HireCounter], rules: Rules
) throws -> [OutcomeTable] {
  var hireCells = HireCounter.merge(hires).makeIterator()
  var frames: [Fact: FactFrame] = [:]
  let tables = try definitions.map { definition in
    let recipe = FactRecipe.of(definition.fact)
    let hires = recipe.hireSide == nil ? nil : OutcomeTable(hireCells.next()!, rules: rules)
    if let make = recipe.make { return try make(definition, facts, hires, rules) }
    if let hires { return hires }
    let frame = frames[definition.fact] ?? recipe.frame!(facts, needed(definition.fact, definitions))
    frames[definition.fact] = frame
    return OutcomeTable(frame.count(try TablePlan(definition, labelsOf: frame.labels)), rules: rules)
  }
  return tables.map { $0.leavingOut { !facts.isAvailable($0, of: $1) } }
}

/// The dimensions that some table on a fact shows or filters by.
private func needed(_ fact: Fact, _ definitions: [TableDefinition]) -> Set<Dimension> {
  Set(definitions.filter { $0.fact == fact }.flatMap { $0.dimensions + $0.filters.map(\.dimension) })
}

extension OutcomeTable {
  /// The same without the numbers of some measures, which are not available.
  fileprivate func leavingOut(_ isUnknown: (Measure, Fact) -> Bool) -> OutcomeTable {
    let unknown = definition.measures.map { isUnknown($0, definition.fact) }
    guard unknown.contains(true) else { return self }
    var table = OutcomeTable(
      rows: rows.map { row in
        Row(labels: row.labels, cells: zip(row.cells, unknown).map { $1 ? .notAvailable : $0 })
      }, of: self)
    table.evidence = evidence
    return table
  }
}
