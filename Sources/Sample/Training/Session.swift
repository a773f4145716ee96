/// A training session of 2016.
struct Session: Sendable {
  /// Seven digits, growing with the index.
  let id: Int
  /// Index in `Dispositif.all`.
  let dispositif: Int
  let start: CalendarDay
  let end: CalendarDay
  /// Index in `Commune.all`.
  let commune: Int
  let isCertifying: Bool
  let formacode: String
  let title: String
  let seats: Int

  var kind: Dispositif { Dispositif.all[dispositif] }

  init(number: Int, _ random: inout RandomSource) {
    id = 2_100_000 + number * 3 + random.below(3)
    dispositif = Dispositif.weighted.draw(&random)
    let kind = Dispositif.all[dispositif]
    start = CalendarMonth(2016, Self.months.draw(&random)).first + random.below(28)
    end = start + random.within(kind.days)
    commune = Commune.weighted.draw(&random)
    isCertifying = random.chance(Dispositif.certifyingShare)
    (formacode, title) = random.pick(Self.subjects)
    seats = random.within(2...13)
  }

  /// Few start in summer, many in autumn.
  private static let months = Weighted(Array(1...12)) { [95, 95, 105, 95, 85, 90, 55, 30, 120, 95, 75, 60][$0 - 1] }

  private static let subjects = [
    ("42757", "Service en salle"), ("42752", "Cuisine"), ("31734", "Conduite d'engins de levage"),
    ("43436", "Soins d'hygiène et de confort"), ("44028", "Aide à la vie quotidienne"), ("35054", "Secrétariat"),
    ("32663", "Comptabilité"), ("34502", "Vente en magasin"), ("22254", "Installation électrique"),
    ("22334", "Maçonnerie"), ("23083", "Soudage"), ("30854", "Développement informatique"),
    ("21046", "Taille de la vigne"), ("31827", "Conduite de poids lourds"), ("42866", "Sécurité privée"),
    ("15040", "Anglais professionnel"), ("42093", "Nettoyage de locaux"), ("44542", "Formation de formateurs"),
  ]
}
