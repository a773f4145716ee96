import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Whether those who announced a hire made one.
  var intentions: Section {
    Section(
      id: "intentions", title: say("Les intentions confirmées", "Confirmed intentions"),
      parts: [element("div", ["class": "figures"], confirmedBySector)])
  }

  private var confirmedBySector: Markup {
    let title = say("Qui a annoncé une embauche en a-t-il fait une ?", "Did those who announced a hire make one?")
    let (dimensions, measures) = (
      [AnswerFact.year, AnswerFact.sector],
      [AnswerFact.answers, AnswerFact.recruiters, AnswerFact.confirmedRate, AnswerFact.othersHiringRate]
    )
    guard let view = view(.answer, by: dimensions, measures) else {
      return absent(title, .answer, by: dimensions, measures)
    }
    let all = view.rows
    let year = Edition.latest(AnswerFact.year, of: all)
    let rows = all.filter { $0.label(AnswerFact.year) == year }
    let sorted =
      rows.filter { $0.label(AnswerFact.sector) == nil }
      + rows.filter { $0.label(AnswerFact.sector) != nil }.sortedBySeen(AnswerFact.confirmedRate)
    let chart = RowChart(
      sorted.map { row in
        let (confirmed, others) = (row[AnswerFact.confirmedRate], row[AnswerFact.othersHiringRate])
        return RowChart.Row(
          labels.label(AnswerFact.sector, of: row),
          value: "\(say.text(confirmed, as: .share)) | \(say.text(others, as: .share))",
          marks: [others.value.map { .dot($0, .second) }, confirmed.value.map { .dot($0) }].compactMap { $0 },
          isMain: row.label(AnswerFact.sector) == nil)
      },
      legend: [
        (say("avaient annoncé une embauche", "had announced a hire"), .first),
        (say("n’en annonçaient pas", "had not"), .second),
      ], atMost: 1, tick: say.tick(.share))
    return figure(
      Picture(
        title: title, sentence: confirmedSentence(sorted.first, year ?? "nd"), period: year ?? "nd",
        population: say(
          "établissements qui ont répondu à l’enquête BMO, par secteur ; embauches hors intérim de l’année de l’enquête, jusqu’au \(say.date(facts.asOf))",
          "establishments that answered the BMO survey, by sector; hires other than agency work in the survey’s year, up to \(say.date(facts.asOf))"
        ),
        unit: say(
          "part pondérée des établissements qui ont embauché, en %",
          "weighted share of the establishments that hired, in %"),
        reading: say(
          "Parts pondérées : elles n’ont pas d’intervalle de confiance. s : secret.",
          "Weighted shares: they have no confidence interval. s: secret."),
        view: view,
        table: DataTable(
          caption: title,
          columns: [
            say("Secteur", "Sector"), say("Réponses", "Answers"), say("Avec un projet", "With a project"),
            say("Ont confirmé", "Confirmed"), say("Les autres ont embauché", "The others hired"),
          ],
          rows: sorted.map { row in
            [
              labels.label(AnswerFact.sector, of: row), say.text(row[AnswerFact.answers]),
              say.text(row[AnswerFact.recruiters]),
            ]
              + [AnswerFact.confirmedRate, AnswerFact.othersHiringRate].map { say.text(row[$0], as: .share) }
          }),
        drawing: { chart.svg(title: $0) },
        isDrawn: sorted.contains {
          $0[AnswerFact.confirmedRate].value != nil || $0[AnswerFact.othersHiringRate].value != nil
        }))
  }

  private func confirmedSentence(_ total: TableView.Row?, _ year: String) -> String {
    guard let total, total.label(AnswerFact.sector) == nil, let confirmed = total[AnswerFact.confirmedRate].exact,
      let others = total[AnswerFact.othersHiringRate].exact
    else {
      return say(
        "Part des établissements qui ont embauché, selon qu’ils l’avaient annoncé ou non.",
        "Share of the establishments that hired, whether they had announced it or not.")
    }
    return say(
      "\(outOfTen(confirmed, "établissements", "establishments")) qui annonçaient une embauche en \(year) en ont fait une ; les autres, \(say.numbers.percent(others)).",
      "\(outOfTen(confirmed, "établissements", "establishments")) that announced a hire in \(year) made one; of the others, \(say.numbers.percent(others)) did."
    )
  }

  /// `6 stagiaires sur 10 (59,9 %)`; on 100 where tenths would be too coarse.
  func outOfTen(_ share: DecimalNumber, _ french: String, _ english: String) -> String {
    let thousandths = Int((share.value * 1000).rounded())
    let tenths = (thousandths + 50) / 100
    let isRound = abs(thousandths - tenths * 100) <= 25 && tenths >= 1
    let (count, of) = isRound ? (tenths, 10) : (Int((share.value * 100).rounded()), 100)
    let percent = say.numbers.percent(share)
    return say("\(count) \(french) sur \(of) (\(percent))", "\(count) \(english) in \(of) (\(percent))")
  }
}
