import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Hires by month: by class of contract, or where that table is not published by how long they last.
  var hires: Section {
    let picture =
      if let view = view(.hire, by: [HireFact.month, HireFact.contractClass], [HireFact.hires]) {
        hiresByClass(view)
      } else if let view = view(.hire, by: [HireFact.month], Self.durations) {
        hiresByDuration(view)
      } else {
        absent(hiresTitle, .hire, by: [HireFact.month, HireFact.contractClass], [HireFact.hires])
      }
    return Section(
      id: "hires", title: say("Les embauches", "Hires"),
      parts: [element("div", ["class": "figures"], picture, sectors)])
  }

  private static let durations = [HireFact.hires, HireFact.hiresOfMonth, HireFact.hiresDurable]

  private var hiresTitle: String {
    say("Embauches par mois et type de contrat", "Hires by month and class of contract")
  }

  /// One small picture's numbers: a class of contract, or a length.
  private struct Group {
    let name: String
    let hires: [Published]
  }

  private func hiresByClass(_ view: TableView) -> Markup {
    let rows = view.rows.filter { $0.label(HireFact.month) != nil }
    let months = rows.compactMap { $0.label(HireFact.month) }.distinct
    // Agency work last.
    let classes = (ContractClass.allCases.filter { $0 != .interim } + [.interim]).map(\.rawValue)
    let others = rows.compactMap { $0.label(HireFact.contractClass) }.distinct.filter { !classes.contains($0) }
    let groups = (classes + others).map { name in
      let ofClass = rows.filter { $0.label(HireFact.contractClass) == name }
      return Group(
        name: labels.label(HireFact.contractClass, name),
        hires: months.map { month in
          ofClass.first { $0.label(HireFact.month) == month }?[HireFact.hires] ?? .number(DecimalNumber(units: 0))
        })
    }
    return hiresFigure(hiresTitle, view, months, groups, all: groups.flatMap(\.hires))
  }

  /// What the public tables give: the same hires by how long they last at least.
  private func hiresByDuration(_ view: TableView) -> Markup {
    let rows = view.rows.filter { $0.label(HireFact.month) != nil }
    let part = { (row: TableView.Row, whole: Measure, rest: Measure) -> Published in
      guard let all = row[whole].exact, let longer = row[rest].exact else { return .secret }
      return .number(all - longer)
    }
    let groups = [
      Group(
        name: say(
          "Durables : CDI, \(lengths.durable) et plus", "Durable: open-ended, \(lengths.durable) or more"),
        hires: rows.map { $0[HireFact.hiresDurable] }),
      Group(
        name: say(
          "\(lengths.month.atStart) à moins de \(lengths.durable)",
          "\(lengths.month.atStart) to less than \(lengths.durable)"),
        hires: rows.map { part($0, HireFact.hiresOfMonth, HireFact.hiresDurable) }),
      Group(
        name: say(
          "Moins \(lengths.month), ou durée inconnue", "Less than \(lengths.month), or unknown"),
        hires: rows.map { part($0, HireFact.hires, HireFact.hiresOfMonth) }),
    ]
    let title = say("Embauches par mois et durée du contrat", "Hires by month and length of contract")
    return hiresFigure(
      title, view, rows.compactMap { $0.label(HireFact.month) }, groups, all: rows.map { $0[HireFact.hires] })
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
        [labels.label(HireFact.month, month)] + groups.map { say.text($0.hires[index], as: .whole) }
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
    guard let view = view(.hire, by: [HireFact.sector], [HireFact.hires, HireFact.hiresOfMonth]) else {
      return absent(title, .hire, by: [HireFact.sector], [HireFact.hires, HireFact.hiresOfMonth])
    }
    let rows = view.rows.filter { $0.label(HireFact.sector) != nil }.sortedBySeen(HireFact.hires)
    let months = Set(
      view.table.rows.compactMap { row in
        view.table.definition.dimensions.firstIndex(of: HireFact.month).flatMap { row.labels[$0] }
      }
    ).sorted()
    let chart = RowChart(
      rows.map { row in
        RowChart.Row(
          labels.label(HireFact.sector, of: row), value: say.text(row[HireFact.hires], as: .whole),
          marks: [
            .bar(row[HireFact.hires].seen, upTo: row[HireFact.hires].seen),
            .bar(row[HireFact.hiresOfMonth].seen, upTo: row[HireFact.hiresOfMonth].seen, .second),
          ])
      },
      legend: [(say("toutes", "all"), .first), (lengths.monthOrMore, .second)],
      tick: say.tick(.whole))
    let sentence = rows.first.map { row in
      say(
        "\(labels.label(HireFact.sector, of: row)) : \(say.text(row[HireFact.hires], as: .whole)) embauches, dont \(say.text(row[HireFact.hiresOfMonth], as: .whole)) \(lengths.monthOrMore).",
        "\(labels.label(HireFact.sector, of: row)): \(say.text(row[HireFact.hires], as: .whole)) hires, \(say.text(row[HireFact.hiresOfMonth], as: .whole)) of them \(lengths.monthOrMore)."
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
            say("Secteur", "Sector"), say("Embauches", "Hires"), lengths.monthOrMore.atStart,
          ],
          rows: rows.map { row in
            [labels.label(HireFact.sector, of: row)]
              + [HireFact.hires, HireFact.hiresOfMonth].map { say.text(row[$0], as: .whole) }
          }),
        drawing: { chart.svg(title: $0) }, isDrawn: rows.contains { $0[HireFact.hires].seen > 0 }))
  }
}

extension [String] {
  /// Each text once, in the order of its first place.
  var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
