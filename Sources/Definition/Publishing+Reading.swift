public import Count
public import Export

extension Definition {
  /// In which forms the tables are published, beside the CSV of `tables/`, and where to.
  public struct Publishing: Sendable, Equatable {
    public var formats = TableFormat.all
    /// `nil` is nowhere but in the output folder.
    public var postgresql: DatabaseOptions?

    public init() {}
  }
}

extension Definition.Publishing {
  static let keys = [
    SectionKey(
      "formats", "a list of \(TableFormat.all.map { "`\($0.name)`" }.joined(separator: ", ")), or `[]`",
      standard: "all of them",
      "forms of the tables beside `tables/*.csv`: \(TableFormat.all.map { "`\($0.place)`" }.joined(separator: ", ")); "
        + "`datapackage.json` and `dictionary.html` are always written"),
    SectionKey(
      "postgresql", "see `publish`, `postgresql`", standard: "none",
      "a schema that the tables also go to; in a command built with `POSTGRESQL=1`"),
  ]

  /// The section `publish`; a key that is left out keeps its default.
  ///
  /// - Parameter tables: those that the definition declares.
  init(reading value: YAMLValue, tables: [String]) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
    let names = problems.gather(
      try section["formats"]?.names("format", of: "'publish'", from: TableFormat.all.map(\.name)))
    if let names { formats = TableFormat.all.filter { names?.contains($0.name) ?? true } }
    postgresql =
      problems.gather(
        try section["postgresql"].map { value throws(DefinitionError) in
          try DatabaseOptions(reading: value, tables: tables)
        } ?? nil) ?? nil
    try problems.raise()
  }
}

extension DatabaseOptions {
  static let keys = [
    SectionKey(
      "service", "a name", standard: nil,
      "a service of libpq: `pg_service.conf` says host, database and user, so that no definition holds a password"),
    SectionKey(
      "schema", "small letters, digits and `_`", standard: "`outcomes`",
      "made where it is not there; it takes one pipeline and one audience"),
    SectionKey(
      "history", "`all`, `none`, or a list of tables", standard: "`all`",
      "the tables whose rows are kept for every run, in `_history_<table>`"),
  ]

  fileprivate init(reading value: YAMLValue, tables: [String]) throws(DefinitionError) {
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
    self.init(service: problems.gather(try section.required("service").text()) ?? "")
    schema = problems.gather(try section["schema"]?.sqlName() ?? schema) ?? schema
    // Its names have 63 bytes at most, and the longest of ours is `_history_<table>`.
    if let name = tables.first(where: { $0.utf8.count > 54 }) {
      problems.add(value.problem("PostgreSQL takes no table as long as '\(name)'; give it 54 characters at most"))
    }
    if let value = section["history"] { history = problems.gather(try value.kept(of: tables)) ?? .all }
    try problems.raise()
  }
}

extension YAMLValue {
  /// A name that SQL takes as it is.
  fileprivate func sqlName() throws(DefinitionError) -> String {
    let name = try text()
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    guard isPlain, (1...50).contains(name.utf8.count), !name.hasPrefix("pg_") else {
      throw problem("the schema '\(name)' must be small letters, digits and '_'")
    }
    return name
  }

  /// `all`, `none`, or a list of tables.
  fileprivate func kept(of tables: [String]) throws(DefinitionError) -> DatabaseOptions.Kept {
    guard !isList else { return .tables(try names("table", of: "the definition", from: tables)) }
    switch try text() {
    case "all": return .all
    case "none": return .tables([])
    case let other: throw problem("history must be all, none or a list of tables, not '\(other)'")
    }
  }
}

extension Definition {
  /// How `report.html` is written.
  public struct ReportOptions: Sendable, Equatable {
    public var language = Language.french
    /// A line that stands on all that is published; `nil` is none.
    public var notice: String?

    public init() {}
  }
}

extension Definition.ReportOptions {
  static let keys = [
    SectionKey(
      "language", SectionKey.choice(of: Language.self), standard: "`\(Self().language.rawValue)`",
      "the language of `report.html`"),
    SectionKey(
      "notice", "a text", standard: "none",
      "a line on every page that is published, in the workbook's contents and in `datapackage.json`; what `notice.txt` in "
        + "the input folder says stands there too"),
  ]

  /// The section `report`; a key that is left out keeps its default.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
    language = problems.gather(try section["language"]?.choice(of: Language.self) ?? language) ?? language
    notice = problems.gather(try section["notice"]?.text()) ?? nil
    try problems.raise()
  }
}
