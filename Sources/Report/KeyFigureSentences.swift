import Count
import Drawing
import Facts
import LabourMarket

extension KeyFigureDesk {
  /// In the order in which they are read.
  var all: [KeyFigure] { trainees + trainings + employers + offers + [sectors, intendedSectors] }

  private var trainees: [KeyFigure] {
    let months = edition.rules.accessMonths
    let leavers = edition.leaverPopulation(followed: months)
    let seen = say(
      "vus par les seules DPAE : le travail qu’aucune n’annonce manque, une annonce sans suite compte",
      "seen through the DPAE alone: work that none announces is missing, an announcement without a hire counts")
    let population = say("\(leavers) ; \(seen)", "\(leavers); \(seen)")
    let official =
      edition.lengths.areOfficial
      ? Wording(
        " : c’est l’indicateur officiel, vu par les seules DPAE.",
        ": the official indicator, seen through the DPAE alone.")
      : Wording(", vu par les seules DPAE.", ", seen through the DPAE alone.")
    return [
      rate(.accessAnyRate, say("Stagiaires embauchés", "Trainees hired"), population) {
        say(
          "\($0) ont été embauchés dans les \(months) mois qui suivent la sortie.",
          "\($0) were hired within \(months) months of leaving.")
      },
      rate(.accessRate, say("Accès à l’emploi", "Access to employment"), population) {
        say(
          "\($0) ont accédé à un emploi \(edition.lengths.monthOrMore) dans les \(months) mois\(official.french)",
          "\($0) had a job \(edition.lengths.monthOrMore) within \(months) months\(official.english)")
      },
      rate(.accessDurableRate, say("Accès à un emploi durable", "Access to a durable job"), population) {
        say(
          "\($0) ont accédé dans les \(months) mois à un emploi durable : CDI, ou contrat de \(edition.rules.durableDays) jours et plus.",
          "\($0) had a durable job within \(months) months: open-ended, or of \(edition.rules.durableDays) days or more."
        )
      },
      rate(
        .employedRate, say("Stagiaires en emploi", "Trainees employed"),
        say(
          "\(population) ; un CDI est supposé durer, un contrat sans fin connue ne compte pas : ni borne haute, ni borne basse",
          "\(population); an open-ended contract is taken to last, one of unknown end does not count: neither an upper nor a lower bound"
        )
      ) {
        say(
          "\($0) ont un emploi au \(say.date(day(.employedRate))), dernier jour observé, d’après les seules DPAE.",
          "\($0) have a job on \(say.date(day(.employedRate))), the last day observed, by the DPAE alone.")
      },
    ]
  }

  private func rate(
    _ figure: KeyFigureFact.Figure, _ title: String, _ population: String, _ words: @escaping (String) -> String
  ) -> KeyFigure {
    KeyFigure(name: title, figures: [figure], form: .share, population: population) { values in
      words(outOfTen(values[0], "stagiaires", "trainees"))
    }
  }

  private func outOfTen(_ value: Published, _ french: String, _ english: String) -> String {
    edition.outOfTen(value.exact ?? DecimalNumber(units: 0), french, english)
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
        name: say("Montant payé", "Amount paid"), figures: [.trainingAmount], form: .euro, population: entries
      ) {
        say(
          "\(say.text($0[0], as: .euro)) payés pour ces formations.",
          "\(say.text($0[0], as: .euro)) paid for these trainings.")
      },
      KeyFigure(
        name: say("Formations certifiantes", "Certifying trainings"), figures: [.certifyingShare], form: .share,
        population: entries
      ) { values in
        let words = outOfTen(values[0], "entrées", "entries")
        return say("\(words) préparent une certification.", "\(words) prepare for a certificate.")
      },
      KeyFigure(
        name: say("Formations certifiantes ou qualifiantes", "Certifying or qualifying trainings"),
        figures: [.certifyingOrQualifyingShare], form: .share, population: entries
      ) { values in
        let words = outOfTen(values[0], "entrées", "entries")
        return say(
          "\(words) préparent une certification ou une qualification ; les autres, une embauche.",
          "\(words) prepare for a certificate or a qualification; the others for a hire.")
      },
    ]
  }

  private var region: String {
    Region.all.first { $0.code == edition.rules.region }?.name ?? edition.rules.region
  }

  private var employers: [KeyFigure] {
    let survey = say(
      "établissements qui ont répondu à l’enquête BMO et annonçaient une embauche, pondérés ; vus par les seules DPAE",
      "establishments that answered the BMO survey and announced a hire, weighted; seen through the DPAE alone")
    let projects = say("enquête BMO, \(region)", "BMO survey, \(region)")
    return [
      KeyFigure(
        name: say("Projets de recrutement", "Hiring projects"), figures: [.projects], form: .whole,
        population: say(
          "\(projects) ; chaque nombre secret compté pour un projet : une borne basse",
          "\(projects); each secret number counted for one project: a lower bound")
      ) {
        say(
          "Les employeurs annoncent \(say.text($0[0], as: .whole)) projets de recrutement.",
          "Employers announce \(say.text($0[0], as: .whole)) hiring projects.")
      },
      KeyFigure(
        name: say("Projets difficiles", "Difficult projects"), figures: [.difficultShare], form: .share,
        population: projects, hasSecrets: true
      ) {
        say(
          "Ils jugent difficiles \(say.text($0[0], as: .share)) de ces projets.",
          "They judge \(say.text($0[0], as: .share)) of these projects difficult.")
      },
      intentions(.confirmedIntentions, say("Intentions confirmées", "Confirmed intentions"), survey) {
        say("\($0) qui annonçaient une embauche en ont fait une.", "\($0) that announced a hire made one.")
      },
      intentions(
        .confirmedOfMonth, say("Intentions confirmées, contrats longs", "Confirmed intentions, longer contracts"),
        survey
      ) {
        say(
          "\($0) qui annonçaient une embauche en ont fait une \(edition.lengths.monthOrMore).",
          "\($0) that announced a hire made one \(edition.lengths.monthOrMore).")
      },
      intentions(.fulfilled, say("Intentions réalisées", "Fulfilled intentions"), survey) {
        say(
          "\($0) ont fait au moins autant d’embauches \(edition.lengths.monthOrMore) qu’ils annonçaient de projets.",
          "\($0) made as many hires \(edition.lengths.monthOrMore) as they announced projects, or more.")
      },
      KeyFigure(
        name: say("Confiance des employeurs", "Trust of employers"), figures: [.trustRate], form: .share,
        population: say(
          "employeurs qui ont répondu oui ou non, pondérés", "employers who answered yes or no, weighted"),
        isWeighted: true
      ) { values in
        let words = outOfTen(values[0], "employeurs", "employers")
        return say("\(words) font confiance au service.", "\(words) trust the service.")
      },
    ]
  }

  private func intentions(
    _ figure: KeyFigureFact.Figure, _ title: String, _ population: String, _ words: @escaping (String) -> String
  ) -> KeyFigure {
    KeyFigure(name: title, figures: [figure], form: .share, population: population, isWeighted: true) { values in
      words(outOfTen(values[0], "établissements", "establishments"))
    }
  }

  private var offers: [KeyFigure] {
    [
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
        name: say("Jours gagnés", "Days gained"), figures: [.offerDaysGained], form: .days,
        population: say(
          "offres pourvues, \(region) ; moyenne des \(edition.rules.offerMonths) mois d’avant, moins celle de ces mois",
          "filled offers, \(region); the mean of the \(edition.rules.offerMonths) months before, less that of these months"
        ),
        period: edition.offerPeriod
      ) {
        say(
          "\(say.text($0[0], as: .days)) gagnés sur le temps de pourvoir une offre en un an (un nombre négatif : perdus).",
          "\(say.text($0[0], as: .days)) gained on the time to fill an offer in a year (lost where negative).")
      },
      KeyFigure(
        name: say("Offres ouvertes", "Open offers"), figures: [.openOffers], form: .whole,
        population: say(
          "offres déposées et pas encore pourvues, \(region)", "offers filed and not filled yet, \(region)"),
        period: say(
          "au \(say.date(edition.offersUntil))",
          "on \(say.date(edition.offersUntil))")
      ) {
        say(
          "\(say.text($0[0], as: .whole)) offres attendent d’être pourvues.",
          "\(say.text($0[0], as: .whole)) offers wait to be filled.")
      },
    ]
  }

  private var sectors: KeyFigure {
    sectors(
      KeyFigureFact.Figure.mainSectors, say("Secteurs qui embauchent", "Sectors that hire"),
      say(
        "embauches \(edition.lengths.monthOrMore), hors intérim",
        "hires \(edition.lengths.monthOrMore), without agency work")
    ) { say("Les secteurs qui embauchent le plus : \($0).", "The sectors that hire most: \($0).") }
  }

  private var intendedSectors: KeyFigure {
    sectors(
      KeyFigureFact.Figure.mainIntendedSectors, say("Secteurs qui veulent embaucher", "Sectors that want to hire"),
      say(
        "projets des réponses à l’enquête BMO, pondérés, hors intérim",
        "projects of the answers to the BMO survey, weighted, without agency work")
    ) {
      say("Les secteurs qui annoncent le plus de projets : \($0).", "The sectors that announce most projects: \($0).")
    }
  }

  private func sectors(
    _ figures: [KeyFigureFact.Figure], _ title: String, _ population: String, _ words: @escaping (String) -> String
  ) -> KeyFigure {
    KeyFigure(name: title, figures: figures, form: .plain, population: population, needsAll: false) { values in
      let names = values.compactMap { value -> String? in
        if case .word(let code) = value { edition.labels.label(HireFact.sector, code) } else { nil }
      }
      return words(names.joined(separator: say(" ; ", "; ")))
    }
  }
}
