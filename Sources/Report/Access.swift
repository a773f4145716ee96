import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Access to employment: by dispositif, and month by month.
  var access: Section {
    Section(
      id: "access", title: say("L’accès à l’emploi des stagiaires", "Access to employment after training"),
      parts: [element("div", ["class": "figures"], accessByDispositif, accessCurve)])
  }

  private static let accessMeasures = [
    LeaverFact.leavers, LeaverFact.access, LeaverFact.accessRate, LeaverFact.accessRateLow, LeaverFact.accessRateHigh,
  ]

  private var accessByDispositif: Markup {
    let title = say(
      "Accès à un emploi \(lengths.monthOrMore), par dispositif",
      "Access to a job \(lengths.monthOrMore), by dispositif")
    let (dimensions, measures) = ([LeaverFact.dispositif], Self.accessMeasures)
    guard let view = view(.leaver, by: dimensions, measures) else {
      return absent(title, .leaver, by: dimensions, measures)
    }
    let rows =
      view.rows.filter { $0.label(LeaverFact.dispositif) == nil }
      + view.rows.filter { $0.label(LeaverFact.dispositif) != nil }.sortedBySeen(LeaverFact.accessRate)
    return figure(
      Picture(
        title: title, sentence: accessSentence(rows), period: say.date(facts.asOf),
        population: leaverPopulation(followed: rules.accessMonths),
        unit: say("part des sortants, en %", "share of the leavers, in %"),
        reading: say(
          "Le disque est le taux, le trait son intervalle de confiance à \(confidence) (Wilson). s : secret ; nd : personne n’est sorti.",
          "The disc is the rate, the line its \(confidence) confidence interval (Wilson). s: secret; nd: nobody left."),
        view: view, table: accessTable(title, rows),
        drawing: { title in accessChart(rows).svg(title: title) },
        isDrawn: rows.contains { $0[LeaverFact.accessRate].value != nil }))
  }

  private func accessChart(_ rows: [TableView.Row]) -> RowChart {
    let drawn = rows.map { row in
      var marks: [RowChart.Mark] = []
      if let low = row[LeaverFact.accessRateLow].value, let high = row[LeaverFact.accessRateHigh].value {
        marks.append(.interval(low, high))
      }
      if let rate = row[LeaverFact.accessRate].value { marks.append(.dot(rate)) }
      return RowChart.Row(
        labels.label(LeaverFact.dispositif, of: row),
        value: say.text(row[LeaverFact.accessRate], as: .share),
        marks: marks, isMain: row.label(LeaverFact.dispositif) == nil)
    }
    return RowChart(drawn, atMost: 1, tick: say.tick(.share))
  }

  /// A rate of few is not quoted: the bound is that of the key figures (DOMAIN section 6).
  func isFirm(_ row: TableView.Row) -> Bool {
    (row[LeaverFact.leavers].value ?? 0) >= Double(rules.disclosure.keyFigureLeavers)
  }

  private func accessSentence(_ rows: [TableView.Row]) -> String {
    let known = rows.filter {
      $0.label(LeaverFact.dispositif) != nil && $0[LeaverFact.accessRate].exact != nil && isFirm($0)
    }
    guard let best = known.first, let least = known.last, known.count > 1 else {
      return say(
        "Part des sortants qui ont eu, dans les \(rules.accessMonths) mois, une embauche \(lengths.monthOrMore).",
        "Share of the leavers who had, within \(rules.accessMonths) months, a hire \(lengths.monthOrMore).")
    }
    let words = [best, least].map { row in
      "\(labels.label(LeaverFact.dispositif, of: row)) (\(say.text(row[LeaverFact.accessRate], as: .share)))"
    }
    return say(
      "De tous les dispositifs dont le taux est publié et repose sur \(rules.disclosure.keyFigureLeavers) sortants ou plus, \(words[0]) mène le plus souvent à un emploi \(lengths.monthOrMore) dans les \(rules.accessMonths) mois, \(words[1]) le moins souvent ; les intervalles disent si l’écart est sûr.",
      "Of the dispositifs whose rate is published and rests on \(rules.disclosure.keyFigureLeavers) leavers or more, \(words[0]) leads most often to a job \(lengths.monthOrMore) within \(rules.accessMonths) months, \(words[1]) least often; the intervals say whether the gap is sure."
    )
  }

  private func accessTable(_ title: String, _ rows: [TableView.Row]) -> DataTable {
    DataTable(
      caption: title,
      columns: [
        say("Dispositif", "Dispositif"), say("Sortants", "Leavers"), say("Accès", "Access"), say("Taux", "Rate"),
        say("Borne basse", "Lower end"), say("Borne haute", "Upper end"),
      ],
      rows: rows.map { row in
        [
          labels.label(LeaverFact.dispositif, of: row), say.text(row[LeaverFact.leavers]),
          say.text(row[LeaverFact.access]),
        ]
          + [LeaverFact.accessRate, LeaverFact.accessRateLow, LeaverFact.accessRateHigh].map {
            say.text(row[$0], as: .share)
          }
      })
  }

  private var accessCurve: Markup {
    let title = say("La première embauche, mois après mois", "The first hire, month after month")
    let (dimensions, measures) = (
      [LeaverMonthFact.monthSinceExit],
      [LeaverMonthFact.leavers, LeaverMonthFact.accessAny, LeaverMonthFact.accessAnyRate]
    )
    guard let view = view(.leaverMonth, by: dimensions, measures) else {
      return absent(title, .leaverMonth, by: dimensions, measures)
    }
    let rows = view.rows
    let chart = LineChart(
      steps: rows.map { $0.label(LeaverMonthFact.monthSinceExit) ?? "" },
      [LineChart.Line(title, rows.map { $0[LeaverMonthFact.accessAnyRate].value })], atMost: 1, tick: say.tick(.share))
    let known = rows.filter { $0[LeaverMonthFact.accessAnyRate].exact != nil }
    let table = DataTable(
      caption: title,
      columns: [
        say("Mois depuis la sortie", "Months since the exit"), say("Sortants suivis", "Leavers followed"),
        say("Déjà embauchés", "Hired so far"), say("Part", "Share"),
      ],
      rows: rows.map { row in
        [
          row.label(LeaverMonthFact.monthSinceExit) ?? "", say.text(row[LeaverMonthFact.leavers]),
          say.text(row[LeaverMonthFact.accessAny]),
          say.text(row[LeaverMonthFact.accessAnyRate], as: .share),
        ]
      })
    return figure(
      Picture(
        title: title, sentence: curveSentence(known), period: say.date(facts.asOf),
        population: leaverPopulation(followed: rules.curveMonths),
        unit: say(
          "part des sortants suivis \(rules.curveMonths) mois, en %, par mois depuis la sortie",
          "share of the leavers followed for \(rules.curveMonths) months, in %, by month since the exit"),
        view: view, table: table, drawing: { chart.svg(title: $0) }, isDrawn: !known.isEmpty))
  }

  private func curveSentence(_ known: [TableView.Row]) -> String {
    guard let first = known.first, let last = known.last, known.count > 1 else {
      return say(
        "Part des sortants embauchés, selon les mois écoulés depuis la sortie.",
        "Share of the leavers hired, by months since the exit.")
    }
    let (one, other) = (
      say.text(first[LeaverMonthFact.accessAnyRate], as: .share),
      say.text(last[LeaverMonthFact.accessAnyRate], as: .share)
    )
    let months = [first, last].map { $0.label(LeaverMonthFact.monthSinceExit) ?? "" }
    return say(
      "\(one) des sortants ont été embauchés au moins une fois au bout de \(months[0]) mois, \(other) au bout de \(months[1]) mois.",
      "\(one) of the leavers were hired at least once within \(months[0]) month, \(other) within \(months[1]) months.")
  }
}

extension [TableView.Row] {
  /// The greatest first; of equals, the order of the table.
  func sortedBySeen(_ measure: Measure) -> [TableView.Row] {
    enumerated().sorted { ($1.element[measure].seen, $0.offset) < ($0.element[measure].seen, $1.offset) }.map(\.element)
  }
}
