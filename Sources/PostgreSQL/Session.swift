#if PostgreSQL
  import CPQ
  import Export
  import Glibc

  /// A connection of libpq; a transaction that is open when it is let go is undone by the server.
  final class Session {
    private let connection: OpaquePointer
    private let service: String

    init(_ service: String) throws {
      self.service = service
      let settings = [
        ("service", service), ("connect_timeout", "10"), ("tcp_user_timeout", "60000"), ("keepalives_idle", "30"),
        ("client_encoding", "UTF8"), ("fallback_application_name", "outcomes"),
      ]
      var names: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0.0) }
      var values: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0.1) }
      defer { for text in names + values { free(text) } }
      names.append(nil)
      values.append(nil)
      let opened = names.withUnsafeBufferPointer { names in
        values.withUnsafeBufferPointer { values in
          names.withMemoryRebound(to: UnsafePointer<CChar>?.self) { names in
            values.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
              PQconnectdbParams(names.baseAddress, values.baseAddress, 0)
            }
          }
        }
      }
      guard let opened else { throw DatabaseFailure("libpq has no memory for a connection") }
      connection = opened
      guard PQstatus(connection) == CONNECTION_OK else {
        throw DatabaseFailure(
          "service '\(service)': \(message); is the server up, and the service in pg_service.conf "
            + "(PGSERVICEFILE, ~/.pg_service.conf)?")
      }
      // What the server remarks is not for the log: anybody may have a trigger that remarks something.
      PQsetNoticeProcessor(connection, { _, _ in }, nil)
      // Somebody else's function of a better fitting type would else take the place of the server's own.
      try run("SELECT pg_catalog.set_config('search_path', '', false)")
    }

    deinit { PQfinish(connection) }

    /// Runs one statement, or without parameters several; what they give, by row and column, `nil` for NULL.
    @discardableResult
    func run(_ sql: String, _ parameters: [String] = []) throws -> [[String?]] {
      let result: OpaquePointer?
      if parameters.isEmpty {
        result = PQexec(connection, sql)
      } else {
        var values = parameters.map { strdup($0) }
        defer { for text in values { free(text) } }
        result = values.withUnsafeMutableBufferPointer { values in
          values.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
            PQexecParams(connection, sql, Int32(values.count), nil, values.baseAddress, nil, nil, 0)
          }
        }
      }
      defer { PQclear(result) }
      guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN].contains(PQresultStatus(result)) else {
        throw DatabaseFailure("service '\(service)': \(message)")
      }
      return (0..<PQntuples(result)).map { row in
        (0..<PQnfields(result)).map { column in
          PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
        }
      }
    }

    /// Copies rows into columns of a table: text form, tabs between fields.
    func copy(into table: String, columns: [String], _ rows: some Sequence<[String?]>) throws {
      try run("COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN")
      var text: [UInt8] = []
      for row in rows {
        for (index, field) in row.enumerated() {
          if index > 0 { text.append(0x09) }
          Session.append(field, to: &text)
        }
        text.append(0x0A)
        if text.count > 1 << 16 {
          try put(text)
          text = []
        }
      }
      try put(text)
      guard PQputCopyEnd(connection, nil) == 1 else { throw DatabaseFailure("service '\(service)': \(message)") }
      while let result = PQgetResult(connection) {
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
          throw DatabaseFailure("service '\(service)', \(table): \(message)")
        }
      }
    }

    private func put(_ text: [UInt8]) throws {
      let sent = text.withUnsafeBytes {
        PQputCopyData(connection, $0.bindMemory(to: CChar.self).baseAddress, Int32(text.count))
      }
      guard text.isEmpty || sent == 1 else { throw DatabaseFailure("service '\(service)': \(message)") }
    }

    private static func append(_ field: String?, to text: inout [UInt8]) {
      guard let field else {
        text += [0x5C, 0x4E]
        return
      }
      for byte in field.utf8 {
        switch byte {
        case 0x5C: text += [0x5C, 0x5C]
        case 0x09: text += [0x5C, 0x74]
        case 0x0A: text += [0x5C, 0x6E]
        case 0x0D: text += [0x5C, 0x72]
        default: text.append(byte)
        }
      }
    }

    /// What the server, or libpq, said last, in one line.
    private var message: String {
      String(cString: PQerrorMessage(connection)).split(separator: "\n")
        .map { String($0.trimmingPrefix { $0 == " " || $0 == "\t" }) }.joined(separator: "; ")
    }
  }
#endif
