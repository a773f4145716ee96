import Count

/// A form of the tables beside their CSV: what `publish: {formats: […]}` of a definition may name. A new one is its writer,
/// and a line in `all`.
public struct TableFormat: Sendable {
  /// In definitions.
  public let name: String
  /// Where it stands below the run's folder; `*` is each table.
  public let place: String
  /// Its files by their path below the run's folder; throws where it cannot be made.
  public let files: @Sendable (Dataset) throws -> [(path: String, bytes: [UInt8])]

  init(
    _ name: String, at place: String, files: @escaping @Sendable (Dataset) throws -> [(path: String, bytes: [UInt8])]
  ) {
    (self.name, self.place, self.files) = (name, place, files)
  }

  /// In the order of the documentation.
  public static let all = [
    TableFormat("workbook", at: "tables.xlsx") { [("tables.xlsx", try $0.workbook())] },
    TableFormat("excel-fr", at: "excel-fr/*.csv") { dataset in
      dataset.tables.map { ("excel-fr/\($0.card.name).csv", $0.excelCSV) }
    },
    TableFormat("sqlite", at: "tables.sqlite") { [("tables.sqlite", try $0.database())] },
  ]
}

extension TableFormat: Equatable {
  public static func == (one: TableFormat, other: TableFormat) -> Bool { one.name == other.name }
}
