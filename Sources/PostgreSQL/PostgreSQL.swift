#if PostgreSQL
  import Catalogue
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
      if try Schema(options.schema, session).exists { try refuseOthers(head, session) }
    }

    public func load(_ shipment: Shipment) throws -> any DatabaseLoad {
      let session = try Session(options.service)
      // Two runs that load at once would meet in the middle; a reader's lock is waited for, not for ever.
      try session.run("BEGIN; SET LOCAL lock_timeout = '60s'; SET LOCAL client_min_messages = 'warning'")
      try session.run("SELECT pg_advisory_xact_lock(hashtext($1))", ["outcomes \(options.schema)"])
      let schema = try Schema(options.schema, session)
      try schema.prepare()
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
      // A run that is sent again takes its own place.
      try session.run("DELETE FROM \(runs) WHERE run = $1", [head.run])
      if shipment.isShown { try session.run("UPDATE \(runs) SET shown = false WHERE shown") }
      try session.run(
        "INSERT INTO \(runs) VALUES ($1, $2, $3::date, $4, $5, now(), $6::boolean)",
        [head.run, head.pipeline, head.asOf, head.audience, head.version, shipment.isShown ? "true" : "false"])
    }

    /// Tables that hide nothing would else take the place of those that may be shown, before the same readers.
    private func refuseOthers(_ head: Shipment.Head, _ session: Session) throws {
      let runs = Schema.quoted(options.schema) + ".\"_runs\""
      guard try session.run("SELECT to_regclass($1)", [runs]).first?[0] != nil else { return }
      let others = try session.run(
        "SELECT DISTINCT pipeline, audience FROM \(runs) WHERE pipeline <> $1 OR audience <> $2 LIMIT 1",
        [head.pipeline, head.audience])
      if let other = others.first {
        throw DatabaseFailure(
          "the schema '\(options.schema)' of service '\(options.service)' holds runs of pipeline '\(other[0] ?? "")' for the "
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
