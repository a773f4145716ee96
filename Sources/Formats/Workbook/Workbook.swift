/// An XLSX workbook (ECMA-376, transitional or strict), whose sheets are read as streams of rows.
///
/// Only the shared strings are held in memory. Formulas give their stored value, merged cells their first cell, numbers
/// under a date format their day; nothing else of a style is looked at.
///
/// ```swift
/// let workbook = try Workbook(path: "Base_open_data_BMO_2024.xlsx")
/// try workbook.readRows(of: workbook.sheets[1]) { row in
///   total += digits(row[11].bytes)
///   return .more
/// }
/// ```
public final class Workbook: Sendable {
  /// A sheet of cells; sheets that are only a chart are not listed.
  public struct Sheet: Hashable, Sendable {
    public let name: String
    /// Its part in the archive.
    public let part: String
    /// Whether a spreadsheet program does not show it.
    public let isHidden: Bool
  }

  /// The sheets in the order of the workbook, hidden ones among them.
  public let sheets: [Sheet]

  private let package: WorkbookPackage
  private let strings: SharedStrings
  private let dates: DateStyles

  public var path: String { package.archive.path }

  /// Opens a workbook, and reads its list of sheets, its shared strings and which of its styles are dates.
  ///
  /// - Throws: `ZipError` or `WorkbookError`, which name the file, the part and the line.
  public init(path: String, limits: WorkbookLimits = WorkbookLimits()) throws {
    package = try WorkbookPackage(path: path, limits: limits)
    let index = try package.index()
    sheets = index.sheets
    strings = try package.sharedStrings(index.sharedStrings)
    dates = try package.dateStyles(index)
  }

  /// The first sheet of that name, in the workbook's own upper and lower case.
  public func sheet(named name: String) -> Sheet? { sheets.first { $0.name == name } }

  /// Reads the rows of a sheet that are written in it, empty ones among them, in ascending order.
  ///
  /// The rows count only when the function returns: that the sheet was cut short or changed shows at its end.
  /// Memory is that of one row.
  ///
  /// - Parameter sheet: one of this workbook's `sheets`.
  /// - Parameter body: is given each row, and tells whether it wants the next one. An error that it throws ends the
  ///   reading and comes out unchanged.
  /// - Throws: `WorkbookError`, which names sheet and cell, or `ZipError`: bad references, cells that stand twice, rows
  ///   that do not ascend, shared strings that do not exist, XML that is not well-formed, anything over a limit.
  public func readRows(of sheet: Sheet, _ body: (borrowing SheetRow) throws -> RowDemand) throws {
    try withoutActuallyEscaping(body) { body in
      let stream = XMLStream(limits: package.limits.xml)
      var visitor = SheetVisitor(
        names: SheetNames(stream), strings: strings, dates: dates, limits: package.limits, body: body)
      do {
        try package.parse(sheet.part, maximumBytes: package.limits.sheetBytes, by: stream, to: &visitor)
      } catch is EnoughRows {
        return
      } catch let fault as WorkbookFault {
        throw WorkbookError(fault.reason, in: path, sheet: sheet.name, part: sheet.part, cell: fault.cell)
      } catch let error as XMLError {
        throw WorkbookError(.xml(error), in: path, sheet: sheet.name, part: sheet.part, cell: visitor.position)
      }
    }
  }
}

extension WorkbookPackage {
  /// Follows the relationships from the package to the workbook, and from the workbook to its parts.
  fileprivate func index() throws -> WorkbookIndex {
    let root = try relationships("_rels/.rels").first { $0.kind == "officeDocument" }
    let workbook = root.map { WorkbookIndex.resolve($0.target, from: "") } ?? "xl/workbook.xml"
    guard !workbook.lowercased().hasSuffix(".bin") else { throw WorkbookError(.binaryWorkbook, in: archive.path) }
    guard has(workbook) else { throw WorkbookError(.notAWorkbook(missing: workbook), in: archive.path) }

    let stream = XMLStream(limits: limits.xml)
    var visitor = SheetListVisitor(names: stream)
    try locating(part: workbook) {
      try parse(workbook, maximumBytes: limits.indexBytes, by: stream, to: &visitor)
    }
    let relationships = try relationships(WorkbookIndex.relationshipsPart(of: workbook))
    let byID = Dictionary(relationships.map { ($0.id, $0) }) { first, _ in first }
    var index = WorkbookIndex()
    for sheet in visitor.sheets {
      guard let relationship = byID[sheet.relationship] else {
        throw WorkbookError(.missingPart("relationship \(sheet.relationship)"), in: archive.path, sheet: sheet.name)
      }
      guard relationship.kind == "worksheet" else { continue }
      let part = WorkbookIndex.resolve(relationship.target, from: workbook)
      index.sheets.append(Workbook.Sheet(name: sheet.name, part: part, isHidden: sheet.isHidden))
    }
    // Where the relationship was forgotten, the usual name serves. Without the part there are no strings, and the first
    // cell that refers to one is refused by name.
    func part(_ kind: String) -> String? {
      let target = relationships.first { $0.kind == kind }?.target ?? "\(kind).xml"
      let part = WorkbookIndex.resolve(target, from: workbook)
      return has(part) ? part : nil
    }
    (index.sharedStrings, index.styles) = (part("sharedStrings"), part("styles"))
    index.countsFrom1904 = visitor.countsFrom1904
    return index
  }

  /// The relationships of a `.rels` part; none if the part is absent.
  private func relationships(_ part: String) throws -> [Relationship] {
    guard has(part) else { return [] }
    let stream = XMLStream(limits: limits.xml)
    var visitor = RelationshipsVisitor(names: stream)
    try locating(part: part) {
      try parse(part, maximumBytes: limits.indexBytes, by: stream, to: &visitor)
    }
    return visitor.relationships
  }

  /// The styles that show days; none if the workbook does without styles.
  fileprivate func dateStyles(_ index: WorkbookIndex) throws -> DateStyles {
    let stream = XMLStream(limits: limits.xml)
    var visitor = DateStylesVisitor(names: stream)
    if let part = index.styles {
      try locating(part: part) {
        try parse(part, maximumBytes: limits.sheetBytes, by: stream, to: &visitor)
      }
    }
    return visitor.styles(countsFrom1904: index.countsFrom1904)
  }

  /// The shared strings; none if the workbook does without.
  fileprivate func sharedStrings(_ part: String?) throws -> SharedStrings {
    let stream = XMLStream(limits: limits.xml)
    var visitor = SharedStringsVisitor(names: stream, limits: limits)
    if let part {
      try locating(part: part) {
        try parse(part, maximumBytes: limits.sheetBytes, by: stream, to: &visitor)
      }
    }
    return visitor.table()
  }
}
