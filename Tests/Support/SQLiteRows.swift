import CSQLite

/// The rows that a query finds in an SQLite file, each field as text; `nil` is NULL.
public func sqliteRows(_ path: String, _ query: String) throws -> [[String?]] {
  struct Failure: Error { let message: String }
  var database: OpaquePointer?
  defer { sqlite3_close_v2(database) }
  var statement: OpaquePointer?
  guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
    sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK
  else { throw Failure(message: String(cString: sqlite3_errmsg(database))) }
  defer { sqlite3_finalize(statement) }
  var rows: [[String?]] = []
  while sqlite3_step(statement) == SQLITE_ROW {
    rows.append(
      (0..<sqlite3_column_count(statement)).map { column in
        sqlite3_column_text(statement, column).map { String(cString: $0) }
      })
  }
  return rows
}
