/// What a number counts.
public enum MeasureUnit: String, Sendable, CaseIterable {
  case persons, entries, hires, establishments, answers, offers, projects, cells, days, euro, share

  public var title: Wording {
    switch self {
    case .persons: Wording("personnes", "persons")
    case .entries: Wording("entrées en formation", "entries in training")
    case .hires: Wording("embauches", "hires")
    case .establishments: Wording("établissements", "establishments")
    case .answers: Wording("réponses", "answers")
    case .offers: Wording("offres", "offers")
    case .projects: Wording("projets de recrutement", "hiring projects")
    case .cells: Wording("lignes secrètes", "secret rows")
    case .days: Wording("jours", "days")
    case .euro: Wording("euros", "euro")
    case .share: Wording("part, de 0 à 1", "share, 0 to 1")
    }
  }
}
