public import Failures

/// Why a workbook is refused, and where; the wording is in `WorkbookErrorWording.swift`.
///
/// What is wrong with the archive around it comes as `ZipError`.
public struct WorkbookError: Failure, Hashable, Sendable {
  public var kind: FailureKind { .badData }
  public enum Reason: Hashable, Sendable {
    /// An old `.xls`, or a workbook with a password.
    case compoundFile
    /// An archive without the parts of a workbook.
    case notAWorkbook(missing: String)
    /// `.xlsb`.
    case binaryWorkbook
    case missingPart(String)
    case xml(XMLError)
    case badReference(String)
    case rowsOutOfOrder(after: Int)
    case duplicateCell
    case unknownCellType(String)
    case badSharedString(String, count: Int)
    case cellTooLong(limit: Int)
    case rowTooLong(limit: Int)
    case tooManySharedStrings(limit: Int)
    case sharedStringsTooLong(limit: Int)
  }

  public let reason: Reason
  /// The workbook, as it was opened.
  public let path: String
  /// The sheet's name, or nil when another part is meant.
  public let sheet: String?
  /// The part in the archive.
  public let part: String?
  /// The cell (`K17`), or the row alone (`17`).
  public let cell: String?

  init(_ reason: Reason, in path: String, sheet: String? = nil, part: String? = nil, cell: String? = nil) {
    self.reason = reason
    self.path = path
    self.sheet = sheet
    self.part = part
    self.cell = cell
  }
}

/// A fault inside a part, before the reader adds which workbook and sheet it is in.
struct WorkbookFault: Error {
  let reason: WorkbookError.Reason
  var cell: String?
}
