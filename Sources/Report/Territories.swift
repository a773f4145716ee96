import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Départements on maps of squares, bassins side by side.
  var territories: Section {
    Section(
      id: "territories", title: say("Les territoires", "Territories"),
      parts: [element("div", ["class": "figures"], accessMap, needsMap, bassins)])
  }

  private var accessMap: Markup {
    let title = say("L’accès à l’emploi par département", "Access to employment by département")
    let (dimensions, measures) = ([LeaverFact.departement], [LeaverFact.leavers, LeaverFact.accessRate])
    guard let view = view(.leaver, by: dimensions, measures) else {
      return absent(title, .leaver, by: dimensions, measures)
    }
    return map(
      title, view, view.rows, measure: LeaverFact.accessRate, form: .share, period: say.date(facts.asOf),
      population: leaverPopulation(followed: rules.accessMonths) + say(", lieu de formation", ", place of training"),
      unit: say("part des sortants, en %", "share of the leavers, in %"),
      columns: [
        (LeaverFact.leavers, say("Sortants", "Leavers"), .whole),
        (LeaverFact.accessRate, say("Taux d’accès", "Access rate"), .share),
      ], isFirm: isFirm)
  }

  private var needsMap: Markup {
    let title = say("Les projets de recrutement par département", "Hiring projects by département")
    let (dimensions, measures) = (
      [NeedFact.year, NeedFact.departement], [NeedFact.projectsLow, NeedFact.projectsHigh]
    )
    guard let view = view(.need, by: dimensions, measures, where: [NeedFact.region: rules.region]) else {
      return absent(title, .need, by: dimensions, measures, besides: [NeedFact.region])
    }
    let all = view.rows
    let year = Edition.latest(NeedFact.year, of: all)
    return map(
      title, view, all.filter { $0.label(NeedFact.year) == year }, measure: NeedFact.projectsLow, form: .whole,
      period: year ?? "nd",
      population: say(
        "projets annoncés à l’enquête BMO, \(place(view))", "projects announced to the BMO survey, \(place(view))"),
      unit: say("projets de recrutement, borne basse", "hiring projects, lower bound"),
      columns: [
        (NeedFact.projectsLow, say("Projets, borne basse", "Projects, lower bound"), .whole),
        (NeedFact.projectsHigh, say("Borne haute", "Upper bound"), .whole),
      ])
  }

  /// One name in all facts, so one dimension to their tables.
  private static let departement = LeaverFact.departement

  /// A map of the definition's region; its table also has the départements outside.
  ///
  /// - Parameter isFirm: whether a row rests on enough to be called the greatest or the least.
  private func map(
    _ title: String, _ view: TableView, _ rows: [TableView.Row], measure: Measure, form: Form, period: String,
    population: String, unit: String, columns: [(measure: Measure, name: String, form: Form)],
    isFirm: (TableView.Row) -> Bool = { _ in true }
  ) -> Markup {
    let departements = Region.all.first { $0.code == rules.region }?.departements ?? []
    let rowOf = { (code: String) in rows.first { $0.label(Self.departement) == code } }
    let found = departements.map { ($0, rowOf($0.code)?[measure] ?? .notAvailable) }
    let firm = found.filter { rowOf($0.0.code).map(isFirm) ?? false }
    let known = found.compactMap { $0.1.value }
    let (least, most) = (known.min() ?? 0, known.max() ?? 0)
    let tiles = found.map { departement, value in
      TileMap.Tile(
        column: departement.column, row: departement.row, departement.code, value: say.text(value, as: form),
        shade: value.value.map { most > least ? ($0 - least) / (most - least) : 0.5 })
    }
    let places = rows.filter { $0.label(Self.departement) != nil }
    return figure(
      Picture(
        title: title, sentence: mapSentence(firm.map { ($0.0.code, $0.1) }, form), period: period,
        population: population, unit: unit,
        reading: say(
          "Un carré par département, à sa place approximative ; plus sa couleur est soutenue, plus la valeur est grande. s : secret ; nd : rien à compter.",
          "A square for each département, about where it lies; the stronger its colour, the greater the value. s: secret; nd: nothing to count."
        ),
        view: view,
        table: DataTable(
          caption: title, columns: ["Département"] + columns.map(\.name),
          rows: places.map { row in
            [labels.label(Self.departement, of: row)]
              + columns.map { say.text(row[$0.measure], as: $0.form) }
          }),
        drawing: { TileMap(tiles).svg(title: $0) }, isDrawn: !known.isEmpty))
  }

  private func mapSentence(_ values: [(code: String, value: Published)], _ form: Form) -> String {
    let known = values.filter { $0.value.exact != nil }
    guard let most = known.max(by: { $0.value.seen < $1.value.seen }),
      let least = known.min(by: { $0.value.seen < $1.value.seen })
    else {
      return say(
        "Aucun département de la région n’a de valeur publiée qui repose sur assez de cas.",
        "No département of the region has a published value that rests on enough cases.")
    }
    guard known.count > 1 else {
      let words = "\(labels.name(Self.departement, most.code)), \(say.text(most.value, as: form))"
      return say("La seule valeur publiée : \(words).", "The one published value: \(words).")
    }
    let words = [most, least].map { "\(labels.name(Self.departement, $0.code)), \(say.text($0.value, as: form))" }
    return say(
      "La plus grande valeur : \(words[0]) ; la plus petite : \(words[1]).",
      "The greatest value: \(words[0]); the least: \(words[1]).")
  }

  /// How many bassins the picture shows; its table has all.
  private static let drawnBassins = 15

  private var bassins: Markup {
    let title = say("Besoins et embauches par bassin", "Needs and hires by bassin")
    let (dimensions, measures) = (
      [NeedAndHireFact.year, NeedAndHireFact.bassin], [NeedAndHireFact.projectsWeighted, NeedAndHireFact.hiresOfMonth]
    )
    guard let view = view(.needAndHire, by: dimensions, measures) else {
      return absent(title, .needAndHire, by: dimensions, measures)
    }
    let all = view.rows
    let year = Edition.latest(NeedAndHireFact.year, of: all)
    let rows = all.filter { $0.label(NeedAndHireFact.year) == year && $0.label(NeedAndHireFact.bassin) != nil }
      .sortedBySeen(NeedAndHireFact.projectsWeighted)
    let chart = RowChart(
      rows.prefix(Self.drawnBassins).map { row in
        let (projects, hires) = (row[NeedAndHireFact.projectsWeighted], row[NeedAndHireFact.hiresOfMonth])
        return RowChart.Row(
          labels.name(NeedAndHireFact.bassin, of: row),
          value: "\(say.text(projects, as: .whole)) | \(say.text(hires, as: .whole))",
          marks: [.bar(projects.seen, upTo: projects.seen), .bar(hires.seen, upTo: hires.seen, .second)])
      },
      legend: [
        (say("projets (BMO)", "projects (BMO)"), .first),
        (say("embauches \(lengths.monthOrMore)", "hires \(lengths.monthOrMore)"), .second),
      ], tick: say.tick(.whole))
    let sentence = rows.first.map { row in
      let (name, projects, hires) = (
        labels.name(NeedAndHireFact.bassin, of: row),
        say.text(row[NeedAndHireFact.projectsWeighted], as: .whole),
        say.text(row[NeedAndHireFact.hiresOfMonth], as: .whole)
      )
      return say(
        "Le bassin où l’on annonce le plus est \(name) : \(projects) projets en \(year ?? "nd"), \(hires) embauches \(lengths.monthOrMore).",
        "The bassin where most is announced is \(name): \(projects) projects in \(year ?? "nd"), \(hires) hires \(lengths.monthOrMore)."
      )
    }
    return figure(
      Picture(
        title: title, sentence: sentence ?? title, period: year ?? "nd",
        population: say(
          "réponses à l’enquête BMO, pondérées, et embauches, hors intérim, tous secteurs ; les \(min(rows.count, Self.drawnBassins)) premiers bassins de \(rows.count). Un projet n’est pas un renouvellement : les deux nombres se comparent avec prudence",
          "answers to the BMO survey, weighted, and hires, without agency work, all sectors; the first \(min(rows.count, Self.drawnBassins)) bassins of \(rows.count). A project is not a renewal: compare the two with care"
        ),
        unit: say("projets et embauches de l’année", "projects and hires of the year"),
        reading: partlySecret(rows.contains(where: \.hasHiddenParts)),
        view: view,
        table: DataTable(
          caption: title,
          columns: [
            "Bassin", say("Projets", "Projects"),
            say("Embauches \(lengths.monthOrMore)", "Hires \(lengths.monthOrMore)"),
          ],
          rows: rows.map { row in
            [labels.label(NeedAndHireFact.bassin, of: row)]
              + [NeedAndHireFact.projectsWeighted, NeedAndHireFact.hiresOfMonth].map { say.text(row[$0], as: .whole) }
          }),
        drawing: { chart.svg(title: $0) },
        isDrawn: rows.contains {
          $0[NeedAndHireFact.projectsWeighted].seen > 0 || $0[NeedAndHireFact.hiresOfMonth].seen > 0
        }))
  }
}
