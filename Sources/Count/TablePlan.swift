/// A table of the definition made ready to be counted: how its key is packed, and what each cell adds up.
public struct TablePlan: Sendable {
  public let table: TableDefinition
  public var measures: [Measure] { table.measures }
  /// By dimension of the table.
  let labels: [DimensionLabels]
  public let layout: KeyLayout
  /// The columns of the fact that the measures need, each once.
  public let counts: [CountColumn]
  public let sums: [SumColumn]
  public let medians: [ValueColumn]
  public let distincts: [CountColumn]
  /// The code that a row must have in a dimension; `nil` where no row has the wanted value.
  public let filters: [(dimension: Dimension, code: UInt32?)]

  /// - Parameter labelsOf: the values of a dimension of the fact.
  /// - Throws: `TableFailure` where the dimensions cannot be packed.
  public init(_ table: TableDefinition, labelsOf: (Dimension) -> DimensionLabels) throws {
    self.table = table
    let measures = table.measures
    labels = table.dimensions.map(labelsOf)
    layout = try KeyLayout(table, labels: labels)
    filters = table.filters.map { ($0.dimension, labelsOf($0.dimension).code(of: $0.value)) }
    // Other counts of such a fact have no employers to count here.
    let employers = table.givesEvidence ? table.fact.employers.flatMap { $0.stand(behind: measures) ? $0 : nil } : nil
    let shown = TablePlan.columns(measures) { if case .distinct(let unit) = $0 { [unit] } else { [] } }
    distincts = shown + (employers.map { [$0.establishments] } ?? []).filter { !shown.contains($0) }
    sums = TablePlan.columns(measures) { kind in
      switch kind {
      case .sum(let column, _, _): [column]
      case .weightedShare(let column, let base): [column, base]
      case .weightedLow(let column, let base), .weightedHigh(let column, let base): [column, base, base.squares]
      default: []
      }
    }
    medians = TablePlan.columns(measures) { kind in
      switch kind {
      case .survival(let column), .median(let column), .mean(let column): [column]
      default: []
      }
    }
    let counted = TablePlan.columns(measures) { kind in
      switch kind {
      case .count(let column), .distinct(let column): [column]
      case .share(let column, let base), .intervalLow(let column, let base), .intervalHigh(let column, let base):
        [column, base]
      case .sum(_, _, let sharedBy): sharedBy.map { [$0] } ?? []
      case .weightedShare, .weightedLow, .weightedHigh, .survival, .median, .mean, .text: []
      }
    }
    let evidence = table.givesEvidence ? measures.flatMap(\.countColumns) : []
    let all = (counted + evidence + (employers.map { [$0.hires, $0.establishments, TablePlan.largest] } ?? []))
      .reduce(into: [CountColumn]()) { if !$0.contains($1) { $0.append($1) } }
    // A cell needs a place even where nothing is counted in it.
    counts = all.isEmpty ? [CountColumn("rows", nil)] : all
  }

  /// The hires of the establishment that has most of them in a cell.
  public static let largest = CountColumn("largest", nil)

  private static func columns<Column: Equatable>(
    _ measures: [Measure], _ of: (Measure.Kind) -> [Column]
  ) -> [Column] {
    var seen: [Column] = []
    for column in measures.flatMap({ of($0.kind) }) where !seen.contains(column) { seen.append(column) }
    return seen
  }
}

extension Fact.Employers {
  /// Whether some measure counts what lies with establishments.
  fileprivate func stand(behind measures: [Measure]) -> Bool {
    measures.contains { $0.countColumns.contains { $0 == hires || $0.partOf.contains(hires) } }
  }
}
