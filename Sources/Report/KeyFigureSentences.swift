import Count
import Drawing
import Facts
import LabourMarket

extension KeyFigureDesk {
  /// In the order in which they are read.
  var all: [KeyFigure] { trainees + trainings + employers + [sectors] }

  private var trainees: [KeyFigure] {
    let months = edition.rules.accessMonths
    let leavers = edition.leaverPopulation(followed: months)
    let seen = say(
      "vu par la seule DPAE : le travail sans DPAE échappe, et une annonce sans suite compte",
      "as seen by the DPAE alone: work that no DPAE announces is missed, and an announcement that came to nothing counts"
    )
    return [
      rate(
        .accessAnyRate, say("Stagiaires embauchés", "Trainees hired"),
        say("\(leavers) ; \(seen)", "\(leavers); \(seen)")
      ) {
        say(
          "\($0) ont été embauchés dans les \(months) mois qui suivent la sortie.",
          "\($0) were hired within \(months) months of leaving.")
      },
      accessRate(leavers),
      rate(.accessDurableRate, say("Accès à un emploi durable", "Access to a durable job"), leavers) {
        say(
          "\($0) ont accédé dans les \(months) mois à un emploi durable : CDI, ou contrat de \(edition.rules.durableDays) jours et plus.",
          "\($0) had a durable job within \(months) months: open-ended, or of \(edition.rules.durableDays) days or more."
        )
      },
      rate(
        .employedRate, say("Stagiaires en emploi", "Trainees employed"),
        say(
          "\(leavers) ; ni borne haute ni borne basse : un CDI est supposé durer, une fin inconnue ne compte pas, le travail sans DPAE échappe",
          "\(leavers); neither an upper nor a lower bound: an open-ended contract is taken to last, an unknown end does not count, work that no DPAE announces is missed"
        )
      ) {
        say(
          "\($0) ont un emploi au \(say.date(edition.observedUntil)), dernier jour observé, d’après la DPAE.",
          "\($0) have a job on \(say.date(edition.observedUntil)), the last day observed, by the DPAE.")
      },
    ]
  }

  private func rate(
    _ figure: KeyFigureFact.Figure, _ title: String, _ population: String, _ words: @escaping (String) -> String
  ) -> KeyFigure {
    KeyFigure(name: title, figures: [figure], form: .share, population: population) { values in
      words(edition.outOfTen(values[0].exact ?? DecimalNumber(units: 0), "stagiaires", "trainees"))
    }
  }

  /// The one rate with an interval: that of all leavers in the table of access.
  private func accessRate(_ leavers: String) -> KeyFigure {
    let months = edition.rules.accessMonths
    let official =
      edition.lengths.areOfficial
      ? Wording(" : c’est l’indicateur officiel, vu par la DPAE.", ": the official indicator, as the DPAE sees it.")
      : Wording(", vu par la DPAE.", ", as the DPAE sees it.")
    var figure = rate(.accessRate, say("Accès à l’emploi", "Access to employment"), leavers) {
      say(
        "\($0) ont accédé à un emploi \(edition.lengths.monthOrMore) dans les \(months) mois\(official.french)",
        "\($0) had a job \(edition.lengths.monthOrMore) within \(months) months\(official.english)")
    }
    let ends = [LeaverFact.accessRateLow, LeaverFact.accessRateHigh]
    if let view = edition.view(.leaver, by: [], ends), view.table.definition.filters.isEmpty, let row = view.rows.first,
      row[ends[0]].exact != nil, row[ends[1]].exact != nil
    {
      let words = edition.interval(row[ends[0]], row[ends[1]], as: .share)
      figure.interval = say(
        "Intervalle de confiance à \(edition.confidence) : \(words).",
        "\(edition.confidence) confidence interval: \(words).")
      figure.others = [view]
    }
    return figure
  }

  private var trainings: [KeyFigure] {
    let year = String(edition.rules.planYear)
    let entries = say(
      "entrées distinctes (personne, session) commencées en \(year)",
      "distinct entries (person, session) started in \(year)")
    return [
      KeyFigure(
        name: say("Entrées en formation", "Entries in training"), figures: [.trainingEntries], form: .whole,
        population: entries
      ) {
        say(
          "\(say.text($0[0], as: .whole)) entrées en formation en \(year).",
          "\(say.text($0[0], as: .whole)) entries in training in \(year).")
      },
      KeyFigure(
        name: say("Montant engagé", "Amount committed"), figures: [.trainingAmount], form: .euro, population: entries
      ) {
        say(
          "\(say.text($0[0], as: .euro)) engagés pour ces formations.",
          "\(say.text($0[0], as: .euro)) committed for these trainings.")
      },
      KeyFigure(
        name: say("Formations certifiantes", "Certifying trainings"), figures: [.certifyingShare], form: .share,
        population: entries
      ) { values in
        let words = edition.outOfTen(values[0].exact ?? DecimalNumber(units: 0), "entrées", "entries")
        return say("\(words) préparent une certification.", "\(words) prepare for a certificate.")
      },
    ]
  }

  private var employers: [KeyFigure] {
    let region = Region.all.first { $0.code == edition.rules.region }?.name ?? edition.rules.region
    let survey = say(
      "établissements qui ont répondu à l’enquête BMO, pondérés",
      "establishments that answered the BMO survey, weighted")
    return [
      KeyFigure(
        name: say("Projets de recrutement", "Hiring projects"), figures: [.projects], form: .whole,
        population: say(
          "enquête BMO, \(region) ; chaque nombre secret compté pour un projet : une borne basse",
          "BMO survey, \(region); each secret number counted for one project: a lower bound")
      ) {
        say(
          "Les employeurs annoncent \(say.text($0[0], as: .whole)) projets de recrutement.",
          "Employers announce \(say.text($0[0], as: .whole)) hiring projects.")
      },
      KeyFigure(
        name: say("Intentions confirmées", "Confirmed intentions"), figures: [.confirmedIntentions], form: .share,
        population: survey
      ) { values in
        let words = edition.outOfTen(values[0].exact ?? DecimalNumber(units: 0), "établissements", "establishments")
        return say("\(words) qui annonçaient une embauche en ont fait une.", "\(words) that announced a hire made one.")
      },
      KeyFigure(
        name: say("Délai pour pourvoir une offre", "Time to fill an offer"),
        figures: [.offerDaysRegion, .offerDaysElsewhere], form: .days,
        population: say(
          "offres pourvues, \(region) et autres régions ; moyennes", "filled offers, \(region) and other regions; means"
        ),
        period: edition.offerPeriod
      ) {
        say(
          "Une offre est pourvue en \(say.text($0[0], as: .days)), contre \(say.text($0[1], as: .days)) dans les autres régions.",
          "An offer is filled in \(say.text($0[0], as: .days)), against \(say.text($0[1], as: .days)) in the other regions."
        )
      },
      KeyFigure(
        name: say("Confiance des employeurs", "Trust of employers"), figures: [.trustRate], form: .share,
        population: say("employeurs qui ont répondu oui ou non, pondérés", "employers who answered yes or no, weighted")
      ) { values in
        let words = edition.outOfTen(values[0].exact ?? DecimalNumber(units: 0), "employeurs", "employers")
        return say("\(words) font confiance au service.", "\(words) trust the service.")
      },
    ]
  }

  private var sectors: KeyFigure {
    KeyFigure(
      name: say("Secteurs qui embauchent", "Sectors that hire"), figures: KeyFigureFact.Figure.mainSectors,
      form: .plain,
      population: say(
        "embauches \(edition.lengths.monthOrMore), hors intérim",
        "hires \(edition.lengths.monthOrMore), without agency work"),
      needsAll: false
    ) { values in
      let names = values.compactMap { value -> String? in
        if case .word(let code) = value { edition.labels.label(HireFact.sector, code) } else { nil }
      }
      let list = names.joined(separator: say(" ; ", "; "))
      return say("Les secteurs qui embauchent le plus : \(list).", "The sectors that hire most: \(list).")
    }
  }
}
