/// The trainee export, 38 columns, in two deliveries of which the later replaces the earlier (DOMAIN section 2.6).
struct TrainingFiles {
  static let header = """
    c_nomcorrespondance|c_prenomcorrespondance|c_adresseemail|c_telephone1|c_telephone2|c_validitemail_id|\
    dn_individu_national|dn_session_id|c_individulocal|dc_formation_id|dc_lblformation|dd_datedebutplanformation|\
    dd_datefinplanformation|dc_organisme_id|dc_cp_lieuformation|dc_insee_lieuformation|dc_ville_lieuformation|\
    dc_formacode_ppal_id|dc_formacode_secondaire1_id|dc_formacode_secondaire2_id|dc_formacode_secondaire3_id|\
    dc_formacode_secondaire4_id|dn_certifinfo_1_id|dn_certifinfo_2_id|dn_certifinfo_3_id|dn_certifinfo_4_id|\
    dn_certifinfo_5_id|dc_siret|dc_lblorganisme|dc_raisonsociale|departement|dc_numeroicsession|dc_numeroicaction|\
    liste_financeur|c_dispositifformation|dc_siretorganismeformateur|dc_lblorganismeorganismeformateur|\
    dc_raisonsocialeorganismeformateur
    """

  private let world: World
  private let directory: SampleDirectory

  init(_ world: World, in directory: SampleDirectory) {
    self.world = world
    self.directory = directory
  }

  func write() throws -> [WrittenFile] {
    // The first tells what began until September, with ends that were still only planned.
    [
      try write("training/stagiaires-pe_20161005.csv.gz", until: CalendarDay(2016, 9, 30), isFinal: false),
      try write("training/stagiaires-pe_20170315.csv.gz", until: CalendarDay(2016, 12, 31), isFinal: true),
    ]
  }

  private func write(_ path: String, until last: CalendarDay, isFinal: Bool) throws -> WrittenFile {
    var file = try RowFile(path, in: directory, header: Self.header)
    var random = RandomSource(world.options.seed, .trainingFile, isFinal ? 1 : 0)
    for (index, entry) in world.trainings.entries.enumerated() {
      let session = world.trainings.session(of: entry)
      guard session.start <= last else { continue }
      var row = TrainingRow(session, person: entry.person.map { world.persons[$0] }, number: index)
      if !entry.hasEnd { row.end = nil }
      if !isFinal, random.chance(0.05) { row.end = session.end + random.within(3...40) }
      if entry.person == nil { file.note("personMissing") }
      if !entry.hasEnd { file.note("endMissing") }
      row.append(to: &file.text, &random)
      try file.endRow()
      if isFinal { try addDirt(beside: row, to: &file, &random) }
    }
    return try file.finish()
  }

  /// Rows that are no entry: what is rejected, what has not begun, what is said twice.
  private func addDirt(beside row: TrainingRow, to file: inout RowFile, _ random: inout RandomSource) throws {
    guard random.chance(0.012) else { return }
    var dirty = row
    switch random.below(5) {
    case 0:
      file.note("endBeforeStart")
      dirty.session = .of(row.sessionID + 5_000_000)
      dirty.end = row.start + -1
    case 1:
      file.note("sessionMissing")
      dirty.session = .missing
    case 2:
      file.note("startMissing")
      dirty.session = .of(row.sessionID + 5_000_000)
      dirty.hasStart = false
    case 3:
      file.note("afterTheRun")
      dirty.session = .of(row.sessionID + 5_000_000)
      dirty.start = .asOf + random.within(1...60)
      dirty.end = dirty.start + 60
    default:
      guard row.hasPerson else { return }
      file.note("repeated")
    }
    dirty.append(to: &file.text, &random)
    try file.endRow()
  }
}
