/// A table of the definition made ready to be counted: how its key is packed, and what each cell adds up.
struct TablePlan: Sendable {
  let table: TableDefinition
  let measures: [Measure]
  /// By dimension of the table.
  let labels: [DimensionLabels]
  let layout: KeyLayout
  /// The columns of the fact that the measures need, each once.
  let counts: [String]
  let sums: [String]
  let medians: [String]
  let distincts: [String]
  /// The code that a row must have in a dimension; `nil` where no row has the wanted value.
  let filters: [(dimension: String, code: UInt32?)]

  /// - Parameter labelsOf: the values of a dimension of the fact.
  /// - Throws: `TableFailure` where the dimensions cannot be packed.
  init(_ table: TableDefinition, labelsOf: (String) -> DimensionLabels) throws {
    self.table = table
    let known = table.fact.countedMeasures
    measures = table.measures.map { name in known.first { $0.name == name }! }
    labels = table.dimensions.map(labelsOf)
    layout = try KeyLayout(table, labels: labels)
    filters = table.filters.map { ($0.dimension, labelsOf($0.dimension).code(of: $0.value)) }
    // The hires of a needs-and-hires table; its projects have no employers to count here.
    let hasEmployers = table.givesEvidence && table.fact.hasEmployers && table.measures != ["projects_weighted"]
    let employers = hasEmployers ? ["establishments"] : []
    let shown = TablePlan.columns(measures) { if case .distinct(let unit) = $0 { [unit] } else { [] } }
    distincts = shown + employers.filter { !shown.contains($0) }
    sums = TablePlan.columns(measures) { kind in
      switch kind {
      case .sum(let column, _, _): [column]
      case .weightedShare(let column, let base): [column, base]
      default: []
      }
    }
    medians = TablePlan.columns(measures) { kind in
      switch kind {
      case .median(let column), .mean(let column): [column]
      default: []
      }
    }
    let counted = TablePlan.columns(measures) { kind in
      switch kind {
      case .count(let column), .distinct(let column): [column]
      case .share(let column, let base), .intervalLow(let column, let base), .intervalHigh(let column, let base):
        [column, base]
      case .sum(_, _, let sharedBy): sharedBy.map { [$0] } ?? []
      case .weightedShare, .median, .mean: []
      }
    }
    let evidence = table.givesEvidence ? measures.flatMap(\.countColumns) : []
    let all = (counted + evidence + (hasEmployers ? ["hires", "establishments", TablePlan.largest] : []))
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    // A cell needs a place even where nothing is counted in it.
    counts = all.isEmpty ? ["rows"] : all
  }

  /// The hires of the establishment that has most of them in a cell.
  static let largest = "largest"

  private static func columns(_ measures: [Measure], _ of: (Measure.Kind) -> [String]) -> [String] {
    var seen: [String] = []
    for column in measures.flatMap({ of($0.kind) }) where !seen.contains(column) { seen.append(column) }
    return seen
  }
}
