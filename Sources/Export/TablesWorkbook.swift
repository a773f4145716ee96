import CXLSXWriter
import Count

extension Dataset {
  /// `tables.xlsx`: a sheet of contents, a sheet a table with typed cells, a frozen header, filters and a note on each
  /// column, and the dictionary.
  ///
  /// - Throws: where its temporary files cannot be written.
  public func workbook() throws -> [UInt8] {
    let file = try WorkbookFile(title: title[language])
    let formats = WorkbookFormats(file)
    var names = SheetNames()
    let first = names.name(for: Wording("Sommaire", "Contents")[language])
    let last = names.name(for: Wording("Dictionnaire", "Dictionary")[language])
    let sheets = tables.map { names.name(for: $0.card.name) }
    try ContentsSheet(dataset: self, sheets: sheets + [last]).write(to: file.addSheet(first), formats)
    for (table, name) in zip(tables, sheets) {
      try TableSheet(table: table, language: language).write(to: file.addSheet(name), formats)
    }
    try DictionarySheet(dataset: self).write(to: file.addSheet(last), formats)
    let rows = zip(tables, sheets).map { (sheet: $1, count: min($0.table.rows.count, TableSheet.roomForRows) + 1) }
    return try file.bytes(rows: rows)
  }
}

/// The formats of cells, which a workbook makes once.
struct WorkbookFormats {
  typealias Format = WorkbookFile.Format

  let header, title, link, wrapped, sign, integer: Format
  /// By number of decimals.
  let decimals: [Int: Format]
  let share: Format
  let trimmed: Format

  init(_ file: WorkbookFile) {
    header = file.addFormat {
      format_set_bold($0)
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
    title = file.addFormat {
      format_set_bold($0)
      format_set_font_size($0, 14)
    }
    link = file.addFormat {
      format_set_underline($0, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
      format_set_font_color($0, 0x0B_4F8A)
    }
    wrapped = file.addFormat {
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    sign = file.addFormat {
      format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue))
      format_set_italic($0)
      format_set_font_color($0, 0x59_5959)
    }
    let number = { (pattern: String) in file.addFormat { format_set_num_format($0, pattern) } }
    integer = number("#,##0")
    // All the decimals of the tables, and so the same values.
    decimals = [1: number("#,##0.0"), 2: number("#,##0.00"), 4: number("0.0000")]
    share = number("0.00%")
    trimmed = number("#,##0.##")
  }

  func format(of field: Field) -> Format? {
    switch field.form {
    case .integer: field.isDimension ? nil : integer
    case .decimal(_, true): trimmed
    case .decimal(let count, false): field.unit == .share ? share : decimals[count]
    case .text: nil
    }
  }
}
