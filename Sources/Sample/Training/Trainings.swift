/// One record of the trainee export: a person in a session.
struct TrainingEntry: Sendable {
  /// Index in `Trainings.sessions`.
  let session: Int
  let person: Int?
  /// The exit is not known yet: an entry, never a leaver.
  let hasEnd: Bool
}

/// All the training of the year: the sessions, and who enters them.
struct Trainings: Sendable {
  let sessions: [Session]
  let entries: [TrainingEntry]
  /// Persons are numbered from 0; so many have an entry.
  let persons: Int

  init(_ options: SampleOptions) {
    var sessionDraws = RandomSource(options.seed, .sessions)
    var entryDraws = RandomSource(options.seed, .entries)
    var sessions: [Session] = []
    var entries: [TrainingEntry] = []
    var persons = 0
    while entries.count < options.trainingEntries {
      let session = Session(number: sessions.count, &sessionDraws)
      let firstOfSession = persons
      var returning: Set<Int> = []
      for _ in 0..<min(session.seats, options.trainingEntries - entries.count) {
        let person = Self.drawPerson(before: firstOfSession, &returning, &persons, &entryDraws)
        entries.append(
          TrainingEntry(session: sessions.count, person: person, hasEnd: person == nil || entryDraws.chance(0.995)))
      }
      sessions.append(session)
    }
    self.sessions = sessions
    self.entries = entries
    self.persons = persons
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
