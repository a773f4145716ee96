import Count
import Drawing
import Facts

/// Of each fact and dimension of some tables, the share whose value is `?`.
struct UnknownShares {
  struct Found {
    let table: String
    let dimension: Dimension
    let measure: Measure
    let share: Published
  }

  let found: [Found]

  init(_ tables: [OutcomeTable]) {
    var seen: Set<String> = []
    found = tables.flatMap { table in
      table.definition.dimensions.compactMap { dimension in
        guard let measure = UnknownShares.measure(table.definition),
          seen.insert("\(table.definition.fact.name) \(dimension)").inserted,
          let view = TableView([table], table.definition.fact, by: [dimension], [measure]),
          let share = UnknownShares.share(view.rows, dimension, measure)
        else { return nil }
        return Found(table: table.definition.name, dimension: dimension, measure: measure, share: share)
      }
    }
  }

  /// The first count or sum of a table.
  private static func measure(_ definition: TableDefinition) -> Measure? {
    guard ![.keyFigure, .planMonth].contains(definition.fact) else { return nil }
    let preferred = [HireFact.hires, NeedAndHireByFAPFact.hiresWeighted].first(where: definition.measures.contains)
    return preferred ?? definition.measures.first(where: \.addsUp)
  }

  private static func share(_ rows: [TableView.Row], _ dimension: Dimension, _ measure: Measure) -> Published? {
    let values = rows.filter { $0.label(dimension) != nil }
    guard let unknown = values.first(where: { $0.label(dimension) == Dimension.unknown })?[measure] else { return nil }
    let whole = values.map { $0[measure] }.reduce(.notAvailable, +)
    guard let part = unknown.value, let all = whole.value else { return .secret }
    guard all > 0 else { return .notAvailable }
    return .number(DecimalNumber(units: Int((part / all * 10_000).rounded()), decimals: 4))
  }
}
