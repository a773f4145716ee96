import CXLSXWriter
import Count

/// The sheet of one table: the header of the CSV in row 1, then its rows.
struct TableSheet {
  let table: Dataset.Table
  let language: Language

  /// Rows that a sheet has room for below its header; the note of contents says where the others are.
  static let roomForRows = 1_048_575

  func write(to sheet: WorkbookFile.Sheet, _ formats: WorkbookFormats) {
    let fields = table.card.fields
    let (dimensions, count) = (fields.count(where: \.isDimension), min(table.table.rows.count, Self.roomForRows))
    for (column, field) in fields.enumerated() {
      let column = lxw_col_t(column)
      // Not wider for a code's longest word: métiers and dispositifs are codes.
      worksheet_set_column(sheet, column, column, field.isDimension ? 14 : 12, nil)
      worksheet_write_string(sheet, 0, column, field.name, formats.header)
      var options = lxw_comment_options()
      (options.x_scale, options.y_scale) = (2, 1.6)
      worksheet_write_comment_opt(sheet, 0, column, note(on: field), &options)
    }
    let numberFormats = fields.map(formats.format)
    for (row, values) in table.table.rows.prefix(count).lazy.map({ table.values($0) }).enumerated() {
      for (column, value) in values.enumerated() {
        write(value, to: sheet, lxw_row_t(row + 1), lxw_col_t(column), numberFormats[column], formats)
      }
    }
    worksheet_freeze_panes(sheet, 1, lxw_col_t(dimensions))
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(count), lxw_col_t(fields.count - 1))
    // Codes such as 04 are text, and must stay it.
    worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  private func write(
    _ value: Value, to sheet: WorkbookFile.Sheet, _ row: lxw_row_t, _ column: lxw_col_t,
    _ format: WorkbookFile.Format?, _ formats: WorkbookFormats
  ) {
    switch value {
    case .integer(let number): worksheet_write_number(sheet, row, column, Double(number), format)
    case .decimal(let text):
      worksheet_write_number(sheet, row, column, Double(text) ?? .nan, format)
    case .text(let text): worksheet_write_string(sheet, row, column, TableSheet.cellText(text), nil)
    case .sign(let sign): worksheet_write_string(sheet, row, column, sign, formats.sign)
    case .nothing: break
    }
  }

  /// A text as a cell takes it: at most 32 767 units of UTF-16, and `_x0041_`, which would be read as `A`, written out.
  static func cellText(_ text: String) -> String {
    let escaped = text.contains("_x") ? text.replacing(/_x(?=[0-9A-Fa-f]{4}_)/, with: "_x005F_x") : text
    guard escaped.utf16.count > 32_767 else { return escaped }
    return String(escaped.unicodeScalars.prefix(16_000)) + "…"
  }

  private func note(on field: Field) -> String {
    let unit = field.unit.map { " (\($0.title[language]))" } ?? ""
    var lines = ["\(field.title[language])\(unit)", field.rule[language]]
    if field.isDimension {
      if field.hasTotal { lines.append(Wording("total : toutes les valeurs", "total: all values")[language]) }
      lines.append(Wording("? : valeur inconnue", "?: unknown value")[language])
    } else {
      lines.append(
        Wording("s : secret statistique ; nd : non disponible", "s: statistical secret; nd: not available")[language])
    }
    return lines.joined(separator: "\n")
  }
}
