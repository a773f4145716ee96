public import Failures

/// Why a zip archive, or one of its members, is refused; the wording is in `ZipErrorWording.swift`.
public struct ZipError: Failure, Hashable, Sendable {
  public var kind: FailureKind {
    if case .unreadable = reason { .noInput } else { .badData }
  }

  public enum Reason: Hashable, Sendable {
    /// The system would not open or read the file.
    case unreadable(errno: Int32)
    /// There is no end-of-central-directory record: another format, or an archive that lost its end.
    case notAnArchive
    /// The file ends inside the named part.
    case truncated(part: String)
    case severalDisks
    case tooManyEntries(Int, limit: Int)
    case directoryTooLarge(Int, limit: Int)
    /// The central directory contradicts itself or the end record.
    case directoryDamaged(String)
    case duplicateName
    case unsafeName
    case encrypted
    case unsupportedMethod(Int)
    /// The member's own header and the central directory differ in the named field.
    case headerMismatch(field: String)
    /// The member's data would lie beyond the end of the archive.
    case beyondEnd
    case overlaps(String)
    case corruptData
    case wrongSize(declared: Int, found: Int)
    case wrongChecksum(declared: UInt32, found: UInt32)
    case memberTooLarge(Int, limit: Int)
    case ratioTooHigh(Int, limit: Int)
  }

  public let reason: Reason
  /// The archive, as it was opened.
  public let path: String
  /// The member concerned, as its name can be shown.
  public let member: String?
  /// Where in the archive, in bytes from its start.
  public let offset: Int?

  init(_ reason: Reason, in path: String, member: String? = nil, at offset: Int? = nil) {
    self.reason = reason
    self.path = path
    self.member = member
    self.offset = offset
  }
}
