import Formats

extension RowReader {
  /// Hands the rows below the header of the data sheet to `body`: cells are found by their reference.
  ///
  /// The archive is read by its directory, not from end to end, so its hash is made in a pass of its own.
  func readWorkbook(_ body: (FieldRow) throws -> Void) throws -> InputDigest {
    let workbook = try Workbook(path: file.path, limits: limits.workbook)
    let fields = UnsafeMutablePointer<UnsafeRawBufferPointer>.allocate(capacity: file.columns.count)
    fields.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: file.columns.count)
    defer { fields.deallocate() }
    let headerLine = file.layout.headerLine ?? 1
    var isHeader = true
    try workbook.readRows(of: workbook.sheets[file.sheet?.index ?? 0]) { row in
      if row.isBlank { return .more }
      if isHeader {
        isHeader = row.number < headerLine
        return .more
      }
      countRead()
      for (field, column) in file.columns.enumerated() where column >= 0 {
        fields[field] = values.value(row[column].bytes)
      }
      try body(FieldRow(fields: fields, line: row.number))
      return .more
    }
    let hash = InputHash()
    try FileBytes(path: file.path, chunk: limits.chunkBytes) { hash.update($0) }.drain()
    return hash.digest(compression: .zip)
  }
}
