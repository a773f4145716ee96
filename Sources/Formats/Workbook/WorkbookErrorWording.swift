extension WorkbookError: CustomStringConvertible {
  /// One line: workbook, sheet and cell (or part and line), what is wrong, what to do.
  public var description: String {
    var place = path
    if let sheet { place += ": sheet '\(sheet)'" } else if let part { place += ": part '\(part)'" }
    if let cell { place += " \(cell.first.map(\.isNumber) == true ? "row" : "cell") \(cell)" }
    if case .xml(let error) = reason { place += ": XML line \(error.line) column \(error.column)" }
    return "\(place): \(reason.statement); \(reason.remedy)"
  }
}

extension WorkbookError.Reason {
  fileprivate var statement: String {
    switch self {
    case .compoundFile: "an old .xls workbook, or one with a password"
    case .notAWorkbook(let missing): "a zip archive that is not an XLSX workbook: it has no \(missing)"
    case .binaryWorkbook: "a binary workbook (.xlsb)"
    case .missingPart(let part): "the part '\(part)' is missing"
    case .xml(let error): error.reason.statement
    case .badReference(let text): "'\(text)' is not a reference to a cell or row in its place"
    case .rowsOutOfOrder(let row): "the row stands after row \(row): rows must ascend, each once"
    case .duplicateCell: "the cell stands twice in its row"
    case .unknownCellType(let type): "unknown cell type '\(type)' (known: s, str, inlineStr, n, b, e, d)"
    case .badSharedString(let text, let count):
      "shared string '\(text)' does not exist: the workbook has \(count) (numbered from 0)"
    case .cellTooLong(let limit): "the text runs over the limit of \(limit) bytes (cell bytes)"
    case .rowTooLong(let limit): "the texts run over the limit of \(limit) bytes (row bytes)"
    case .tooManySharedStrings(let limit): "more shared strings than the limit of \(limit) (shared strings)"
    case .sharedStringsTooLong(let limit):
      "the shared strings run over the limit of \(limit) bytes (shared string bytes)"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .compoundFile, .binaryWorkbook: "save it as .xlsx without a password"
    case .notAWorkbook: "check which file was sent"
    case .xml(let error): error.reason.remedy
    case .missingPart, .badReference, .rowsOutOfOrder, .duplicateCell, .unknownCellType, .badSharedString:
      "open it in a spreadsheet program, save it again as .xlsx, or ask the sender for a sound one"
    case .cellTooLong, .rowTooLong, .tooManySharedStrings, .sharedStringsTooLong:
      "if the file is genuine, raise that limit"
    }
  }
}
