import Aggregate

extension Fact {
  /// What a table of this fact is about: the beginning of its title.
  var title: Wording {
    switch self {
    case .leaver: Wording("Accès à l’emploi des sortants de formation", "Access to employment of training leavers")
    case .leaverMonth: Wording("Courbe d’accès à l’emploi", "Access curve")
    case .entry: Wording("Entrées en formation et montants", "Training entries and amounts")
    case .hire: Wording("Embauches", "Hires")
    case .need: Wording("Projets de recrutement (BMO)", "Hiring projects (BMO)")
    case .answer: Wording("Intentions d’embauche confirmées", "Confirmed hiring intentions")
    case .offer: Wording("Délais de satisfaction des offres", "Time to fill offers")
    case .needAndHire: Wording("Besoins et embauches", "Needs and hires")
    case .needAndHireByFAP:
      Wording("Besoins et embauches par année et métier FAP", "Needs and hires by year and FAP métier")
    case .planMonth: Wording("Plan de formation, mois par mois", "Training plan, month by month")
    case .keyFigure: Wording("Chiffres clés", "Key figures")
    case .revision: Wording("Révisions des embauches, mois par mois", "Revisions of hires, month by month")
    }
  }

  /// What one row of its source is.
  var wording: Wording { Wording(french, summary) }

  private var french: String {
    switch self {
    case .leaver:
      "la dernière formation d’une personne, terminée dans la cohorte, avec les embauches qui l’ont suivie"
    case .leaverMonth: "un sortant de la cohorte qu’on a pu suivre 12 mois, à chaque mois depuis sa sortie"
    case .entry: "l’entrée d’une personne dans une session de formation"
    case .hire: "une embauche, une fois retenue une seule version de sa déclaration"
    case .need: "une ligne des données ouvertes BMO : métier x bassin x département"
    case .answer: "la réponse d’un établissement à l’enquête BMO"
    case .offer: "une offre satisfaite dans les 12 mois avant la date des chiffres"
    case .needAndHire: "les projets de l’enquête à côté des embauches de ses années, sans l’intérim"
    case .needAndHireByFAP: "les mêmes par métier FAP, les embauches réparties selon les poids de leur ROME"
    case .planMonth: "un mois qui a un objectif du plan, ou une entrée"
    case .keyFigure: "un des chiffres que l’on demande à la direction"
    case .revision: "un mois d’embauches, et ce qu’on en savait mois après mois ; audience interne seulement"
    }
  }
}
