import Count
import Facts

extension TableDefinition {
  /// The rules of a definition that the figures of the table depend on, by their names under `rules:`, in the order of
  /// the facts, dimensions and measures.
  ///
  /// - Parameter figure: of a table of key figures, the one that is asked for.
  func rulesBehind(_ figure: String?) -> [String] {
    if fact == .keyFigure { return figure.flatMap(KeyFigureFact.Figure.init)?.restsOn ?? [] }
    let shown = dimensions + filters.map(\.dimension)
    let names = fact.restsOn + shown.flatMap(\.restsOn) + measures.flatMap(\.restsOn)
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
