import CSQLite
import Failures

/// An SQLite database under way, in memory: the same statements give the same bytes.
final class SQLiteFile {
  private let database: OpaquePointer

  struct Refusal: Failure, CustomStringConvertible {
    var kind: FailureKind { .bug }
    let description: String
  }

  init() throws {
    var database: OpaquePointer?
    guard sqlite3_open(":memory:", &database) == SQLITE_OK, let database else {
      throw Refusal(description: "SQLite cannot open a database in memory")
    }
    self.database = database
  }

  deinit { sqlite3_close_v2(database) }

  func execute(_ sql: String) throws {
    guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
  }

  /// Inserts rows of as many values as the table has columns.
  func insert(into table: String, columns: Int, _ rows: some Sequence<[Bound]>) throws {
    let sql = "INSERT INTO \(table) VALUES (\(Array(repeating: "?", count: columns).joined(separator: ", ")))"
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { throw failure(sql) }
    defer { sqlite3_finalize(statement) }
    for row in rows {
      for (index, value) in row.enumerated() { bind(value, Int32(index + 1), to: statement) }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(sql) }
      sqlite3_reset(statement)
    }
  }

  enum Bound {
    case integer(Int64)
    case real(Double)
    case text(String)
    case null
  }

  private func bind(_ value: Bound, _ index: Int32, to statement: OpaquePointer?) {
    switch value {
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(let text):
      // The bytes end with this call, so SQLite must copy them (SQLITE_TRANSIENT).
      sqlite3_bind_text(statement, index, text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    case .null: sqlite3_bind_null(statement, index)
    }
  }

  /// The bytes of the file.
  func bytes() throws -> [UInt8] {
    var size: sqlite3_int64 = 0
    guard let pages = sqlite3_serialize(database, "main", &size, 0) else { throw failure("serialize") }
    defer { sqlite3_free(pages) }
    var bytes = Array(UnsafeRawBufferPointer(start: pages, count: Int(size)))
    // The header's last four bytes name the library's version and mean nothing to a reader (sqlite.org/fileformat2.html,
    // 1.3.17): an update of the library must not change a replay.
    for index in 96..<min(100, bytes.count) { bytes[index] = 0 }
    return bytes
  }

  private func failure(_ sql: String) -> Refusal {
    Refusal(description: "SQLite: \(String(cString: sqlite3_errmsg(database))): \(sql.prefix(100))")
  }
}
