import Formats

/// The two forms in which the open data is published.
extension OpenData {
  private var shortYear: String { String(year % 100) }

  /// Columns as the years to 2017 order them.
  private var columns: [String] {
    [
      "annee", "code métier BMO ", "Nom métier BMO", "Famille_met", "Lbl_fam_met", "BE\(shortYear)",
      "NOMBE\(shortYear)", "Dept", "NomDept", "REG", "NOM_REG", "met", "xmet", "smet",
    ]
  }

  private func texts(_ row: Row) -> [String] {
    [
      String(year), row.metier.fap, row.metier.name, String(row.metier.family),
      Metier.families[row.metier.family] ?? "", row.bassin.code, row.bassin.name, row.departement,
      Departement.names[row.departement] ?? "",
      "93", "Provence-Alpes-Côte d'Azur",
    ] + row.measures
  }

  /// Semicolons; a field that holds one is quoted (RFC 4180).
  func writeCSV(in directory: SampleDirectory) throws -> WrittenFile {
    let path = "bmo/Base_open_data_BMO_\(year).csv"
    var text = TextBuffer()
    for line in [columns] + rows.map(texts) {
      text.append(line.map { $0.contains(";") ? "\"\($0)\"" : $0 }.joined(separator: ";"))
      text.append("\n")
    }
    try directory.write(text, to: path)
    return WrittenFile(path: path, rows: rows.count)
  }

  /// A workbook whose first sheet describes the variables; year and bassin are numbers, measures are texts.
  func writeWorkbook(in directory: SampleDirectory) throws -> WrittenFile {
    let path = "bmo/Base_open_data_BMO_\(year).xlsx"
    let header = columns.map { $0 == "code métier BMO " ? "Code métier BMO" : $0 }
    var workbook = WorkbookWriter()
    workbook.addSheet("Description des variables", rows: description(of: header))
    workbook.addSheet("BMO_\(year)_open_data", rows: [header.map { .text($0) }] + rows.map(cells))
    try workbook.write(to: directory.path(of: path))
    return WrittenFile(path: path, rows: rows.count)
  }

  private func cells(_ row: Row) -> [WorkbookWriter.Cell] {
    texts(row).enumerated().map { column, text in
      if text.isEmpty { return .blank }
      if column == 0 || column == 5, let number = Int(text) { return .number(number) }
      return .text(text)
    }
  }

  private func description(of header: [String]) -> [[WorkbookWriter.Cell]] {
    let meanings = [
      "met": "Projets de recrutement", "xmet": "Projets jugés difficiles", "smet": "Projets saisonniers",
      "annee": "Année de l'enquête", "BE\(shortYear)": "Code du bassin d'emploi",
    ]
    return [[.text("Variable"), .text("Libellé")]]
      + header.map { [.text($0), meanings[$0].map { .text($0) } ?? .blank] }
      + [[.text("*"), .text("Secret statistique")]]
  }
}
