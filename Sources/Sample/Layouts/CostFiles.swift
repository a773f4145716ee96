/// What each session cost, `sessions-montants`, in the middle of each month: a later delivery replaces an earlier one
/// session by session; lines of one delivery add up (DOMAIN section 4).
struct CostFiles {
  private let world: World
  /// In cents, by index of the session.
  private let amounts: [Int]
  private let increments: [MonthlyIncrements.Increment]

  init(_ world: World) {
    self.world = world
    var random = RandomSource(world.options.seed, .costFile)
    let sessions = world.trainings.sessions
    var entries = [Int](repeating: 0, count: sessions.count)
    for entry in world.trainings.entries { entries[entry.session] += 1 }
    // One session in twenty is not paid, or not by this source.
    let weights = zip(sessions, entries).map { session, entries in
      random.chance(0.05) ? 0 : entries * session.kind.price * random.within(60...140)
    }
    var amounts = [Int](repeating: 0, count: sessions.count)
    for ofYear in Dictionary(grouping: sessions.indices, by: { sessions[$0].year }).values {
      let total = max(ofYear.map { weights[$0] }.reduce(0, +), 1)
      let paid = ofYear.map { entries[$0] }.reduce(0, +) * world.options.amountInCents / world.options.trainingEntries
      var weightSoFar = 0
      var before = 0
      for session in ofYear {
        weightSoFar += weights[session]
        let upTo = Int(Double(weightSoFar) / Double(total) * Double(paid))
        amounts[session] = upTo - before
        before = upTo
      }
    }
    self.amounts = amounts
    let months = world.deliveries.trainings
    increments =
      MonthlyIncrements(
        sessions.map { $0.start...$0.end },
        months: CalendarMonth(
          index: months.lowerBound.index + 2)...CalendarMonth(index: CalendarMonth(of: .asOf).index - 1),
        rows: world.trainings.sessions.count * 3 / (months.upperBound.index - months.lowerBound.index + 1), &random
      ).increments
  }

  /// In cents, of the sessions that begin in the year and have been told of.
  func amount(ofYear year: Int) -> Int { amount { $0.year == year } }

  /// In cents, of all sessions that have been told of.
  var amount: Int { amount { _ in true } }

  /// A session is told of when it has begun.
  private func amount(_ isWanted: (Session) -> Bool) -> Int {
    let last = increments[increments.count - 1].day
    return zip(world.trainings.sessions, amounts).reduce(0) { sum, session in
      sum + (session.0.start <= last && isWanted(session.0) ? session.1 : 0)
    }
  }

  func write(in directory: SampleDirectory) throws -> [WrittenFile] {
    try increments.map { try write($0, directory) }
  }

  private func write(_ increment: MonthlyIncrements.Increment, _ directory: SampleDirectory) throws -> WrittenFile {
    var name = TextBuffer()
    name.append("training/sessions-montants_")
    name.append(compact: increment.day + 15)
    name.append(".csv.gz")
    var file = try RowFile(name.string, in: directory, header: "KC_REFERENCEMENT|DN_MONTANTPAYEDECISIONBUREAU")
    var random = RandomSource(world.options.seed, .costFile, increment.month.index)
    for telling in increment.tellings where amounts[telling.item] > 0 {
      let session = world.trainings.sessions[telling.item].id
      // A commitment may rise until the session ends.
      let end = world.trainings.sessions[telling.item].end
      let mayRise = telling.isNew && end > increment.day && end <= increments[increments.count - 1].day
      let share = mayRise && random.chance(0.3) ? random.within(60...95) : 100
      let amount = amounts[telling.item] * share / 100
      // Some are paid in two parts.
      let first = random.chance(0.15) ? amount * 2 / 5 : amount
      try file.add(session, first)
      if first < amount { try file.add(session, amount - first) }
      guard telling.isNew, random.chance(0.01) else { continue }
      file.note("sessionWithoutEntry")
      try file.add(session + 7_000_000, amount)
    }
    return try file.finish()
  }
}

extension Session {
  fileprivate var year: Int { start.components.year }
}

extension RowFile {
  fileprivate mutating func add(_ session: Int, _ cents: Int) throws {
    text.append(session)
    text.separate()
    text.append(cents, places: 2, mark: ".")
    try endRow()
  }
}
