/// A zip archive on disk, of which only the directory is held in memory.
///
/// Opening it refuses what no honest sender makes: two members of one name, names that leave their folder, members
/// that overlap. A member's own faults (encrypted, unknown method, damaged data) show when that member is read.
///
/// ```swift
/// let archive = try ZipArchive(path: "delivery.zip")
/// for entry in archive.entries where !entry.isFolder {
///   let reader = try archive.reader(for: entry)
///   while case let count = try reader.read(into: buffer), count > 0 { … }
/// }
/// ```
public final class ZipArchive: Sendable {
  /// The members, folders among them, in the order of the directory; their names are distinct.
  public let entries: [ZipEntry]

  private let file: ZipFile
  private let limits: ZipLimits
  private let indexByName: [String: Int]
  /// For each entry, the offset that its data may not pass: the next member's header, or the directory.
  private let bounds: [Int]

  public var path: String { file.path }

  /// Opens an archive and reads its directory.
  ///
  /// - Throws: `ZipError`, which names the file, the member and the byte.
  public init(path: String, limits: ZipLimits = ZipLimits()) throws(ZipError) {
    let file = try ZipFile(path: path)
    let directory = try ZipDirectory(of: file, limits: limits)
    var indexByName: [String: Int] = [:]
    for (index, entry) in directory.entries.enumerated() {
      guard indexByName.updateValue(index, forKey: entry.name) == nil else {
        throw ZipError(.duplicateName, in: path, member: entry.name)
      }
    }
    self.bounds = try ZipArchive.bounds(of: directory, in: path)
    self.entries = directory.entries
    self.indexByName = indexByName
    self.file = file
    self.limits = limits
  }

  /// The member of that name, exactly as written; nil if there is none.
  public func entry(named name: String) -> ZipEntry? {
    indexByName[name].map { entries[$0] }
  }

  /// Starts to read a member.
  ///
  /// - Parameter entry: of this archive's own `entries`: one of another is a mistake of the program.
  /// - Parameter maximumBytes: the most that it may inflate to, if less than the archive's own limit.
  /// - Throws: `ZipError` if the member is encrypted, over a limit, of a method other than stored and deflate, or if
  ///   its own header contradicts the directory.
  public func reader(for entry: ZipEntry, maximumBytes: Int = .max) throws(ZipError) -> ZipMemberReader {
    guard let index = indexByName[entry.name], entries[index] == entry else {
      preconditionFailure("the entry '\(entry.name)' is of another archive")
    }
    guard !entry.isEncrypted else { throw ZipError(.encrypted, in: path, member: entry.name) }
    guard entry.method == ZipEntry.stored || entry.method == ZipEntry.deflated else {
      throw ZipError(.unsupportedMethod(entry.method), in: path, member: entry.name)
    }
    let most = min(maximumBytes, limits.memberBytes)
    guard entry.size <= most else {
      throw ZipError(.memberTooLarge(entry.size, limit: most), in: path, member: entry.name)
    }
    let ratio = entry.size / max(entry.compressedSize, 1)
    guard entry.size <= limits.bytesFreeOfRatio || ratio <= limits.ratio else {
      throw ZipError(.ratioTooHigh(ratio, limit: limits.ratio), in: path, member: entry.name)
    }
    let start = try file.dataOffset(of: entry, bound: bounds[index])
    return ZipMemberReader(entry, in: file, dataOffset: start)
  }

  private static func bounds(of directory: ZipDirectory, in path: String) throws(ZipError) -> [Int] {
    let entries = directory.entries
    var bounds = [Int](repeating: directory.offset, count: entries.count)
    var next: Int?
    for index in entries.indices.sorted(by: { entries[$0].headerOffset > entries[$1].headerOffset }) {
      let entry = entries[index]
      let bound = next.map { entries[$0].headerOffset } ?? directory.offset
      // Written so that no sum of hostile numbers can overflow.
      guard entry.compressedSize <= bound, entry.headerOffset <= bound - entry.compressedSize,
        entry.headerOffset <= bound - entry.leastExtent
      else {
        let reason = next.map { ZipError.Reason.overlaps(entries[$0].name) } ?? .beyondEnd
        throw ZipError(reason, in: path, member: entry.name, at: entry.headerOffset)
      }
      bounds[index] = bound
      next = index
    }
    return bounds
  }
}

extension ZipArchive {
  /// Whether it has a part that every XLSX workbook has and no archive of texts.
  public var isWorkbook: Bool {
    entries.contains { $0.name == "[Content_Types].xml" || $0.name.lowercased().hasPrefix("xl/") }
  }
}
