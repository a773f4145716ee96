import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// How fast offers are filled, here and elsewhere.
  var offers: Section {
    Section(
      id: "offers", title: say("Les délais de recrutement", "Filling times"),
      parts: [element("div", ["class": "figures"], fillingTimes)])
  }

  private var fillingTimes: Markup {
    let title = say("Le temps de pourvoir une offre, par région", "The time to fill an offer, by region")
    let (dimensions, measures) = ([OfferFact.region], [OfferFact.filled, OfferFact.daysMean, OfferFact.daysMedian])
    guard let view = view(.offer, by: dimensions, measures) else {
      return absent(title, .offer, by: dimensions, measures)
    }
    // The fastest first.
    let rows = Array(view.rows.filter { $0.label(OfferFact.region) != nil }.sortedBySeen(OfferFact.daysMean).reversed())
    let chart = RowChart(
      rows.map { row in
        RowChart.Row(
          labels.label(OfferFact.region, of: row),
          value: say.text(row[OfferFact.daysMean], as: .days),
          marks: row[OfferFact.daysMean].value.map {
            [.dot($0, row.label(OfferFact.region) == rules.region ? .first : .second)]
          }
            ?? [],
          isMain: row.label(OfferFact.region) == rules.region)
      },
      legend: [(say("cette région", "this region"), .first), (say("les autres", "the others"), .second)],
      tick: say.tick(.whole))
    return figure(
      Picture(
        title: title, sentence: fillingSentence(rows), period: offerPeriod,
        population: say("offres pourvues, par région", "filled offers, by region"),
        unit: say("jours, du dépôt à la satisfaction, en moyenne", "days from filing to filling, mean"), view: view,
        table: DataTable(
          caption: title,
          columns: [
            say("Région", "Region"), say("Offres pourvues", "Filled offers"), say("Moyenne (jours)", "Mean (days)"),
            say("Médiane (jours)", "Median (days)"),
          ],
          rows: rows.map { row in
            [labels.label(OfferFact.region, of: row)] + measures.map { say.text(row[$0]) }
          }),
        drawing: { chart.svg(title: $0) }, isDrawn: rows.contains { $0[OfferFact.daysMean].value != nil }))
  }

  var offerPeriod: String {
    let last = offersUntil
    let first = last.adding(months: -rules.offerMonths)
    return say(
      "après le \(say.date(first)) et jusqu’au \(say.date(last))",
      "after \(say.date(first)) and up to \(say.date(last))")
  }

  private func fillingSentence(_ rows: [TableView.Row]) -> String {
    let place = rows.firstIndex { $0.label(OfferFact.region) == rules.region }
    guard let place, rows[place][OfferFact.daysMean].exact != nil else {
      return say("Jours du dépôt d’une offre à sa satisfaction.", "Days from an offer’s filing to its filling.")
    }
    let (name, days) = (
      labels.label(OfferFact.region, rules.region), say.text(rows[place][OfferFact.daysMean], as: .days)
    )
    return say(
      "\(name) : \(days) en moyenne, au rang \(place + 1) de \(rows.count) régions, la plus rapide d’abord.",
      "\(name): \(days) on average, rank \(place + 1) of \(rows.count) regions, the fastest first.")
  }
}
