/// The rows of a table that is built into the program: a header line, then `|` between fields.
func embeddedRows<Row>(_ text: UnsafePointer<CChar>, _ row: ([String]) -> Row) -> [Row] {
  String(cString: text).split(separator: "\n").dropFirst().map { line in
    row(line.split(separator: "|", omittingEmptySubsequences: false).map { String($0) })
  }
}

extension Sector {
  /// As the tables that are built in name it.
  init(named name: String) { self = Sector.allCases.first { "\($0)" == name }! }
}
