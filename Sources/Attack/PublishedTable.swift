public import Aggregate
import Formats

/// A table as anyone reads it: what its file says, and what its documentation says of the columns.
public struct PublishedTable: Sendable {
  public let definition: TableDefinition
  /// By row, then by column of the file.
  let rows: [[String]]

  /// - Parameter definition: tells dimensions from measures, and which margins the table has.
  /// - Parameter csv: the file, header line first.
  public init(_ definition: TableDefinition, csv: [UInt8]) {
    self.definition = definition
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
