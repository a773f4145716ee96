import Attack

/// Some tables with what a data package says of them, both as text. Their names are of no labour market: the attacker
/// knows only what it reads.
struct Edition {
  private var resources: [String] = []
  private var csv: [String: [UInt8]] = [:]
  var facts = [
    "visit": "protected", "stay": "protected", "job": "protected", "post": "protected", "figure": "protected",
  ]

  /// Adds a table.
  ///
  /// - Parameter says: what the package says of each column, as the inside of an object; a column that is absent is a
  ///   dimension of which nothing is said.
  /// - Parameter csv: header line first, lines ended by a new line.
  mutating func add(
    _ name: String, of fact: String?, margins: [String] = [], filters: String = "", says: [String: String],
    _ csv: String
  ) {
    let header = csv.split(separator: "\n")[0].split(separator: ",").map(String.init)
    let columns = header.map { column in
      let said = says[column] ?? #""role": "dimension""#
      return "{\"name\": \"\(column)\"\(said.isEmpty ? "" : ", ")\(said)}"
    }
    resources.append(
      """
      {"name": "\(name)", "path": "tables/\(name).csv",\(fact.map { "\"fact\": \"\($0)\"," } ?? "")
       "filters": [\(filters)], "margins": [\(margins.map { "\"\($0)\"" }.joined(separator: ","))],
       "schema": {"fields": [\(columns.joined(separator: ", "))]}}
      """)
    self.csv["tables/\(name).csv"] = Array(csv.utf8)
  }

  /// One more file, of which the package says nothing.
  mutating func addFile(_ path: String) { csv[path] = Array("a,b\n".utf8) }

  func leaks(
    widths: [String: Int64] = [:], lastHidden: Set<String> = [], witnesses: Witnesses? = nil
  ) -> [Leak] {
    let facts = facts.map { "\"\($0.key)\": \"\($0.value)\"" }.joined(separator: ",")
    let package = """
      {"disclosure": {"hiddenUpTo": {"people": 4, "firms": 2, "contracts": 0}, "narrowestInterval": 5,
                      "facts": {\(facts)}},
       "resources": [\(resources.joined(separator: ","))]}
      """
    return attack(
      package: Array(package.utf8), csv: csv, widths: widths, lastHidden: lastHidden, witnesses: witnesses)
  }

  /// The names of what is found, each once.
  var found: [String] { leaks().map(\.count).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  static let visitors = ["visitors": #""unit": "people", "counts": "visitors""#]
}
