import CXLSXWriter
import Count

/// The last sheet: every column of every table.
struct DictionarySheet {
  let dataset: Dataset

  func write(to sheet: WorkbookFile.Sheet, _ formats: WorkbookFormats) {
    let heads =
      dataset.language == .french
      ? ["Table", "Colonne", "Titre", "Rôle", "Unité", "Règle"]
      : ["Table", "Column", "Title", "Role", "Unit", "Rule"]
    let widths: [Double] = [26, 22, 40, 12, 24, 90]
    for (column, (head, width)) in zip(heads, widths).enumerated() {
      worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
      worksheet_write_string(sheet, 0, lxw_col_t(column), head, formats.header)
    }
    let rows = dataset.tables.flatMap(\.card.dictionary).map { row in
      [
        row.table, row.field.name, row.field.title[dataset.language], row.field.role.title[dataset.language],
        row.field.unit?.title[dataset.language] ?? "", row.field.rule[dataset.language],
      ]
    }
    for (row, texts) in rows.enumerated() {
      for (column, text) in texts.enumerated() where !text.isEmpty {
        worksheet_write_string(sheet, lxw_row_t(row + 1), lxw_col_t(column), text, column == 5 ? formats.wrapped : nil)
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows.count), lxw_col_t(heads.count - 1))
  }
}
