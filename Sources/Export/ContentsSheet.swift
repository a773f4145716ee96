import CXLSXWriter
import Count

/// The first sheet: what this is, what the signs mean, and a link to each table.
struct ContentsSheet {
  let dataset: Dataset
  /// The sheets' names, in the order of the tables, then that of the dictionary.
  let sheets: [String]

  func write(to sheet: WorkbookFile.Sheet, _ formats: WorkbookFormats) {
    let say = { (wording: Wording) in wording[dataset.language] }
    worksheet_set_column(sheet, 0, 0, 28, nil)
    worksheet_set_column(sheet, 1, 1, 90, nil)
    worksheet_set_column(sheet, 2, 2, 12, nil)
    worksheet_write_string(sheet, 0, 0, say(dataset.title), formats.title)
    let lines =
      (dataset.notice.map { [$0] } ?? []) + [
        say(dataset.description),
        say(
          Wording(
            "s : secret statistique (petit nombre, ou nombre qui en révélerait un). nd : non disponible (taux de personne, médiane de rien). Ni l’un ni l’autre n’est un zéro.",
            "s: statistical secret (a small number, or one that would reveal it). nd: not available (a rate of nobody, a median of nothing). Neither is a zero."
          )),
        say(
          Wording(
            "Les codes (départements, bassins, métiers) sont du texte : 04 reste 04. Une note sur chaque en-tête dit sa règle.",
            "Codes (départements, bassins, métiers) are text: 04 stays 04. A note on each header says its rule.")),
        "\(dataset.pipeline) · \(dataset.asOf) · \(dataset.isPublic ? "public" : "internal") · hiring-outcomes \(dataset.version)",
      ]
    for (index, line) in lines.enumerated() {
      let row = lxw_row_t(index + 1)
      // A line of the sheet holds some 120 characters; merged cells do not grow by themselves.
      worksheet_set_row(sheet, row, 15 * Double(line.count / 120 + 1), nil)
      worksheet_merge_range(sheet, row, 0, row, 2, line, formats.wrapped)
    }
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    let top = lxw_row_t(lines.count + 2)
    let heads = [
      Wording("Table", "Table"), Wording("Ce qu’elle dit", "What it says"), Wording("Lignes", "Rows"),
    ]
    for (column, head) in heads.enumerated() {
      worksheet_write_string(sheet, top, lxw_col_t(column), say(head), formats.header)
    }
    for (index, name) in sheets.enumerated() {
      let row = top + 1 + lxw_row_t(index)
      worksheet_write_url_opt(sheet, row, 0, "internal:'\(name)'!A1", formats.link, name, nil)
      guard index < dataset.tables.count else {
        worksheet_write_string(
          sheet, row, 1,
          say(Wording("Toutes les colonnes, leur unité et leur règle", "All columns, their unit and rule")),
          nil)
        continue
      }
      let table = dataset.tables[index]
      let count = table.table.rows.count
      let isCut = count > TableSheet.roomForRows
      let cut = Wording(
        " – la feuille n’a de place que pour les premières lignes : voir tables/\(table.card.name).csv",
        " – the sheet has room for the first rows only: see tables/\(table.card.name).csv")
      worksheet_write_string(sheet, row, 1, say(table.card.title) + (isCut ? say(cut) : ""), nil)
      worksheet_write_number(sheet, row, 2, Double(count), formats.integer)
    }
  }
}
