/// Finds the rows and cells in the XML of a sheet: `sheetData` > `row` > `c` > `v`, or `is` > `t` and `is` > `r` > `t`.
///
/// Elements are known by their place and local name; any other is passed over with all that is in it.
struct SheetVisitor: XMLVisitor, ~Copyable {
  typealias Body = (borrowing SheetRow) throws -> RowDemand

  private enum Place { case outside, sheet, data, row, cell, value, inline, inlineText, run, runText }

  private let names: SheetNames
  private let limits: WorkbookLimits
  private let sharedCount: Int
  private let dates: DateStyles
  private let hasDates: Bool
  private let body: Body

  private var place = Place.outside
  /// Elements open inside one that is passed over, itself included.
  private var skippedDepth = 0
  private var row: SheetRow
  /// The row before, or 0.
  private var lastRow = 0
  /// False while a row without number waits for its first cell to tell it.
  private var isNumbered = false
  private var column = -1
  private var type = CellType.number
  /// Whether the cell's style shows its number as a day.
  private var isDay = false
  private var hasValue = false
  /// Where the cell's text starts in that of the row, and where the current `t` does.
  private var textStart = 0
  private var runStart = 0

  init(
    names: SheetNames, strings: SharedStrings, dates: DateStyles, limits: WorkbookLimits, body: @escaping Body
  ) {
    self.names = names
    self.limits = limits
    self.sharedCount = strings.count
    self.dates = dates
    self.hasDates = !dates.isEmpty
    self.row = SheetRow(strings: strings)
    self.body = body
  }

  /// The cell being read, or the row between two cells; nil outside of the rows.
  var position: String? {
    switch place {
    case .outside, .sheet, .data: nil
    case .row: String(row.number)
    default: CellReference(column: column, row: row.number).text
    }
  }

  mutating func startElement(_ element: XMLElement) throws {
    guard skippedDepth == 0 else {
      skippedDepth += 1
      return
    }
    let name = element.name
    switch place {
    case .row where name == names.c: try beginCell(element)
    case .cell where name == names.v && !hasValue: beginValue(.value)
    case .cell where name == names.is && !hasValue && type == .inlineText: beginValue(.inline)
    case .inline where name == names.t: beginRun(.inlineText)
    case .inline where name == names.r: place = .run
    case .run where name == names.t: beginRun(.runText)
    case .data where name == names.row: try beginRow(element)
    case .sheet where name == names.sheetData: place = .data
    case .outside: place = .sheet
    default: skippedDepth = 1
    }
  }

  mutating func endElement(_ name: XMLName) throws {
    guard skippedDepth == 0 else {
      skippedDepth -= 1
      return
    }
    switch place {
    case .value:
      if type == .formulaText || type == .inlineText { row.text.resolveEscapes(from: textStart) }
      place = .cell
    case .cell: try endCell()
    case .row: try endRow()
    case .inlineText, .runText:
      row.text.resolveEscapes(from: runStart)
      place = place == .runText ? .run : .inline
    case .run: place = .inline
    case .inline: place = .cell
    case .data: place = .sheet
    case .sheet, .outside: place = .outside
    }
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
    guard place == .value || place == .inlineText || place == .runText, skippedDepth == 0 else { return }
    row.text.append(bytes)
    guard row.text.count - textStart <= limits.cellBytes else { throw fault(.cellTooLong(limit: limits.cellBytes)) }
    guard row.text.count <= min(limits.rowBytes, Int(UInt32.max)) else {
      throw fault(.rowTooLong(limit: limits.rowBytes))
    }
  }

  private mutating func beginRow(_ element: XMLElement) throws {
    var number = lastRow + 1
    isNumbered = false
    if let written = element[names.r] {
      guard let row = CellReference.row(written) else { throw badReference(written) }
      number = row
      isNumbered = true
    }
    column = -1
    row.begin(number)
    place = .row
    try checkRow()
  }

  /// Rows must ascend: they are handed over as they come, and one that came later could not be told from a repeat.
  private func checkRow() throws {
    guard row.number > lastRow else { throw fault(.rowsOutOfOrder(after: lastRow)) }
    guard row.number <= CellReference.rows else { throw fault(.badReference(String(row.number))) }
  }

  private mutating func endRow() throws {
    place = .data
    lastRow = row.number
    if try body(row) == .enough { throw EnoughRows() }
  }

  private mutating func beginCell(_ element: XMLElement) throws {
    if let written = element[names.r] {
      guard let reference = CellReference(written) else { throw badReference(written) }
      if !isNumbered {
        row.renumber(reference.row)
        try checkRow()
      }
      guard reference.row == row.number else { throw badReference(written) }
      column = reference.column
    } else {
      column += 1
      guard column < CellReference.columns else { throw fault(.badReference(CellReference.letters(column))) }
    }
    isNumbered = true
    place = .cell
    guard !row.hasCell(at: column) else { throw fault(.duplicateCell) }
    guard let type = CellType(element[names.t]) else {
      throw fault(.unknownCellType(element.text(names.t) ?? ""))
    }
    self.type = type
    isDay = hasDates && type == .number && dates.isDate(element[names.s])
    hasValue = false
    textStart = row.text.count
  }

  private mutating func endCell() throws {
    place = .row
    guard hasValue else { return row.set(column, .blank, textStart..<textStart) }
    if isDay, row.settleDay(column, dates, from: textStart) { return }
    try row.settle(column, type, from: textStart, sharedCount: sharedCount)
  }

  private mutating func beginValue(_ place: Place) {
    hasValue = true
    self.place = place
  }

  private mutating func beginRun(_ place: Place) {
    runStart = row.text.count
    self.place = place
  }

  private func badReference(_ written: UnsafeRawBufferPointer) -> WorkbookFault {
    fault(.badReference(String(decoding: written.prefix(20), as: UTF8.self)))
  }

  private func fault(_ reason: WorkbookError.Reason) -> WorkbookFault {
    WorkbookFault(reason: reason, cell: position)
  }
}
