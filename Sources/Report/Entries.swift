import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Entries in training against the plan.
  var entries: Section {
    Section(
      id: "entries", title: say("Les entrées en formation", "Entries in training"),
      parts: [element("div", ["class": "figures"], entriesAgainstPlan)])
  }

  private static let planMeasures = [
    PlanMonthFact.entries, PlanMonthFact.entriesCumulated, PlanMonthFact.target, PlanMonthFact.targetCumulated,
  ]

  private var entriesAgainstPlan: Markup {
    let title = say("Les entrées face au plan", "Entries against the plan")
    guard let view = view(.planMonth, by: [PlanMonthFact.month], Self.planMeasures) else {
      return absent(title, .planMonth, by: [PlanMonthFact.month], Self.planMeasures)
    }
    let all = view.rows
    let ofYear = all.filter { $0.label(PlanMonthFact.month)?.hasPrefix("\(rules.planYear)-") ?? false }
    let rows = ofYear.isEmpty ? all : ofYear
    let chart = LineChart(
      steps: rows.map { say.tick($0.label(PlanMonthFact.month) ?? "") },
      [
        LineChart.Line(
          say("entrées depuis janvier", "entries since January"), rows.map { $0[PlanMonthFact.entriesCumulated].value }),
        LineChart.Line(
          say("objectif depuis janvier", "target since January"), rows.map { $0[PlanMonthFact.targetCumulated].value },
          .second),
      ], tick: say.tick(.whole))
    return figure(
      Picture(
        title: title, sentence: planSentence(rows),
        period: span(rows.compactMap { $0.label(PlanMonthFact.month) }),
        population: say(
          "entrées distinctes (personne, session), par mois de début ; objectif du plan de formation",
          "distinct entries (person, session), by month of the start; target of the training plan"),
        unit: say("entrées, cumulées depuis janvier", "entries, cumulated since January"), view: view,
        table: planTable(title, rows), drawing: { chart.svg(title: $0) },
        isDrawn: rows.contains {
          $0[PlanMonthFact.entriesCumulated].value != nil || $0[PlanMonthFact.targetCumulated].value != nil
        }))
  }

  private func planSentence(_ rows: [TableView.Row]) -> String {
    let last = rows.last {
      $0[PlanMonthFact.entriesCumulated].exact != nil && $0[PlanMonthFact.targetCumulated].exact != nil
    }
    guard let last, let entries = last[PlanMonthFact.entriesCumulated].exact,
      let target = last[PlanMonthFact.targetCumulated].exact,
      let month = last.label(PlanMonthFact.month)
    else {
      return say(
        "Entrées en formation et objectif du plan, par mois.", "Entries in training and target of the plan, by month.")
    }
    let (count, goal) = (say.numbers.text(entries), say.text(target, as: .whole))
    let share =
      target.value > 0
      ? DecimalNumber(units: Int((entries.value / target.value * 1000).rounded()), decimals: 3) : nil
    let words = share.map { say.numbers.percent($0) }
    return say(
      "De janvier à \(say.wholeMonth(month)), \(count) entrées pour un objectif de \(goal)\(words.map { ", soit \($0) de l’objectif" } ?? "").",
      "From January to \(say.wholeMonth(month)), \(count) entries for a target of \(goal)\(words.map { ", \($0) of the target" } ?? "")."
    )
  }

  private func planTable(_ title: String, _ rows: [TableView.Row]) -> DataTable {
    DataTable(
      caption: title,
      columns: [
        say("Mois", "Month"), say("Entrées", "Entries"), say("Objectif", "Target"),
        say("Entrées depuis janvier", "Entries since January"), say("Objectif depuis janvier", "Target since January"),
      ],
      rows: rows.map { row in
        [labels.label(PlanMonthFact.month, of: row)]
          + [
            PlanMonthFact.entries, PlanMonthFact.target, PlanMonthFact.entriesCumulated, PlanMonthFact.targetCumulated,
          ].map { say.text(row[$0], as: .whole) }
      })
  }
}
