#if PostgreSQL
  import Count
  import Export

  /// The tables of a schema, made where they are not there yet.
  struct Schema {
    private let schema: String
    private let session: Session

    init(_ schema: String, _ session: Session) throws {
      self.schema = schema
      self.session = session
    }

    static func quoted(_ name: String) -> String { SQLColumn.quoted(name) }

    func name(_ table: String) -> String { "\(Schema.quoted(schema)).\(Schema.quoted(table))" }

    var exists: Bool {
      get throws { try !session.run("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema]).isEmpty }
    }

    func prepare() throws {
      // IF NOT EXISTS would ask for the right to make schemas even where there is nothing to make.
      if try !exists { try session.run("CREATE SCHEMA \(Schema.quoted(schema))") }
      for (table, columns) in Schema.own where try columnTypes(table).isEmpty {
        try session.run("CREATE TABLE \(name(table)) (\(columns))")
      }
    }

    private static let own = [
      ("_owner", "pipeline text NOT NULL, audience text NOT NULL"),
      (
        "_runs",
        "run text PRIMARY KEY, pipeline text NOT NULL, as_of date NOT NULL, audience text NOT NULL, version text NOT NULL, "
          + "loaded timestamptz NOT NULL, shown boolean NOT NULL"
      ),
      (
        "_dictionary",
        "\"table\" text, position integer, \"column\" text, role text, unit text, title_fr text, title_en text, "
          + "rule_fr text, rule_en text, PRIMARY KEY (\"table\", \"column\")"
      ),
    ]

    /// Puts the rows in the place of those that stand there. They are deleted and not truncated, so that who reads
    /// meanwhile sees all of the old ones.
    func show(_ table: Shipment.Table) throws {
      let place = name(table.card.sqlName)
      try make(table.card.sqlName, columns(of: table.card))
      try session.run("DELETE FROM \(place)")
      try session.copy(into: place, columns: columns(of: table.card).map(\.quoted), table.rows)
    }

    /// Adds the rows to those of earlier runs.
    func keep(_ table: Shipment.Table, of run: String) throws {
      let history = "_history_\(table.card.sqlName)"
      let isNew = try columnTypes(history).isEmpty
      let mark = Column(name: "run", type: "text")
      try make(history, [mark] + columns(of: table.card))
      if isNew {
        // Who deletes a run deletes its rows.
        try session.run(
          """
          ALTER TABLE \(name(history)) ADD FOREIGN KEY (run) REFERENCES \(name("_runs")) ON DELETE CASCADE;
          CREATE INDEX ON \(name(history)) (run)
          """)
      }
      try session.copy(
        into: name(history), columns: ([mark] + columns(of: table.card)).map(\.quoted),
        table.rows.lazy.map { [run] + $0 })
    }

    /// Says what the tables' columns mean, and empties tables that this run does not have any more: what they showed is
    /// of another day.
    func describe(_ cards: [TableCard]) throws {
      let now = Set(cards.map(\.sqlName))
      let before = try session.run("SELECT DISTINCT \"table\" FROM \(name("_dictionary"))").compactMap { $0[0] }
      for table in before.sorted()
      where try !now.contains(table) && !table.hasPrefix("_") && !columnTypes(table).isEmpty {
        try session.run("DELETE FROM \(name(table))")
      }
      try session.run("DELETE FROM \(name("_dictionary"))")
      let rows = cards.flatMap(\.dictionary).map { row -> [String?] in
        let field = row.field
        return [
          row.sqlTable, String(row.position), field.name, field.role.rawValue, field.unit?.rawValue,
          field.title.french, field.title.english, field.rule.french, field.rule.english,
        ]
      }
      let columns = [
        "\"table\"", "position", "\"column\"", "role", "unit", "title_fr", "title_en", "rule_fr", "rule_en",
      ]
      try session.copy(into: name("_dictionary"), columns: columns, rows)
    }

    private struct Column {
      let name: String
      let type: String
      var quoted: String { Schema.quoted(name) }
    }

    private func columns(of card: TableCard) -> [Column] {
      card.fields.map { Column(name: $0.name, type: $0.postgreSQLType) } + [
        Column(name: SQLColumn.signs, type: "jsonb")
      ]
    }

    /// By name; empty where there is no such table.
    private func columnTypes(_ table: String) throws -> [String: String] {
      let rows = try session.run(
        """
        SELECT attname, format_type(atttypid, NULL) FROM pg_attribute \
        WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
        """, [name(table)])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", $0[1] ?? "") })
    }

    /// A table that is there gains the columns that it lacks and loses none, for views may show them.
    private func make(_ table: String, _ columns: [Column]) throws {
      let known = try columnTypes(table)
      guard !known.isEmpty else {
        let list = columns.map { "\($0.quoted) \($0.type)" }.joined(separator: ", ")
        try session.run("CREATE TABLE \(name(table)) (\(list))")
        return
      }
      for column in columns {
        guard let type = known[column.name] else {
          try session.run("ALTER TABLE \(name(table)) ADD COLUMN \(column.quoted) \(column.type)")
          continue
        }
        guard type == column.type else {
          throw DatabaseFailure(
            "\(schema).\(table): the column '\(column.name)' is \(type) there and \(column.type) now; rename the table or the "
              + "column in the definition, or change it there")
        }
      }
    }
  }

  extension Field {
    fileprivate var postgreSQLType: String {
      switch form {
      case .integer: "bigint"
      // As many decimals as the tables show, exactly.
      case .decimal: "numeric"
      case .text: "text"
      }
    }
  }
#endif
