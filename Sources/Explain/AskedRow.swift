import Count
import Definition
import Facts
import Failures
import Formats

/// The row of a table that somebody asks for: a value for each dimension, `total` where none is given.
struct AskedRow {
  let table: TableDefinition
  /// By dimension of the table.
  let values: [String]

  /// - Parameter given: `dimension=value`.
  /// - Parameter published: the table as it was published, header first, for the values to name.
  /// - Throws: `RunFailure` with what was perhaps meant.
  init(_ name: String, _ given: [String], in definition: Definition, published: () throws -> [[String]]?) throws {
    table = try AskedRow.table(name, in: definition)
    var known: [String: String] = [:]
    for text in given {
      guard let equals = text.firstIndex(of: "=") else {
        let example = "\(table.dimensions.first?.name ?? "dimension")=\(text)"
        throw AskedRow.wrong("'\(text)': give a dimension and its value, such as \(example)")
      }
      let dimension = String(text[..<equals])
      guard table.dimensions.contains(where: { $0.name == dimension }) else {
        throw AskedRow.unknown(
          dimension, among: table.dimensions.map(\.name), "table \(name) has no dimension '\(dimension)'", "it has")
      }
      guard known.updateValue(String(text[text.index(after: equals)...]), forKey: dimension) == nil else {
        throw AskedRow.wrong("'\(text)': \(dimension) is given twice")
      }
    }
    values = table.dimensions.map { known[$0.name] ?? "total" }
    let columns = table.dimensions.indices.filter {
      values[$0] == "total" && !table.margins.contains(table.dimensions[$0])
    }
    guard columns.isEmpty else {
      let records = try published()?.dropFirst() ?? []
      let wanted = columns.map { column in
        let known = AskedRow.listed(AskedRow.distinct(records.map { $0[column] }))
        return "\(table.dimensions[column])=..." + (known.isEmpty ? "" : " (\(known))")
      }
      throw AskedRow.wrong(
        "table \(name) has no total of \(columns.map { table.dimensions[$0].name }.joined(separator: ", ")): give "
          + wanted.joined(separator: " "))
    }
  }

  private static func table(_ name: String, in definition: Definition) throws -> TableDefinition {
    if let table = definition.tables.first(where: { $0.name == name }) { return table }
    throw unknown(
      name, among: definition.tables.map(\.name), "the run has no table '\(name)'", "the tables are")
  }

  /// `departement=13 dispositif=POEI age_band=total`
  var said: String { zip(table.dimensions, values).map { "\($0)=\($1)" }.joined(separator: " ") }

  /// What a fact must be to count in the row: the table's filters, then its dimensions.
  var conditions: [RowCondition] {
    let filters = table.filters.map { RowCondition($0.dimension, is: $0.value) }
    let known = Set(filters.map(\.text))
    let given = zip(table.dimensions, values).filter { $1 != "total" }.map { RowCondition($0, is: $1) }
    return filters + given.filter { !known.contains($0.text) }
  }

  func value(of dimension: Dimension) -> String? { table.dimensions.firstIndex(of: dimension).map { values[$0] } }

  /// The fields of the row's measures, in the order of the table's.
  ///
  /// - Parameter records: of the table as it was published, header first.
  /// - Throws: `RunFailure` where the table has no such row, with the nearest values, or those that there are.
  func fields(in records: [[String]]) throws -> [String] {
    let count = table.dimensions.count
    var left = Array(records.dropFirst())
    if let row = left.first(where: { Array($0.prefix(count)) == values }) { return Array(row.dropFirst(count)) }
    var others: [String] = []
    for (column, (dimension, value)) in zip(table.dimensions, values).enumerated() {
      let all = AskedRow.distinct(left.map { $0[column] })
      left.removeAll { $0[column] != value }
      guard left.isEmpty else {
        others.append("\(dimension)=\(value)")
        continue
      }
      let beside = others.isEmpty ? "" : " with \(others.joined(separator: " "))"
      throw AskedRow.unknown(
        value, among: all, "table \(table.name) has no row of \(dimension) '\(value)'\(beside): no fact falls in it",
        "there are")
    }
    return []
  }

  private static func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }

  private static func unknown(
    _ name: String, among known: [String], _ problem: String, _ listed: String
  ) -> RunFailure {
    let near = nearestName(to: name, in: known).map { "; perhaps \($0)" } ?? ""
    return wrong("\(problem)\(near); \(listed) \(AskedRow.listed(known))")
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(24).joined(separator: ", ") + (names.count > 24 ? " and \(names.count - 24) more" : "")
  }

  private static func wrong(_ message: String) -> RunFailure { RunFailure(.usage, message) }
}
