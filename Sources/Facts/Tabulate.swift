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
  return try definitions.map { definition in
    let recipe = FactRecipe.of(definition.fact)
    let hires = recipe.hireSide == nil ? nil : OutcomeTable(hireCells.next()!, rules: rules)
    if definition.fact != .keyFigure, !facts.absent.isDisjoint(with: recipe.sources) {
      return OutcomeTable(unavailable: definition)
    }
    if let make = recipe.make { return try make(definition, facts, hires, rules) }
    if let hires { return hires }
    let frame = frames[definition.fact] ?? recipe.frame!(facts, needed(definition.fact, definitions))
    frames[definition.fact] = frame
    return OutcomeTable(frame.count(try TablePlan(definition, labelsOf: frame.labels)), rules: rules)
  }
}

/// The dimensions that some table on a fact shows or filters by.
private func needed(_ fact: Fact, _ definitions: [TableDefinition]) -> Set<Dimension> {
  Set(definitions.filter { $0.fact == fact }.flatMap { $0.dimensions + $0.filters.map(\.dimension) })
}
