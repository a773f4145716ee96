import Count
import Facts

/// A published table, seen by some of its dimensions and measures.
///
/// It is found by what it counts, not by its name, for an analyst may have given it other columns: a table that also
/// has other dimensions is read at their `total`, or added up where they have none and the measures allow it.
struct TableView {
  let table: OutcomeTable
  private let dimensions: [Dimension]
  private let measures: [Measure]
  private let restrictions: [Dimension: String]

  var name: String { table.definition.name }

  /// Whether only the rows with that value are seen; not where the table lacks the dimension.
  func isRestricted(to dimension: Dimension) -> Bool {
    table.definition.dimensions.contains(dimension) && restrictions[dimension] != nil
  }

  struct Row {
    let labels: [Dimension: String?]
    fileprivate(set) var values: [Measure: Published]

    /// `nil` is the total.
    func label(_ dimension: Dimension) -> String? { labels[dimension] ?? nil }
    var hasHiddenParts: Bool { values.values.contains(where: \.isPartlySecret) }
    subscript(measure: Measure) -> Published { values[measure] ?? .notAvailable }
  }

  /// Of the tables that fit, one without filter before others, then the one with the fewest dimensions, then the first.
  ///
  /// - Parameter restrictions: the value that a dimension must have, in tables that have this dimension.
  init?(
    _ tables: [OutcomeTable], _ fact: Fact, by dimensions: [Dimension], _ measures: [Measure],
    where restrictions: [Dimension: String] = [:]
  ) {
    let fitting = tables.filter { table in
      TableView.fits(table.definition, fact, dimensions, measures, besides: Set(restrictions.keys))
    }
    let cost = { (table: OutcomeTable) in (table.definition.filters.count, table.definition.dimensions.count) }
    guard let table = fitting.min(by: { cost($0) < cost($1) }) else { return nil }
    self.table = table
    self.dimensions = dimensions
    self.measures = measures
    self.restrictions = restrictions
  }

  static func fits(
    _ definition: TableDefinition, _ fact: Fact, _ dimensions: [Dimension], _ measures: [Measure],
    besides: Set<Dimension>
  ) -> Bool {
    guard definition.fact == fact, dimensions.allSatisfy(definition.dimensions.contains),
      measures.allSatisfy(definition.measures.contains)
    else { return false }
    let others = Set(definition.dimensions).subtracting(dimensions).subtracting(besides)
    return others.isSubset(of: definition.margins) || measures.allSatisfy(\.addsUp)
  }

  /// In the order of the table; values that fall together are added up.
  var rows: [Row] {
    let definition = table.definition
    let places = dimensions.map { definition.dimensions.firstIndex(of: $0)! }
    let columns = measures.map { definition.measures.firstIndex(of: $0)! }
    var rows: [Row] = []
    var found: [[String?]: Int] = [:]
    for row in table.rows where isSeen(row) {
      let key = places.map { row.labels[$0] }
      let values = columns.map { Published(row.cells[$0]) }
      if let index = found[key] {
        for (measure, value) in zip(measures, values) { rows[index].values[measure] = rows[index][measure] + value }
      } else {
        found[key] = rows.count
        rows.append(
          Row(
            labels: Dictionary(uniqueKeysWithValues: zip(dimensions, key)),
            values: Dictionary(uniqueKeysWithValues: zip(measures, values))))
      }
    }
    return rows
  }

  private func isSeen(_ row: OutcomeTable.Row) -> Bool {
    let definition = table.definition
    return zip(definition.dimensions, row.labels).allSatisfy { dimension, label in
      if let wanted = restrictions[dimension] { return label == wanted }
      return dimensions.contains(dimension) || !definition.margins.contains(dimension) || label == nil
    }
  }
}
