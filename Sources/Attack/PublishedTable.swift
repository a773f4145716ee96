public import Count
import Facts
import Formats

/// What the documentation says of a table's columns, by their names.
struct Columns: Sendable {
  let name: String
  let fact: Fact
  let dimensions: [String]
  let measures: [String]
  let margins: Set<String>
  let filters: [(dimension: String, value: String)]

  init(_ definition: TableDefinition) {
    (name, fact) = (definition.name, definition.fact)
    dimensions = definition.dimensions.map(\.name)
    measures = definition.measures.map(\.name)
    margins = Set(definition.margins.map(\.name))
    filters = definition.filters.map { ($0.dimension.name, $0.value) }
  }
}

/// A table as anyone reads it: what its file says, and what its documentation says of the columns.
public struct PublishedTable: Sendable {
  let definition: Columns
  /// By row, then by column of the file.
  let rows: [[String]]

  /// - Parameter definition: tells dimensions from measures, and which margins the table has.
  /// - Parameter csv: the file, header line first.
  public init(_ definition: TableDefinition, csv: [UInt8]) {
    self.definition = Columns(definition)
    let definition = self.definition
    rows = Array(csvRecords(csv).dropFirst())
    precondition(
      rows.allSatisfy { $0.count == definition.dimensions.count + definition.measures.count },
      "a row of \(definition.name) has more or fewer fields than the header")
  }

  /// The values of a row's dimensions that are not `total`, and those that the table is limited to.
  func values(_ row: [String]) -> [String: String] {
    var values = Dictionary(definition.filters.map { ($0.dimension, $0.value) }) { $1 }
    for (dimension, label) in zip(definition.dimensions, row) where label != "total" { values[dimension] = label }
    return values
  }

  func measure(_ name: String) -> Measure { definition.fact.measures.first { $0.name == name }! }
}

extension Fact {
  func unit(of column: String) -> CountUnit? { self.column(column)?.counts }

  func isDistinct(_ column: String) -> Bool { self.column(column)?.isDistinct ?? false }

  var inclusions: [(part: String, whole: String)] {
    columns.flatMap { part in part.partOf.map { (part.name, $0.name) } }
  }
}

extension Measure {
  var countNames: [String] { countColumns.map(\.name) }

  var rateNames: (part: String, whole: String)? { rateColumns.map { ($0.part.name, $0.whole.name) } }
}
