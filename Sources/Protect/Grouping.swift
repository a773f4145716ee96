import Count
import Facts

/// The counts of a column of a fact by some dimensions: all that there are of the facts in a scope.
struct Grouping {
  let fact: Fact
  let column: CountColumn
  let dimensions: Set<Dimension>
  /// The labels that all its facts have.
  let scope: [Dimension: String]
  /// The counts of something, ascending, and what is known of the facts of each.
  let cells: [Cell]
  /// The dimensions that its cells are known to lie in, and what they coarsen to.
  let reach: Set<Dimension>
  /// Of those the ones in which each cell has one value.
  let exact: Set<Dimension>

  struct Cell {
    let count: Int
    /// By dimension, the values that its facts may have; any where there are none.
    let values: [Dimension: Set<String>]

    /// - Returns: the one value in each of some dimensions; `nil` where one of them has several.
    func key(_ dimensions: [Dimension]) -> [String]? {
      var key: [String] = []
      for dimension in dimensions {
        guard let values = values[dimension], values.count == 1 else { return nil }
        key.append(values.first!)
      }
      return key
    }

    /// - Parameter labels: one a dimension; `nil` is any.
    func may(have labels: [String?], in dimensions: [Dimension]) -> Bool {
      zip(dimensions, labels).allSatisfy { dimension, label in
        guard let label, let values = values[dimension] else { return true }
        return values.contains(label)
      }
    }
  }

  /// - Parameter counts: with their labels, ascending.
  init(
    _ fact: Fact, _ column: CountColumn, by dimensions: Set<Dimension>, scope: [Dimension: String],
    _ counts: [(count: Int, labels: [Dimension: String])], _ coarsenings: [KnownCoarsening]
  ) {
    (self.fact, self.column, self.dimensions, self.scope) = (fact, column, dimensions, scope)
    let reach = Grouping.reach(of: dimensions.union(scope.keys), coarsenings)
    let own = coarsenings.filter { reach.contains($0.fine) }
    let cells = counts.map { Cell(count: $0.count, values: Grouping.values($0.labels.merging(scope) { $1 }, own)) }
    self.cells = cells
    self.reach = reach
    exact = reach.filter { dimension in cells.allSatisfy { $0.values[dimension]?.count == 1 } }
  }

  /// Some dimensions, and all that they coarsen to.
  static func reach(of dimensions: Set<Dimension>, _ coarsenings: [KnownCoarsening]) -> Set<Dimension> {
    var reach = dimensions
    while let next = coarsenings.first(where: { reach.contains($0.fine) && !reach.contains($0.coarse) }) {
      reach.insert(next.coarse)
    }
    return reach
  }

  /// What labels give in other dimensions, narrowed down by each other until nothing changes.
  private static func values(
    _ labels: [Dimension: String], _ coarsenings: [KnownCoarsening]
  ) -> [Dimension: Set<String>] {
    var values = labels.mapValues { Set([$0]) }
    while true {
      let before = values
      for coarsening in coarsenings {
        guard let fine = values[coarsening.fine] else { continue }
        let year = values[HireFact.year].flatMap { $0.count == 1 ? Int($0.first!) : nil }
        let given = fine.map { coarsening.values($0, year) }
        if labels[coarsening.coarse] == nil, !given.contains(nil) {
          let all = given.reduce(into: Set<String>()) { $0.formUnion($1!) }
          values[coarsening.coarse] = values[coarsening.coarse]?.intersection(all) ?? all
        }
        guard labels[coarsening.fine] == nil, let coarse = values[coarsening.coarse] else { continue }
        values[coarsening.fine] = fine.filter {
          coarsening.values($0, year).map { !$0.isDisjoint(with: coarse) } ?? true
        }
      }
      if values == before { return values }
    }
  }

  /// An order in which nothing depends on that of the tables.
  static func < (left: Grouping, right: Grouping) -> Bool {
    let (one, other) = (left.dimensions.sorted(), right.dimensions.sorted())
    if one != other { return one.lexicographicallyPrecedes(other) }
    let labels = { (scope: [Dimension: String]) in scope.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } }
    return labels(left.scope).lexicographicallyPrecedes(labels(right.scope))
  }

  /// Whether each of its cells lies in one of the other, as far as the facts are the same; of two that give each other the
  /// later in order does.
  func isFiner(than other: Grouping) -> Bool {
    gives(other) && (!other.gives(self) || other < self)
  }

  /// Whether its cells give those of another, as far as the facts are the same.
  func gives(_ other: Grouping) -> Bool { other.dimensions.isSubset(of: exact) }

  /// Whether all facts of another are among its own.
  func covers(_ other: Grouping) -> Bool { covers(other.scope) }

  func covers(_ facts: [Dimension: String]) -> Bool { scope.allSatisfy { facts[$0.key] == $0.value } }

  func isDisjoint(from other: Grouping) -> Bool {
    scope.contains { dimension, label in other.scope[dimension].map { $0 != label } ?? false }
  }
}
