import Formats

/// A compressed file of rows under way, which counts what it is given.
struct RowFile {
  /// The row under way, after those that wait to be packed.
  var text = TextBuffer()
  private var written: WrittenFile
  private let gzip: GzipWriter

  /// - Parameter path: below the sample's folder.
  init(_ path: String, in directory: SampleDirectory, header: String) throws {
    try self.init(path, in: directory, header: Array(header.utf8))
  }

  init(_ path: String, in directory: SampleDirectory, header: [UInt8]) throws {
    written = WrittenFile(path: path, rows: 0)
    gzip = try GzipWriter(path: directory.path(of: path), effort: directory.effort)
    text.append(header)
    text.append(byte: 0x0A)
  }

  mutating func note(_ kind: String) { written.note(kind) }

  mutating func note(_ declaration: Declaration) { written.note(declaration) }

  mutating func endRow() throws {
    text.append(byte: 0x0A)
    written.rows += 1
    if text.count > 1 << 18 { try flush() }
  }

  mutating func finish() throws -> WrittenFile {
    try flush()
    try gzip.close()
    return written
  }

  private mutating func flush() throws {
    try gzip.write(text.bytes)
    text.removeAll()
  }
}

/// A file of the sample, and what a reader finds in it.
struct WrittenFile: Sendable {
  let path: String
  var rows: Int
  /// How many rows have what is wrong or worth knowing.
  private(set) var dirt: [String: Int] = [:]

  init(path: String, rows: Int) {
    self.path = path
    self.rows = rows
  }

  /// Counts something wrong, or worth knowing, in the row under way.
  mutating func note(_ kind: String) { dirt[kind, default: 0] += 1 }

  mutating func note(_ declaration: Declaration) {
    if let flaw = declaration.flaw { note(flaw.rawValue) }
    if let remark = declaration.remark { note(remark.rawValue) }
    if declaration.person == nil { note("personUnknown") }
    if declaration.hire > .asOf { note("afterTheRun") }
  }
}
