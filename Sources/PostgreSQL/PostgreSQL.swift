#if PostgreSQL
  import Count
  public import Export

  /// A schema of a PostgreSQL server, reached through a service of libpq.
  ///
  /// A table of the run that is shown has the name that it has in SQLite, stays itself from run to run, so that views and
  /// grants on it stay, and only gains columns. `_history_<table>` holds the rows of every run, `_runs` says which runs
  /// these are, `_dictionary` what the columns mean.
  public struct PostgreSQL: TableDatabase {
    private let options: DatabaseOptions

    public init(_ options: DatabaseOptions) { self.options = options }

    public func probe(_ head: Shipment.Head) throws {
      let session = try Session(options.service)
      let encoding = try session.run("SHOW server_encoding").first?[0] ?? ""
      guard encoding == "UTF8" else {
        throw DatabaseFailure(
          "service '\(options.service)': the database is in \(encoding); French names need one in UTF8")
      }
      if try Schema(options.schema, session).exists { try refuseOthers(head, session) }
    }

    public func load(_ shipment: Shipment) throws -> any DatabaseLoad {
      let session = try Session(options.service)
      try session.run("BEGIN; SET LOCAL lock_timeout = '60s'")
      let schema = try Schema(options.schema, session)
      try schema.prepare()
      // Two runs that load at once would meet in the middle. Who may only read can neither take this lock nor hold it up.
      try session.run("LOCK TABLE \(schema.name("_runs")) IN SHARE ROW EXCLUSIVE MODE")
      try refuseOthers(shipment.head, session)
      try note(shipment, session, schema)
      for table in shipment.tables {
        if options.keeps(table.card.name) { try schema.keep(table, of: shipment.head.run) }
        if shipment.isShown { try schema.show(table) }
      }
      if shipment.isShown { try schema.describe(shipment.tables.map(\.card)) }
      return Load(session)
    }

    private func note(_ shipment: Shipment, _ session: Session, _ schema: Schema) throws {
      let (head, runs) = (shipment.head, schema.name("_runs"))
      // Apart from the runs, which may be removed.
      try session.run(
        "INSERT INTO \(schema.name("_owner")) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM \(schema.name("_owner")))",
        [head.pipeline, head.audience])
      // A run that is sent again takes its own place.
      try session.run("DELETE FROM \(runs) WHERE run = $1", [head.run])
      if shipment.isShown { try session.run("UPDATE \(runs) SET shown = false WHERE shown") }
      try session.run(
        "INSERT INTO \(runs) VALUES ($1, $2, $3::date, $4, $5, now(), $6::boolean)",
        [head.run, head.pipeline, head.asOf, head.audience, head.version, shipment.isShown ? "true" : "false"])
    }

    /// Tables that hide nothing would else take the place of those that may be shown, before the same readers.
    private func refuseOthers(_ head: Shipment.Head, _ session: Session) throws {
      let owner = Schema.quoted(options.schema) + ".\"_owner\""
      guard try session.run("SELECT to_regclass($1)", [owner]).first?[0] != nil else { return }
      let others = try session.run(
        "SELECT pipeline, audience FROM \(owner) WHERE pipeline <> $1 OR audience <> $2 LIMIT 1",
        [head.pipeline, head.audience])
      if let other = others.first {
        throw DatabaseFailure(
          "the schema '\(options.schema)' of service '\(options.service)' is that of pipeline '\(other[0] ?? "")' for the "
            + "\(other[1] ?? "") audience; give this one a schema of its own (publish, postgresql, schema)")
      }
    }
  }

  private final class Load: DatabaseLoad {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func commit() throws { try session.run("COMMIT") }
  }
#endif
