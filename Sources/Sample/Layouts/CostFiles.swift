/// What each session cost, `sessions-montants`, in two deliveries of which the later replaces the earlier session by
/// session; lines of one delivery add up (DOMAIN section 4).
struct CostFiles {
  private let world: World
  /// In cents, by index of the session.
  private let amounts: [Int]

  init(_ world: World) {
    self.world = world
    var random = RandomSource(world.options.seed, .costFile)
    var entries = [Int](repeating: 0, count: world.trainings.sessions.count)
    for entry in world.trainings.entries { entries[entry.session] += 1 }
    // One session in twenty is not paid, or not by this source.
    let weights = zip(world.trainings.sessions, entries).map { session, entries in
      random.chance(0.05) ? 0 : entries * session.kind.price * random.within(60...140)
    }
    let total = max(weights.reduce(0, +), 1)
    var before = 0
    var weightSoFar = 0
    amounts = weights.map { weight in
      weightSoFar += weight
      let upTo = Int(Double(weightSoFar) / Double(total) * Double(world.options.amountInCents))
      defer { before = upTo }
      return upTo - before
    }
  }

  /// Of the sessions that have an entry, which all have.
  var amountInCents: Int { amounts.reduce(0, +) }

  func write(in directory: SampleDirectory) throws -> [WrittenFile] {
    [
      try write("training/sessions-montants_20161005.csv.gz", isFinal: false, directory),
      try write("training/sessions-montants_20170315.csv.gz", isFinal: true, directory),
    ]
  }

  /// The first delivery has the sessions that ended by June, with what was paid so far.
  private func write(_ path: String, isFinal: Bool, _ directory: SampleDirectory) throws -> WrittenFile {
    var file = try RowFile(path, in: directory, header: "KC_REFERENCEMENT|DN_MONTANTPAYEDECISIONBUREAU")
    var random = RandomSource(world.options.seed, .costFile, isFinal ? 2 : 1)
    for (session, amount) in zip(world.trainings.sessions, amounts) where amount > 0 {
      guard isFinal || session.end <= CalendarDay(2016, 6, 30) else { continue }
      let paid = isFinal ? amount : amount * random.within(50...100) / 100
      // Some are paid in two parts.
      let first = random.chance(0.15) ? paid * 2 / 5 : paid
      try file.add(session.id, first)
      if first < paid { try file.add(session.id, paid - first) }
      guard isFinal, random.chance(0.01) else { continue }
      file.note("sessionWithoutEntry")
      try file.add(session.id + 7_000_000, amount)
    }
    return try file.finish()
  }
}

extension RowFile {
  fileprivate mutating func add(_ session: Int, _ cents: Int) throws {
    text.append(session)
    text.separate()
    text.append(cents, places: 2, mark: ".")
    try endRow()
  }
}
