import Formats

/// The BMO open data of one year: projects by métier, bassin and département (DOMAIN section 2.4).
struct OpenData: Sendable {
  struct Row: Sendable {
    let metier: Metier
    let bassin: Bassin
    let departement: String
    /// The true counts, before secrecy.
    let projects: Int
    let difficult: Int
    let seasonal: Int
  }

  let year: Int
  let rows: [Row]

  /// - Parameter projectsLow: what is published adds up to it, to within one in a hundred.
  init(_ options: SampleOptions, year: Int, projectsLow: Int) {
    self.year = year
    var random = RandomSource(options.seed, .openData, year)
    let all = Self.cells(&random)
    let cells = Self.kept(all, projects: projectsLow)
    var projects = projectsLow
    var rows = Self.rows(cells, projects: projects, random)
    // Each secret hides up to three projects more than it shows: as many are added until the sum is right.
    for _ in 0..<20 {
      let missing = projectsLow - Self.projectsLow(rows)
      guard missing != 0 else { break }
      projects += missing
      rows = Self.rows(cells, projects: projects, random)
    }
    self.rows = rows
  }

  /// A small region looks for fewer métiers in each place, as many as have some ten projects each: else all that it
  /// publishes would be secrets. The weights of the places stay.
  private static func kept(_ cells: [Cell], projects: Int) -> [Cell] {
    let total = max(cells.map(\.weight).reduce(0, +), 1)
    var kept: [Int: Int] = [:]
    for area in Dictionary(grouping: cells.indices, by: { "\(cells[$0].bassin) \(cells[$0].departement)" }).values {
      let weight = area.map { cells[$0].weight }.reduce(0, +)
      let room = max(projects * weight / total / 10, 1)
      let most = area.sorted { (cells[$1].weight, $0) < (cells[$0].weight, $1) }.prefix(room)
      let weightOfMost = max(most.map { cells[$0].weight }.reduce(0, +), 1)
      for index in most { kept[index] = cells[index].weight * weight / weightOfMost }
    }
    return cells.indices.compactMap { index in
      kept[index].map { weight in
        Cell(
          metier: cells[index].metier, bassin: cells[index].bassin, departement: cells[index].departement,
          weight: weight)
      }
    }
  }

  private static func rows(_ cells: [Cell], projects: Int, _ random: RandomSource) -> [Row] {
    var random = random
    let total = cells.map(\.weight).reduce(0, +)
    var weightSoFar = 0
    var before = 0
    return cells.compactMap { cell in
      weightSoFar += cell.weight
      let upTo = projects * weightSoFar / total
      defer { before = upTo }
      return Self.row(cell, projects: upTo - before, &random)
    }
  }

  private struct Cell {
    let metier: Metier
    let bassin: Int
    let departement: String
    let weight: Int
  }

  /// Where a métier is looked for at all: large bassins look for most of them, small ones for a few.
  private static func cells(_ random: inout RandomSource) -> [Cell] {
    var inhabitants: [String: (bassin: Int, departement: String, weight: Int)] = [:]
    for commune in Commune.all {
      let departement = String(commune.departement)
      let key = "\(Bassin.all[commune.bassin].code)\(departement)"
      inhabitants[key, default: (commune.bassin, departement, 0)].weight += commune.weight
    }
    let areas = inhabitants.sorted { $0.key < $1.key }.map(\.value)
    return Metier.all.flatMap { metier in
      areas.compactMap { area in
        let presence = Double(metier.weight * (area.weight + 10)) / 1200
        guard random.chance(0.2 + presence) else { return nil }
        return Cell(
          metier: metier, bassin: area.bassin, departement: area.departement,
          weight: metier.weight * (area.weight + 5) * random.within(30...170))
      }
    }
  }

  private static func row(_ cell: Cell, projects: Int, _ random: inout RandomSource) -> Row? {
    guard projects > 0 else { return nil }
    let isSeasonal = cell.metier.sector == .agriculture || cell.metier.sector == .chr
    return Row(
      metier: cell.metier, bassin: Bassin.all[cell.bassin], departement: cell.departement, projects: projects,
      difficult: projects * random.within(10...60) / 100,
      seasonal: projects * (isSeasonal ? random.within(50...95) : random.within(0...35)) / 100)
  }

  var secretCells: Int { rows.count { $0.projects < 5 } }
  var projects: Int { rows.map(\.projects).reduce(0, +) }
  /// With 1 for each secret cell: the figure that is published.
  var projectsLow: Int { Self.projectsLow(rows) }

  private static func projectsLow(_ rows: [Row]) -> Int {
    rows.map { $0.projects < 5 ? 1 : $0.projects }.reduce(0, +)
  }
}

extension OpenData.Row {
  /// `met`, `xmet` and `smet` as published: `*` for 1 to 4; an exact zero is left blank, as in the years to 2017.
  var measures: [String] {
    [projects, difficult, seasonal].map { $0 == 0 ? "" : $0 < 5 ? "*" : String($0) }
  }
}

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
