/// The persons register `REFH_INDIVIDU` (DOMAIN section 2.7), in two deliveries: the first lacks who came since.
enum Register {
  static func write(_ world: World, in directory: SampleDirectory) throws -> [WrittenFile] {
    [
      try write("register/REFH_INDIVIDU_20160115.csv.gz", isFinal: false, world, in: directory),
      try write("register/REFH_INDIVIDU_20170301.csv.gz", isFinal: true, world, in: directory),
    ]
  }

  private static func write(
    _ path: String, isFinal: Bool, _ world: World, in directory: SampleDirectory
  ) throws -> WrittenFile {
    let header = "KC_INDIVIDU_NATIONAL|KC_NIR|KD_DATENAISSANCE|DC_SEXE|DC_COMMUNE_ID"
    var file = try RowFile(path, in: directory, header: header)
    var random = RandomSource(world.options.seed, .register, isFinal ? 1 : 0)
    for index in world.persons.all where world.persons.isRegistered(index) && (isFinal || index % 4 != 0) {
      let person = world.persons[index]
      // Some have moved since.
      let commune = !isFinal && random.chance(0.04) ? Commune.weighted.draw(&random) : person.commune
      try file.add(person, commune: commune) { $0.append(nationalIdentifierOf: index) }
      // Rarely a worker's NIR is also given to a second identifier, a greater one of no declaration.
      guard isFinal, index >= world.persons.trainees, random.chance(0.001) else { continue }
      file.note("nirOfTwo")
      try file.add(person, commune: commune) { $0.append(19_000_000_000 + index) }
    }
    return try file.finish()
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
