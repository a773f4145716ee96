/// The archive of a workbook, whose parts are XML.
struct WorkbookPackage: Sendable {
  let archive: ZipArchive
  let limits: WorkbookLimits
  /// Names in lower case to the members: part names differ by more than their case (ECMA-376 part 2, 6.2.2.3), and
  /// some programs write them in another case than they refer to them.
  private let members: [String: ZipEntry]

  init(path: String, limits: WorkbookLimits) throws {
    do {
      archive = try ZipArchive(path: path, limits: limits.zip)
    } catch {
      guard error.reason == .notAnArchive, Self.isCompoundFile(path) else { throw error }
      throw WorkbookError(.compoundFile, in: path)
    }
    self.limits = limits
    members = Dictionary(archive.entries.map { ($0.name.lowercased(), $0) }) { first, _ in first }
  }

  func has(_ part: String) -> Bool { members[part.lowercased()] != nil }

  /// Parses a part from its first byte to its last, by a visitor that looks for the names of `stream`.
  func parse(
    _ part: String, maximumBytes: Int, by stream: XMLStream, to visitor: inout some XMLVisitor & ~Copyable
  ) throws {
    guard let entry = members[part.lowercased()] else {
      throw WorkbookError(.missingPart(part), in: archive.path, part: part)
    }
    let reader = try archive.reader(for: entry, maximumBytes: maximumBytes)
    try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
      while case let count = try reader.read(into: buffer), count > 0 {
        try stream.push(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &visitor)
      }
    }
    try stream.finish(&visitor)
  }

  /// Runs `body`, and tells of what goes wrong in it where it was.
  func locating<Result>(
    part: String, sheet: String? = nil, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let fault as WorkbookFault {
      throw WorkbookError(fault.reason, in: archive.path, sheet: sheet, part: part, cell: fault.cell)
    } catch let error as XMLError {
      throw WorkbookError(.xml(error), in: archive.path, sheet: sheet, part: part)
    }
  }

  /// True for the format of the old `.xls`, which also wraps workbooks that have a password.
  private static func isCompoundFile(_ path: String) -> Bool {
    guard let file = try? ZipFile(path: path), file.size >= 8,
      let start = try? file.record(8, at: 0, part: "first bytes")
    else { return false }
    return start.bytes == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  }
}
