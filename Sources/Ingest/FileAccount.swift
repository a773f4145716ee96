/// What became of the rows of one file: read = accepted + rejected + filtered + superseded (DOMAIN section 3).
public struct FileAccount: Sendable, Equatable {
  public var read = 0
  public var accepted = 0
  public var rejected: [Reason: Int] = [:]
  public var filtered: [Filter: Int] = [:]
  /// Rows that a later version, or a later delivery, took the place of.
  public var superseded = 0
  public var repaired: [Repair: Int] = [:]

  public init() {}

  public var rejectedRows: Int { rejected.values.reduce(0, +) }
  public var filteredRows: Int { filtered.values.reduce(0, +) }
  /// Every row ended in exactly one of the four places, each counted where it happens.
  public var isBalanced: Bool { read == accepted + rejectedRows + filteredRows + superseded }

  /// Of a file whose text is that of another.
  public mutating func supersedeAccepted() {
    superseded += accepted
    accepted = 0
  }

  public static func += (total: inout FileAccount, part: FileAccount) {
    total.read += part.read
    total.accepted += part.accepted
    total.superseded += part.superseded
    total.rejected.merge(part.rejected, uniquingKeysWith: +)
    total.filtered.merge(part.filtered, uniquingKeysWith: +)
    total.repaired.merge(part.repaired, uniquingKeysWith: +)
  }
}

/// Where a row came from, to name it and to order equal rows.
public struct RowPlace: Hashable, Sendable {
  /// Index of the file in its source.
  public let file: Int32
  /// Physical line where the record starts; for a workbook, the row of the sheet.
  public let line: Int32

  @inlinable public init(file: Int, line: Int) {
    self.file = Int32(truncatingIfNeeded: file)
    self.line = Int32(truncatingIfNeeded: line)
  }
}
