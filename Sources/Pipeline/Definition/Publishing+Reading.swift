extension Definition {
  /// In which forms the tables are published, beside the CSV of `tables/`.
  public struct Publishing: Sendable, Equatable {
    public var formats = TableFormat.allCases

    public init() {}
  }
}

/// A form of the tables beside their CSV: what `publish: {formats: […]}` of the definition may name.
public enum TableFormat: String, Sendable, CaseIterable {
  /// `tables.xlsx`.
  case workbook
  /// `excel-fr/<table>.csv`.
  case excelFR = "excel-fr"
  /// `tables.sqlite`.
  case sqlite
}

extension Definition.Publishing {
  /// The section `publish`; a key that is left out keeps its default.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: ["formats"]))
    let names = problems.gather(
      try section["formats"]?.names("format", of: "'publish'", from: TableFormat.allCases.map(\.rawValue)))
    if let names { formats = TableFormat.allCases.filter { names?.contains($0.rawValue) ?? true } }
    try problems.raise()
  }
}
