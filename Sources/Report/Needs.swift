import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// Needs of the BMO survey, by métier.
  var needs: Section {
    let measures = [NeedFact.projectsLow, NeedFact.projectsHigh, NeedFact.difficultLow, NeedFact.difficultHigh]
    let title = say("Les besoins par métier", "Needs by métier")
    let view = view(.need, by: [NeedFact.year, NeedFact.metier], measures, where: [NeedFact.region: rules.region])
    let parts =
      if let view {
        needPictures(view)
      } else {
        [absent(title, .need, by: [NeedFact.year, NeedFact.metier], measures, besides: [NeedFact.region])]
      }
    return Section(
      id: "needs", title: say("Les besoins en main-d’œuvre", "Hiring needs"),
      parts: [element("div", ["class": "figures"], parts)])
  }

  /// How many métiers a picture shows; its table has more.
  private static let (drawnMetiers, listedMetiers) = (12, 60)

  private func needPictures(_ view: TableView) -> [Markup] {
    let all = view.rows
    let year = Edition.latest(NeedFact.year, of: all)
    let rows = all.filter { $0.label(NeedFact.year) == year && $0.label(NeedFact.metier) != nil }.sortedBySeen(
      NeedFact.projectsLow)
    return [projects(view, rows, year: year ?? "nd"), difficulty(view, rows, year: year ?? "nd")]
  }

  private func projects(_ view: TableView, _ rows: [TableView.Row], year: String) -> Markup {
    let title = say("Les métiers les plus demandés", "The métiers most in demand")
    let chart = RowChart(
      rows.prefix(Self.drawnMetiers).map { row in
        let (low, high) = (row[NeedFact.projectsLow], row[NeedFact.projectsHigh])
        return RowChart.Row(
          labels.name(NeedFact.metier, of: row), value: interval(low, high, as: .whole),
          marks: [.bar(low.seen, upTo: high.seen)])
      }, tick: say.tick(.whole))
    let sentence = rows.first.map { row in
      say(
        "Le métier le plus demandé en \(year) est \(labels.name(NeedFact.metier, of: row)) : \(interval(row[NeedFact.projectsLow], row[NeedFact.projectsHigh], as: .whole)) projets de recrutement.",
        "The métier most in demand in \(year) is \(labels.name(NeedFact.metier, of: row)): \(interval(row[NeedFact.projectsLow], row[NeedFact.projectsHigh], as: .whole)) hiring projects."
      )
    }
    return figure(
      needPicture(
        title, sentence ?? title, view, year, rows, unit: say("projets de recrutement", "hiring projects"),
        reading: say(
          "Barre pleine : projets certains ; en pointillé : ce que les secrets de l’enquête peuvent ajouter (un * cache de 1 à \(rules.secretHigh) projets).",
          "Solid bar: sure projects; dashed: what the survey’s secrets may add (a * hides 1 to \(rules.secretHigh) projects)."
        ),
        chart, isDrawn: rows.contains { $0[NeedFact.projectsHigh].seen > 0 }))
  }

  private func difficulty(_ view: TableView, _ rows: [TableView.Row], year: String) -> Markup {
    let title = say("La part jugée difficile", "The share judged difficult")
    let chart = RowChart(
      rows.prefix(Self.drawnMetiers).map { row in
        let share = Edition.difficultShare(row)
        return RowChart.Row(
          labels.name(NeedFact.metier, of: row),
          value: share.map { interval($0.low, $0.high, as: .share) } ?? "nd",
          marks: share.map { share in
            share.low == share.high
              ? [.dot(share.low.seen)] : [.interval(share.low.seen, share.high.seen)]
          } ?? [])
      }, atMost: 1, tick: say.tick(.share))
    let sentence = rows.first.flatMap { row in
      Edition.difficultShare(row).map { share in
        say(
          "Les employeurs jugent difficiles \(interval(share.low, share.high, as: .share)) des projets du métier le plus demandé, \(labels.name(NeedFact.metier, of: row)).",
          "Employers judge difficult \(interval(share.low, share.high, as: .share)) of the projects of the métier most in demand, \(labels.name(NeedFact.metier, of: row))."
        )
      }
    }
    return figure(
      needPicture(
        title, sentence ?? title, view, year, rows, unit: say("part des projets, en %", "share of the projects, in %"),
        reading: say(
          "Le trait va de la plus petite part que les secrets permettent à la plus grande ; un disque : part exacte.",
          "The line goes from the least share that the secrets allow to the greatest; a disc: an exact share."),
        chart, isDrawn: rows.contains { Edition.difficultShare($0) != nil }))
  }

  private func needPicture(
    _ title: String, _ sentence: String, _ view: TableView, _ year: String, _ rows: [TableView.Row], unit: String,
    reading: String, _ chart: RowChart, isDrawn: Bool
  ) -> Picture {
    Picture(
      title: title, sentence: sentence, period: year,
      population: say(
        "projets annoncés à l’enquête BMO, \(place(view)) ; les \(min(rows.count, Self.drawnMetiers)) premiers métiers de \(rows.count)",
        "projects announced to the BMO survey, \(place(view)); the first \(min(rows.count, Self.drawnMetiers)) métiers of \(rows.count)"
      ),
      unit: unit, reading: reading, view: view,
      table: DataTable(
        caption: rows.count > Self.listedMetiers
          ? "\(title) (\(say("les \(Self.listedMetiers) premiers", "the first \(Self.listedMetiers)")))" : title,
        columns: [
          "Métier", say("Projets", "Projects"), say("Jugés difficiles", "Judged difficult"),
          say("Part difficile", "Difficult share"),
        ],
        rows: rows.prefix(Self.listedMetiers).map { row in
          [
            labels.label(NeedFact.metier, of: row),
            interval(row[NeedFact.projectsLow], row[NeedFact.projectsHigh], as: .whole),
            interval(row[NeedFact.difficultLow], row[NeedFact.difficultHigh], as: .whole),
            Edition.difficultShare(row).map { interval($0.low, $0.high, as: .share) } ?? "nd",
          ]
        }),
      drawing: { chart.svg(title: $0) }, isDrawn: isDrawn)
  }

  /// The bounds of a part of which both the number and the whole are only bounded; to four decimals.
  private static func difficultShare(_ row: TableView.Row) -> (low: Published, high: Published)? {
    let numbers = [NeedFact.difficultLow, NeedFact.difficultHigh, NeedFact.projectsLow, NeedFact.projectsHigh].map {
      row[$0].value
    }
    guard let low = numbers[0], let high = numbers[1], let least = numbers[2], let most = numbers[3], least > 0 else {
      return nil
    }
    let share = { (part: Double, whole: Double) -> Published in
      .number(DecimalNumber(units: Int((min(1, part / whole) * 10_000).rounded()), decimals: 4))
    }
    return (share(low, most), share(high, least))
  }

  /// `12 à 15`, or one number where both ends are written alike; per cent is said once.
  func interval(_ low: Published, _ high: Published, as form: Form) -> String {
    var (one, other) = (say.text(low, as: form), say.text(high, as: form))
    if one == other { return one }
    if form == .share, let low = low.exact { one = say.numbers.text(low.percent.rounded(to: 1)) }
    return say("\(one) à \(other)", "\(one) to \(other)")
  }
}
