public import Aggregate

/// A table as anyone reads it: what its file says, and what its documentation says of the columns.
public struct PublishedTable: Sendable {
  public let definition: TableDefinition
  /// By row, then by column of the file.
  let rows: [[String]]

  /// - Parameter definition: tells dimensions from measures, and which margins the table has.
  /// - Parameter csv: the file, header line first.
  public init(_ definition: TableDefinition, csv: [UInt8]) {
    self.definition = definition
    rows = String(decoding: csv, as: UTF8.self).split(separator: "\n").dropFirst().map(PublishedTable.fields)
  }

  /// The fields of a line; a quoted field may hold commas, and quotes that stand twice.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    var wasQuote = false
    for character in line {
      if character == "\"" {
        // The second of two is a quote of the text.
        if wasQuote, !isQuoted { fields[fields.count - 1].append(character) }
        isQuoted.toggle()
        wasQuote = !isQuoted
        continue
      }
      wasQuote = false
      if character == ",", !isQuoted { fields.append("") } else { fields[fields.count - 1].append(character) }
    }
    return fields
  }

  /// The values of a row's dimensions that are not `total`, and those that the table is limited to.
  func values(_ row: [String]) -> [String: String] {
    var values = Dictionary(definition.filters.map { ($0.dimension, $0.value) }) { $1 }
    for (dimension, label) in zip(definition.dimensions, row) where label != "total" { values[dimension] = label }
    return values
  }

  func measure(_ name: String) -> Measure { definition.fact.measures.first { $0.name == name }! }
}
