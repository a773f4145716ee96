/// One record of the trainee export: a person in a session.
struct TrainingEntry: Sendable {
  /// Index in `Trainings.sessions`.
  let session: Int
  let person: Int?
  /// The exit is not known yet: an entry, never a leaver.
  let hasEnd: Bool
}

/// All the training that the sample tells of: the sessions, and who enters them.
struct Trainings: Sendable {
  let sessions: [Session]
  let entries: [TrainingEntry]
  /// Persons are numbered from 0; so many have an entry.
  let persons: Int

  /// - Parameter months: in which the sessions begin; those of 2016 have as many entries as the options say.
  init(_ options: SampleOptions, months: ClosedRange<CalendarMonth>) {
    var sessionDraws = RandomSource(options.seed, .sessions)
    var entryDraws = RandomSource(options.seed, .entries)
    var sessions: [Session] = []
    var entries: [TrainingEntry] = []
    var persons = 0
    for index in months.lowerBound.index...months.upperBound.index {
      let month = CalendarMonth(index: index)
      var waiting = Self.entries(in: month, ofYear: options.trainingEntries)
      while waiting > 0 {
        let session = Session(number: sessions.count, in: month, &sessionDraws)
        let firstOfSession = persons
        var returning: Set<Int> = []
        for _ in 0..<min(session.seats, waiting) {
          let person = Self.drawPerson(before: firstOfSession, &returning, &persons, &entryDraws)
          entries.append(
            TrainingEntry(session: sessions.count, person: person, hasEnd: person == nil || entryDraws.chance(0.995)))
          waiting -= 1
        }
        sessions.append(session)
      }
    }
    self.sessions = sessions
    self.entries = entries
    self.persons = persons
  }

  /// Few start in summer, many in autumn. Out of 1000.
  private static let season = [95, 95, 105, 95, 85, 90, 55, 30, 120, 95, 75, 60]

  private static func entries(in month: CalendarMonth, ofYear entries: Int) -> Int {
    let before = season.prefix(month.month - 1).reduce(0, +)
    return entries * (before + season[month.month - 1]) / 1000 - entries * before / 1000
  }

  /// Somebody new; or, one time in twenty, somebody who was in an earlier session; or nobody that is known.
  private static func drawPerson(
    before first: Int, _ returning: inout Set<Int>, _ persons: inout Int, _ random: inout RandomSource
  ) -> Int? {
    let ticket = random.share()
    if ticket < 0.008 { return nil }
    if ticket < 0.058, first > 0 {
      let person = random.below(first)
      if returning.insert(person).inserted { return person }
    }
    persons += 1
    return persons - 1
  }

  func session(of entry: TrainingEntry) -> Session { sessions[entry.session] }
}

/// A training session.
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

  init(number: Int, in month: CalendarMonth, _ random: inout RandomSource) {
    id = 2_100_000 + number * 3 + random.below(3)
    dispositif = Dispositif.weighted.draw(&random)
    let kind = Dispositif.all[dispositif]
    start = month.first + random.below(28)
    end = start + random.within(kind.days)
    commune = Commune.weighted.draw(&random)
    isCertifying = random.chance(Dispositif.certifyingShare)
    (formacode, title) = random.pick(Self.subjects)
    seats = random.within(2...13)
  }

  private static let subjects = [
    ("42757", "Service en salle"), ("42752", "Cuisine"), ("31734", "Conduite d'engins de levage"),
    ("43436", "Soins d'hygiène et de confort"), ("44028", "Aide à la vie quotidienne"), ("35054", "Secrétariat"),
    ("32663", "Comptabilité"), ("34502", "Vente en magasin"), ("22254", "Installation électrique"),
    ("22334", "Maçonnerie"), ("23083", "Soudage"), ("30854", "Développement informatique"),
    ("21046", "Taille de la vigne"), ("31827", "Conduite de poids lourds"), ("42866", "Sécurité privée"),
    ("15040", "Anglais professionnel"), ("42093", "Nettoyage de locaux"), ("44542", "Formation de formateurs"),
  ]
}

/// A dispositif of training, as the records write it.
struct Dispositif: Sendable {
  let name: String
  /// Weight among the sessions.
  let weight: Int
  /// The job is promised before the training: AFPR, POEI, POEC.
  let isPrealable: Bool
  /// Length of a session, in days.
  let days: ClosedRange<Int>
  /// Euro for one trainee, before the total is brought to what the region paid.
  let price: Int
  let financeurs: String

  /// A session of one of these has a certifinfo code in 6 cases out of 10.
  static let certifyingShare = 0.6

  static let all: [Dispositif] = [
    Dispositif(name: "AFC", weight: 24, isPrealable: false, days: 45...150, price: 1900, financeurs: "4"),
    Dispositif(name: "AIF", weight: 18, isPrealable: false, days: 20...120, price: 1300, financeurs: "4;7"),
    Dispositif(
      name: "Conseil Régional", weight: 25, isPrealable: false, days: 60...240, price: 900, financeurs: "2"),
    Dispositif(name: "OPCA", weight: 5, isPrealable: false, days: 20...90, price: 700, financeurs: "5"),
    Dispositif(name: "AGEFIPH", weight: 2, isPrealable: false, days: 30...120, price: 1500, financeurs: "6;4"),
    Dispositif(name: "Bénéficiaire", weight: 4, isPrealable: false, days: 15...90, price: 200, financeurs: "10"),
    Dispositif(name: "AUTRES", weight: 3, isPrealable: false, days: 15...120, price: 600, financeurs: "0"),
    Dispositif(name: "", weight: 1, isPrealable: false, days: 30...120, price: 800, financeurs: ""),
    Dispositif(name: "AFPR", weight: 4, isPrealable: true, days: 15...60, price: 900, financeurs: "4"),
    Dispositif(name: "POEI", weight: 5, isPrealable: true, days: 15...60, price: 1000, financeurs: "4"),
    Dispositif(name: "POEI_COF", weight: 1, isPrealable: true, days: 20...60, price: 1000, financeurs: "4;5"),
    Dispositif(name: "POEI_MONO", weight: 1, isPrealable: true, days: 20...60, price: 1000, financeurs: "4"),
    Dispositif(name: "POEC_OPCA", weight: 7, isPrealable: true, days: 30...75, price: 1400, financeurs: "4;5"),
  ]

  static let weighted = Weighted(Array(all.indices)) { all[$0].weight }
}
