import Aggregate

extension Field {
  typealias MeasureEntry = (title: Wording, rule: String, unit: MeasureUnit?)

  /// The French rule says what the English one of the catalogue says.
  static func entry(_ measure: Measure, of fact: Fact) -> MeasureEntry? {
    switch fact {
    case .leaver: leavers[measure.name]
    case .leaverMonth: curve[measure.name]
    case .entry, .planMonth: entries[measure.name]
    case .hire, .needAndHire, .needAndHireByFAP: hires[measure.name]
    case .need: needs[measure.name]
    case .answer: answers[measure.name]
    case .offer: offers[measure.name]
    case .keyFigure: figures[measure.name]
    case .revision: revisions[measure.name]
    }
  }

  private static let leavers: [String: MeasureEntry] = [
    "leavers": (
      Wording("Sortants mûrs", "Mature leavers"),
      "sortants dont la fin de formation + 6 mois civils ne dépasse pas la date des chiffres", .persons
    ),
    "not_mature": (
      Wording("Sortants non mûrs", "Leavers not mature yet"), "sortants de la cohorte sortis depuis moins de 6 mois",
      .persons
    ),
    "access_any": (
      Wording("Ont retrouvé un emploi (toute embauche)", "With any hire"),
      "sortants mûrs avec une embauche dans les 6 mois civils après la fin, le jour de la fin non compris", .persons
    ),
    "access": (
      Wording("Ont accédé à l’emploi (un mois ou plus)", "With a hire of a month or more"),
      "les mêmes, avec une embauche d’au moins un mois : CDI, ou CDD/CTT de 30 jours ou plus", .persons
    ),
    "access_durable": (
      Wording("Ont accédé à l’emploi durable", "With a durable hire"),
      "les mêmes, avec une embauche durable : CDI, ou CDD/CTT de 182 jours ou plus", .persons
    ),
    "employed": (
      Wording("En emploi à la date des chiffres", "In a job on the as-of date"),
      "sortants mûrs avec une embauche depuis le début de la formation, qui court encore à la date des chiffres",
      .persons
    ),
    "access_any_rate": (
      Wording("Taux d’accès (toute embauche)", "Access rate (any hire)"), "access_any / leavers", .share
    ),
    "access_rate": (Wording("Taux d’accès à l’emploi", "Access rate"), "access / leavers", .share),
    "access_rate_low": (
      Wording("Taux d’accès, borne basse", "Access rate, lower end"),
      "borne basse de l’intervalle de Wilson à 95 % de access_rate", .share
    ),
    "access_rate_high": (
      Wording("Taux d’accès, borne haute", "Access rate, upper end"),
      "borne haute de l’intervalle de Wilson à 95 % de access_rate", .share
    ),
    "access_durable_rate": (
      Wording("Taux d’accès à l’emploi durable", "Durable access rate"), "access_durable / leavers", .share
    ),
    "employed_rate": (
      Wording("Part en emploi à la date des chiffres", "Share in a job on the as-of date"), "employed / leavers",
      .share
    ),
    "days_to_first_hire": (
      Wording("Délai médian avant la première embauche", "Median time to the first hire"),
      "médiane des jours entre la fin et la première embauche, parmi access_any", .days
    ),
  ]

  private static let curve: [String: MeasureEntry] = [
    "leavers": (
      Wording("Sortants suivis", "Leavers followed"),
      "sortants dont la fin de formation + 12 mois civils ne dépasse pas la date des chiffres", .persons
    ),
    "access_any": (
      Wording("Déjà embauchés", "Hired so far"), "parmi eux, avec une embauche au plus tard ce mois-là", .persons
    ),
    "access_any_rate": (Wording("Part déjà embauchée", "Share hired so far"), "access_any / leavers", .share),
  ]

  private static let entries: [String: MeasureEntry] = [
    "entries": (
      Wording("Entrées", "Entries"), "couples (personne, session) distincts ; un dossier sans personne compte pour un",
      .entries
    ),
    "entries_cumulated": (Wording("Entrées cumulées", "Entries, cumulated"), "depuis janvier", .entries),
    "target": (Wording("Objectif", "Target"), "entrées voulues par le plan", .entries),
    "target_cumulated": (Wording("Objectif cumulé", "Target, cumulated"), "depuis janvier", .entries),
    "certifying_share": (
      Wording("Part certifiante", "Certifying share"), "entrées certifiantes / toutes les entrées", .share
    ),
    "amount_eur": (
      Wording("Montant", "Amount"), "le montant d’une session est réparti également entre ses entrées", .euro
    ),
  ]

  private static let hires: [String: MeasureEntry] = [
    "hires": (Wording("Embauches", "Hires"), "embauches", .hires),
    "hires_1m": (
      Wording("Embauches d’un mois ou plus", "Hires of a month or more"), "CDI, ou CDD/CTT de 30 jours ou plus", .hires
    ),
    "hires_durable": (
      Wording("Embauches durables", "Durable hires"), "CDI, ou CDD/CTT de 182 jours ou plus", .hires
    ),
    "establishments": (Wording("Établissements", "Establishments"), "SIRET distincts", .establishments),
    "persons": (Wording("Personnes", "Persons"), "personnes connues distinctes", .persons),
    "projects_weighted": (
      Wording("Projets de recrutement (pondérés)", "Hiring projects (weighted)"),
      "projets des réponses à l’enquête, multipliés par leur poids", .projects
    ),
    "hires_weighted": (
      Wording("Embauches (réparties)", "Hires (shared)"), "embauches réparties selon les poids de leur ROME", .hires
    ),
  ]

  private static let needs: [String: MeasureEntry] = [
    "projects_low": (
      Wording("Projets, borne basse", "Projects, lower bound"),
      "projets de recrutement, un secret compté pour sa borne basse", .projects
    ),
    "projects_high": (
      Wording("Projets, borne haute", "Projects, upper bound"),
      "projets de recrutement, un secret compté pour sa borne haute", .projects
    ),
    "difficult_low": (
      Wording("Projets difficiles, borne basse", "Difficult projects, lower bound"),
      "projets jugés difficiles, borne basse", .projects
    ),
    "difficult_high": (
      Wording("Projets difficiles, borne haute", "Difficult projects, upper bound"),
      "projets jugés difficiles, borne haute", .projects
    ),
    "seasonal_low": (
      Wording("Projets saisonniers, borne basse", "Seasonal projects, lower bound"),
      "projets saisonniers, borne basse", .projects
    ),
    "seasonal_high": (
      Wording("Projets saisonniers, borne haute", "Seasonal projects, upper bound"),
      "projets saisonniers, borne haute", .projects
    ),
    "secret_cells": (
      Wording("Lignes secrètes", "Secret rows"), "lignes dont le nombre de projets est secret", .cells
    ),
  ]

  private static let answers: [String: MeasureEntry] = [
    "answers": (Wording("Réponses", "Answers"), "réponses à l’enquête", .answers),
    "recruiters": (Wording("Recruteurs", "Recruiters"), "réponses avec au moins un projet", .answers),
    "recruiters_weighted": (
      Wording("Recruteurs (pondérés)", "Recruiters (weighted)"), "somme de leurs poids", .establishments
    ),
    "confirmed": (
      Wording("Intentions confirmées", "Confirmed"),
      "recruteurs avec une embauche hors intérim l’année de l’enquête, jusqu’à la date des chiffres", .answers
    ),
    "confirmed_weighted": (
      Wording("Intentions confirmées (pondérées)", "Confirmed (weighted)"), "somme de leurs poids", .establishments
    ),
    "confirmed_rate": (
      Wording("Part des intentions confirmées", "Share confirmed"), "confirmed_weighted / recruiters_weighted", .share
    ),
    "others": (Wording("Autres réponses", "Other answers"), "réponses sans projet", .answers),
    "others_weighted": (
      Wording("Autres réponses (pondérées)", "Other answers (weighted)"), "somme de leurs poids", .establishments
    ),
    "others_hiring_rate": (
      Wording("Part des autres qui ont embauché", "Share of the others that hired"),
      "part pondérée des réponses sans projet qui ont embauché quand même", .share
    ),
  ]

  private static let offers: [String: MeasureEntry] = [
    "filled": (Wording("Offres satisfaites", "Offers filled"), "offres satisfaites", .offers),
    "days_mean": (Wording("Délai moyen", "Mean time"), "moyenne des jours du dépôt à la satisfaction", .days),
    "days_median": (Wording("Délai médian", "Median time"), "médiane des jours du dépôt à la satisfaction", .days),
  ]

  private static let figures: [String: MeasureEntry] = [
    "value": (Wording("Valeur", "Value"), "le chiffre de cette chaîne", nil),
    "unit": (Wording("Unité", "Unit"), "share (de 0 à 1), days, euro, entries, projects ou sector", nil),
    "period": (Wording("Période", "Period"), "une année, ou la date des chiffres", nil),
    "published": (Wording("Valeur publiée", "Published value"), "la valeur que cite la définition", nil),
  ]

  private static let revisions: [String: MeasureEntry] = {
    var entries: [String: MeasureEntry] = [
      "hires": (Wording("Embauches connues", "Hires known"), "embauches connues à la date des chiffres", .hires),
      "late_share": (
        Wording("Part tardive", "Late share"),
        "embauches connues seulement après la fin du mois qui suit le leur / embauches", .share
      ),
      "provisional": (
        Wording("Provisoire", "Provisional"), "1 jusqu’à la fin du sixième mois suivant, puis 0", nil
      ),
    ]
    for step in 0...6 {
      entries["hires_m\(step)"] = (
        Wording("Connues à M+\(step)", "Known at M+\(step)"),
        step == 0
          ? "embauches connues à la fin de ce mois ; nd s’il n’est pas fini"
          : "embauches connues à la fin du mois M+\(step) ; nd s’il n’est pas fini", .hires
      )
    }
    return entries
  }()
}
