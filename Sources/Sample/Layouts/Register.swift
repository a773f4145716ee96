/// The persons register `REFH_INDIVIDU` (DOMAIN section 2.7), whole, in the middle of the first month of each quarter.
struct Register {
  private let world: World
  /// The day on which each trainee comes into the register: before the first training.
  private let known: [CalendarDay]

  init(_ world: World) {
    self.world = world
    var known = [CalendarDay](repeating: .never, count: world.persons.trainees)
    for entry in world.trainings.entries {
      guard let person = entry.person else { continue }
      known[person] = min(known[person], world.trainings.session(of: entry).start)
    }
    self.known = known
  }

  func write(in directory: SampleDirectory) throws -> [WrittenFile] {
    let first = CalendarMonth(world.options.warehouseOnly ? 2016 : 2015, world.options.warehouseOnly ? 10 : 1)
    let months = stride(from: first.index, to: CalendarMonth(of: .asOf).index, by: 3).map(CalendarMonth.init(index:))
    return try months.map { try write($0, isLast: $0 == months.last, in: directory) }
  }

  private func write(_ month: CalendarMonth, isLast: Bool, in directory: SampleDirectory) throws -> WrittenFile {
    let day = month.first + 14
    var name = TextBuffer()
    name.append("register/REFH_INDIVIDU_")
    name.append(compact: day)
    name.append(".csv.gz")
    let header = "KC_INDIVIDU_NATIONAL|KC_NIR|KD_DATENAISSANCE|DC_SEXE|DC_COMMUNE_ID"
    var file = try RowFile(name.string, in: directory, header: header)
    var random = RandomSource(world.options.seed, .register, month.index)
    for index in world.persons.all where world.persons.isRegistered(index) && isKnown(index, on: day) {
      let person = world.persons[index]
      // Some are to move.
      let commune = !isLast && random.chance(0.04) ? Commune.weighted.draw(&random) : person.commune
      try file.add(person, commune: commune) { $0.append(nationalIdentifierOf: index) }
      // Rarely a worker's NIR is also given to a second identifier, a greater one of no declaration.
      guard isLast, index >= world.persons.trainees, random.chance(0.001) else { continue }
      file.note("nirOfTwo")
      try file.add(person, commune: commune) { $0.append(19_000_000_000 + index) }
    }
    return try file.finish()
  }

  /// One worker in seven has come since the sample begins.
  private func isKnown(_ index: Int, on day: CalendarDay) -> Bool {
    guard index >= known.count else { return known[index] <= day }
    return index % 7 != 0 || CalendarDay(2015, 1, 15) + index % 700 <= day
  }
}

extension RowFile {
  fileprivate mutating func add(
    _ person: Person, commune: Int, identifier: (inout TextBuffer) -> Void
  ) throws {
    identifier(&text)
    text.separate()
    text.append(nirOf: person)
    text.separate()
    text.append(person.birth)
    text.append(person.isWoman ? "|2|" : "|1|")
    text.append(Commune.all[commune].code)
    try endRow()
  }
}
