/// A person whose last training has an end: of these, the rules follow what becomes (DOMAIN section 5).
struct Leaver: Sendable {
  let person: Int
  let session: Session

  static let cohort = CalendarDay.asOf.adding(months: -18)

  /// The last day that still counts as access.
  var endOfAccess: CalendarDay { session.end.adding(months: 6) }

  var isMature: Bool { endOfAccess <= .asOf }

  /// The leavers of the run's cohort, by number of the person.
  static func all(of trainings: Trainings) -> [Leaver] {
    var last = [Session?](repeating: nil, count: trainings.persons)
    for entry in trainings.entries where entry.hasEnd {
      guard let person = entry.person else { continue }
      let session = trainings.session(of: entry)
      guard session.end > cohort, session.end <= .asOf else { continue }
      if let known = last[person], (known.end, known.start, known.id) > (session.end, session.start, session.id) {
        continue
      }
      last[person] = session
    }
    return last.enumerated().compactMap { person, session in session.map { Leaver(person: person, session: $0) } }
  }
}
