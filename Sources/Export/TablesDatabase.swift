import Count

extension Dataset {
  /// `tables.sqlite`: all tables, under their names with `_` for `-`, and `_contents` and `_dictionary`, which say what
  /// they and their columns are. How `s` and `nd` stand there: `SQLColumn`.
  public func database() throws -> [UInt8] {
    let file = try SQLiteFile()
    try file.execute("PRAGMA page_size = 4096; BEGIN")
    try addContents(to: file)
    try addDictionary(to: file)
    for table in tables { try table.add(to: file) }
    try file.execute("COMMIT")
    return try file.bytes()
  }

  private func addContents(to file: SQLiteFile) throws {
    try file.execute(
      """
      CREATE TABLE _contents ("table" TEXT PRIMARY KEY, csv TEXT, title_fr TEXT, title_en TEXT, rows INTEGER, \
      pipeline TEXT, as_of TEXT, audience TEXT, version TEXT)
      """)
    try file.insert(
      into: "_contents", columns: 9,
      tables.map { table in
        [
          .text(table.card.sqlName), .text("tables/\(table.card.name).csv"), .text(table.card.title.french),
          .text(table.card.title.english), .integer(Int64(table.table.rows.count)), .text(pipeline), .text(asOf),
          .text(isPublic ? "public" : "internal"), .text(version),
        ]
      })
  }

  private func addDictionary(to file: SQLiteFile) throws {
    try file.execute(
      """
      CREATE TABLE _dictionary ("table" TEXT, position INTEGER, "column" TEXT, role TEXT, type TEXT, unit TEXT, \
      title_fr TEXT, title_en TEXT, rule_fr TEXT, rule_en TEXT, PRIMARY KEY ("table", "column"))
      """)
    try file.insert(
      into: "_dictionary", columns: 10,
      tables.flatMap(\.card.dictionary).map { row in
        let field = row.field
        return [
          .text(row.sqlTable), .integer(Int64(row.position)), .text(field.name), .text(field.role.rawValue),
          .text(field.sqliteType), field.unit.map { .text($0.rawValue) } ?? .null, .text(field.title.french),
          .text(field.title.english), .text(field.rule.french), .text(field.rule.english),
        ]
      })
  }
}

extension Dataset.Table {
  fileprivate func add(to file: SQLiteFile) throws {
    let name = SQLColumn.quoted(card.sqlName)
    let columns = card.fields.map { field in
      "\(SQLColumn.quoted(field.name)) \(field.sqliteType)\(field.isDimension ? " NOT NULL" : "")"
    }
    let keys = card.fields.filter(\.isDimension).map { SQLColumn.quoted($0.name) }.joined(separator: ", ")
    try file.execute(
      "CREATE TABLE \(name) (\(columns.joined(separator: ", ")), \(SQLColumn.signs) TEXT, PRIMARY KEY (\(keys)))")
    try file.insert(
      into: name, columns: columns.count + 1,
      table.rows.lazy.map { row in
        let values = values(row)
        return zip(values, card.fields).map(SQLiteFile.Bound.init) + [card.signs(values).map { .text($0) } ?? .null]
      })
  }
}

extension Field {
  fileprivate var sqliteType: String {
    switch form {
    case .integer: "INTEGER"
    case .decimal: "REAL"
    case .text: "TEXT"
    }
  }
}

extension SQLiteFile.Bound {
  fileprivate init(_ value: Value, in field: Field) {
    switch (value, field.form) {
    case (.nothing, _), (.sign, _): self = .null
    case (_, .text): self = .text(value.text)
    case (.integer(let number), _): self = .integer(number)
    case (.decimal(let text), _): self = Double(text).map { .real($0) } ?? .text(text)
    case (.text(let text), _): self = .text(text)
    }
  }
}
