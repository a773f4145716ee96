/// The trainee export, 38 columns, at the end of each month with what began and what ended in it (DOMAIN section 2.6).
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
    let entries = world.trainings.entries
    var random = RandomSource(world.options.seed, .increments)
    let spans = entries.map { entry in
      let session = world.trainings.session(of: entry)
      return session.start...(entry.hasEnd ? session.end : .never)
    }
    // What begins and what ends in a month is twice the entries of a month; a little more, and few months have more.
    let increments = MonthlyIncrements(
      spans, months: world.deliveries.trainings.lowerBound.next...CalendarMonth(of: .asOf),
      rows: world.options.trainingEntries * 22 / 120, &random)
    return try increments.increments.map(write)
  }

  private func write(_ increment: MonthlyIncrements.Increment) throws -> WrittenFile {
    var name = TextBuffer()
    name.append("training/stagiaires-pe_")
    name.append(compact: increment.day)
    name.append(".csv.gz")
    var file = try RowFile(name.string, in: directory, header: Self.header)
    var random = RandomSource(world.options.seed, .trainingFile, increment.month.index)
    let entries = world.trainings.entries
    // Of the records of nobody known only those of the latest delivery count: they come each time.
    let ofNobody = entries.indices.filter {
      entries[$0].person == nil && world.trainings.session(of: entries[$0]).start <= increment.day
    }
    let tellings = increment.tellings.filter { entries[$0.item].person != nil }.map { ($0.item, $0.isNew) }
    for (index, isNew) in ofNobody.map({ ($0, false) }) + tellings {
      let entry = entries[index]
      let session = world.trainings.session(of: entry)
      var row = TrainingRow(session, person: entry.person.map { world.persons[$0] }, number: index)
      if !entry.hasEnd { row.end = nil }
      // An end to come is only planned.
      if entry.hasEnd, session.end > increment.day, random.chance(0.05) {
        row.end = session.end + random.within(3...40)
      }
      if entry.person == nil { file.note("personMissing") }
      if !entry.hasEnd { file.note("endMissing") }
      row.append(to: &file.text, &random)
      try file.endRow()
      if isNew { try addDirt(beside: row, increment.month, to: &file, &random) }
    }
    return try file.finish()
  }

  /// Rows that are no entry: what is rejected, what has not begun, what is said twice.
  private func addDirt(
    beside row: TrainingRow, _ month: CalendarMonth, to file: inout RowFile, _ random: inout RandomSource
  ) throws {
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
      guard month.year == 2017 else { return }
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
