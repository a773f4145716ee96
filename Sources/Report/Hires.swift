import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Hires by month: by class of contract, or where that table is not published by how long they last.
  var hires: Section {
    let picture =
      if let view = view(.hire, by: ["month", "contract_class"], ["hires"]) {
        hiresByClass(view)
      } else if let view = view(.hire, by: ["month"], Self.durations) {
        hiresByDuration(view)
      } else {
        absent(hiresTitle, .hire, by: ["month", "contract_class"], ["hires"])
      }
    return Section(
      id: "hires", title: say("Les embauches", "Hires"),
      parts: [element("div", ["class": "figures"], picture, sectors)])
  }

  private static let durations = ["hires", "hires_1m", "hires_durable"]

  private var hiresTitle: String {
    say("Embauches par mois et type de contrat", "Hires by month and class of contract")
  }

  /// One small picture's numbers: a class of contract, or a length.
  private struct Group {
    let name: String
    let hires: [Published]
  }

  private func hiresByClass(_ view: TableView) -> Markup {
    let rows = view.rows.filter { $0.label("month") != nil }
    let months = rows.compactMap { $0.label("month") }.distinct
    let classes = ["CDI", "CDD>=6m", "CDD 1-6m", "CDD<=1m", "CDD ?", "interim"]
    let others = rows.compactMap { $0.label("contract_class") }.distinct.filter { !classes.contains($0) }
    let groups = (classes + others).map { name in
      let ofClass = rows.filter { $0.label("contract_class") == name }
      return Group(
        name: labels.label("contract_class", name),
        hires: months.map { month in
          ofClass.first { $0.label("month") == month }?["hires"] ?? .number(DecimalNumber(units: 0))
        })
    }
    return hiresFigure(hiresTitle, view, months, groups, all: groups.flatMap(\.hires))
  }

  /// What the public tables give: the same hires by how long they last at least.
  private func hiresByDuration(_ view: TableView) -> Markup {
    let rows = view.rows.filter { $0.label("month") != nil }
    let part = { (row: TableView.Row, whole: String, rest: String) -> Published in
      guard let all = row[whole].exact, let longer = row[rest].exact else { return .secret }
      return .number(all - longer)
    }
    let groups = [
      Group(
        name: say("Durables : CDI, 6 mois et plus", "Durable: open-ended, 6 months or more"),
        hires: rows.map { $0["hires_durable"] }),
      Group(
        name: say("D’un mois à moins de 6 mois", "A month to less than 6 months"),
        hires: rows.map { part($0, "hires_1m", "hires_durable") }),
      Group(
        name: say("Moins d’un mois, ou durée inconnue", "Less than a month, or unknown"),
        hires: rows.map { part($0, "hires", "hires_1m") }),
    ]
    let title = say("Embauches par mois et durée du contrat", "Hires by month and length of contract")
    return hiresFigure(title, view, rows.compactMap { $0.label("month") }, groups, all: rows.map { $0["hires"] })
  }

  /// - Parameter parts: what adds up to all hires.
  private func hiresFigure(
    _ title: String, _ view: TableView, _ months: [String], _ groups: [Group], all parts: [Published]
  ) -> Markup {
    let totals = groups.map { $0.hires.reduce(.notAvailable, +) }
    let panels = zip(groups, totals).map { group, total in
      ColumnPanels.Panel(group.name, value: say.text(total, as: .whole), group.hires.map(\.value))
    }
    let chart = ColumnPanels(steps: months.map(say.tick), panels, gap: "s", tick: say.tick(.whole))
    let all = parts.reduce(.notAvailable, +)
    let greatest = zip(groups, totals).max { $0.1.seen < $1.1.seen }
    let sentence = greatest.map { group, total in
      say(
        "\(say.text(all, as: .whole)) embauches en \(months.count) mois ; le groupe le plus nombreux est « \(group.name) » : \(say.text(total, as: .whole)).",
        "\(say.text(all, as: .whole)) hires in \(months.count) months; the largest group is “\(group.name)”: \(say.text(total, as: .whole))."
      )
    }
    let table = DataTable(
      caption: title, columns: [say("Mois", "Month")] + groups.map(\.name),
      rows: months.enumerated().map { index, month in
        [labels.label("month", month)] + groups.map { say.text($0.hires[index], as: .whole) }
      })
    return figure(
      Picture(
        title: title, sentence: sentence ?? title, period: span(months),
        population: say(
          "embauches annoncées par DPAE et acceptées, intérim compris, selon l’établissement employeur",
          "hires announced by DPAE and accepted, agency work among them, by the employing establishment"),
        unit: say(
          "embauches par mois ; le total est au bout du titre de chaque image ; même échelle partout",
          "hires a month; the total stands at the end of each title; one scale for all"),
        reading: partlySecret(totals.contains(where: \.isPartlySecret)), view: view, table: table,
        drawing: { chart.svg(title: $0) },
        isDrawn: groups.contains { $0.hires.contains { $0.value != nil } }))
  }

  private var sectors: Markup {
    let title = say("Les secteurs qui embauchent", "The sectors that hire")
    guard let view = view(.hire, by: ["sector"], ["hires", "hires_1m"]) else {
      return absent(title, .hire, by: ["sector"], ["hires", "hires_1m"])
    }
    let rows = view.rows.filter { $0.label("sector") != nil }.sortedBySeen("hires")
    let months = Set(
      view.table.rows.compactMap { row in
        view.table.definition.dimensions.firstIndex(of: HireFact.month).flatMap { row.labels[$0] }
      }
    ).sorted()
    let chart = RowChart(
      rows.map { row in
        RowChart.Row(
          labels.label("sector", row.label("sector")), value: say.text(row["hires"], as: .whole),
          marks: [
            .bar(row["hires"].seen, upTo: row["hires"].seen),
            .bar(row["hires_1m"].seen, upTo: row["hires_1m"].seen, .second),
          ])
      },
      legend: [(say("toutes", "all"), .first), (say("d’un mois ou plus", "of a month or more"), .second)],
      tick: say.tick(.whole))
    let sentence = rows.first.map { row in
      say(
        "\(labels.label("sector", row.label("sector"))) : \(say.text(row["hires"], as: .whole)) embauches, dont \(say.text(row["hires_1m"], as: .whole)) d’un mois ou plus.",
        "\(labels.label("sector", row.label("sector"))): \(say.text(row["hires"], as: .whole)) hires, \(say.text(row["hires_1m"], as: .whole)) of them of a month or more."
      )
    }
    return figure(
      Picture(
        title: title, sentence: sentence ?? title, period: span(months),
        population: say(
          "embauches acceptées, par secteur de l’établissement", "accepted hires, by sector of the establishment"),
        unit: say("embauches", "hires"),
        reading: partlySecret(rows.contains(where: \.hasHiddenParts)),
        view: view,
        table: DataTable(
          caption: title,
          columns: [
            say("Secteur", "Sector"), say("Embauches", "Hires"), say("D’un mois ou plus", "Of a month or more"),
          ],
          rows: rows.map { row in
            [labels.label("sector", row.label("sector"))] + ["hires", "hires_1m"].map { say.text(row[$0], as: .whole) }
          }),
        drawing: { chart.svg(title: $0) }, isDrawn: rows.contains { $0["hires"].seen > 0 }))
  }
}

extension [String] {
  /// Each text once, in the order of its first place.
  var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
