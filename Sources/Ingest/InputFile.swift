public import Failures
public import Formats
public import LabourMarket

/// A file whose header has been read: what it is, when it was delivered, and where its fields stand.
public struct InputFile: Sendable {
  public let path: String
  /// Of a zip archive, the member that holds the text.
  public let member: String?
  /// The path below the input folder: how warnings, rejects and the manifest name it.
  public let name: String
  /// Bytes on disk.
  public let size: Int
  public let compression: Compression
  public let layout: Layout
  /// `nil` where the name gives no date.
  public let delivery: Delivery?
  /// For each field of the source, in the order of `Source.fields`, its column from 0; -1 where the file has none.
  public let columns: [Int]
  /// The columns of the wide field, each with its code, in the order of the header; their fields follow those of the
  /// source in a row.
  public let wide: [(code: String, column: Int)]
  /// The header as written.
  public let header: [String]
  /// Columns that stand in another order than in the layout.
  public let moved: [String]
  /// For a workbook, the sheet that holds the data, from 0, and its name.
  public let sheet: (index: Int, name: String)?
  /// What is odd about the file as a whole and most likely a mistake, in words.
  public let doubts: [String]

  /// The whole path: how what stops a run names it.
  var place: String { member.map { "\(path)/\($0)" } ?? path }

  /// Whether a column feeds that field of the source.
  public func feeds(_ field: Field) -> Bool { columns[field.place] >= 0 }

  /// Whether the name ends as that of a file that is not packed.
  public var isNamedAsPlain: Bool {
    let name = name.lowercased()
    return member == nil && [".csv", ".txt", ".xml"].contains { name.hasSuffix($0) }
  }

  /// The column of a field from 1, which XML has none of, and its name in the header, for messages.
  func place(of field: Int) -> (column: Int?, name: String)? {
    if field >= columns.count {
      let column = wide[field - columns.count].column
      return (column + 1, header[column])
    }
    guard columns[field] >= 0 else { return nil }
    if case .xml = layout.format { return (nil, header[columns[field]]) }
    return (columns[field] + 1, header[columns[field]])
  }

  /// The year that the column of a field carries in its name: 2016 for `BE16`.
  public func year(of field: Field) -> Int? {
    guard feeds(field) else { return nil }
    let name = header[columns[field.place]].utf8.filter { $0 > 0x20 }
    return Int(String(decoding: name.suffix(2), as: UTF8.self)).map { 2000 + $0 }
  }

  func isIdentifying(_ field: Int) -> Bool {
    guard field < columns.count else { return false }
    let name = layout.source.fields[field].name
    return layout.columns.contains { $0.field == name && $0.isIdentifying }
  }

  /// The separator as it is written in UTF-8.
  var separatorText: [UInt8] {
    guard case .delimited(let form) = layout.format else { return [0x09] }
    return form.separatorPrefix.map { [$0] + form.separator } ?? form.separator
  }
}

/// How the bytes of a file are taken in, and what a file may ask before it is refused. None of it may change a figure.
public struct ReadingLimits: Sendable {
  /// Bytes of one call to the operating system, and of one block of text.
  public var chunkBytes = 1 << 20
  public var blockBytes = 1 << 18
  public var text = TextLimits()
  public var unpacking = UnpackingLimits()
  public var workbook = WorkbookLimits()
  public var xml = XMLLimits()

  public init() {}
}

extension InputFile {
  /// The text of the file, from its first byte.
  ///
  /// - Parameter tap: sees every byte of the file as it lies on disk, once.
  func text(
    _ limits: ReadingLimits, tap: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws -> TextSource {
    let bytes = try FileBytes(path: path, chunk: limits.chunkBytes, tap: tap)
    return try TextSource(bytes, member: member, encoding: layout.encoding, limits: limits.unpacking)
  }
}

/// A file that cannot be read as what it should be; the run stops before its first row.
public struct UnreadableFile: Failure, CustomStringConvertible {
  public var kind: FailureKind { .badData }
  public let description: String

  public init(_ description: String) { self.description = description }
}
