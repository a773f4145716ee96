/// The warehouse export `XDP_DPAE`: 47 columns, `|`, with persons (DOMAIN section 2.1).
enum Warehouse {
  static let header = """
    KC_ORGANISME_SOURCE|KC_ORGANISME_EMETTEUR|KC_MOISSTATISTIQUE|KD_DATECREATION|DC_FILLER1|KC_SIRET|DC_NAF_ID|\
    DC_NOMRAISONSOCIALE|DC_ADRESSE|DC_CODEPOSTAL|DC_LBLCOMMUNE|DC_CODEPAYS|DC_TELEPHONE|DC_PRIVEPUBLIC|DC_COMMUNE_ID|\
    DN_TAILLEETABLISSEMENT|DC_CATEGORIESJURIDIQUES_ID|DC_UNITE|DN_EMPLOYEUR|DC_FILLER2|KC_NIR|DC_STATUTNIRDPAE|\
    DC_STATUTNIRBNI|DC_CORRESPONDANCE|KD_DATENAISSANCE|DC_COMMUNENAISSANCEPAYS|DC_DEPARTEMENTNAISSANCE|DC_NOM|\
    DC_PRENOM|DC_NOMEPOUX|DC_SEXE|DC_INDIVIDU_LOCAL|DC_STATUTINDIVIDULOCAL|DC_COMMUNE_RESIDENCE_ID|\
    DC_INDIVIDU_NATIONAL|DC_FILLER3|KD_DATEEMBAUCHE|DC_HEUREEMBAUCHE|DC_TYPECONTRAT_ID|DD_DATEFINCDD|\
    DC_QUALITESALARIE_ID|DC_NATUREEMPLOI_ID|DN_DUREETRAVAILHEBDO|DN_DUREETRAVAILMENSUELLE|DN_DUREETRAVAILANNUELLE|\
    DN_DUREEPERIODEESSAI|DC_FILLER4
    """

  /// One month, as it was first delivered.
  static func write(_ month: MonthlyDelivery, _ world: World, in directory: SampleDirectory) throws -> WrittenFile {
    var file = try open(month.month.first...month.lastDay, month.delivered, in: directory)
    var style = RandomSource(world.options.seed, .monthStyle, month.month.index)
    var stream = world.stream(of: month)
    while let declaration = stream.next() { try file.add(declaration, world, &style) }
    return try file.finish()
  }

  /// The range that is delivered again: the same declarations, some corrected, and some that came late.
  static func writeRedelivery(_ world: World, in directory: SampleDirectory) throws -> WrittenFile {
    let range = Deliveries.redelivered
    var file = try open(range, Deliveries.redeliveredOn, in: directory)
    var random = RandomSource(world.options.seed, .redelivery)
    for month in world.deliveries.months where range.overlaps(month.month.first...month.lastDay) {
      var stream = world.stream(of: month)
      while var declaration = stream.next() {
        guard range.contains(declaration.hire) else { continue }
        if !declaration.isPlanned, declaration.remark == nil, random.chance(0.02) { declaration.correct(&random) }
        try file.add(declaration, world, &random)
      }
      var late = DeclarationStream(world, .lateDeclarations, month.month, rows: month.rows / 100)
      while var declaration = late.next() {
        guard range.contains(declaration.hire) else { continue }
        declaration.remark = .late
        try file.add(declaration, world, &random)
      }
    }
    return try file.finish()
  }

  private static func open(
    _ range: ClosedRange<CalendarDay>, _ delivered: CalendarDay, in directory: SampleDirectory
  ) throws -> RowFile {
    var name = TextBuffer()
    name.append("dpae/XDP_DPAE_")
    name.append(compact: range.lowerBound)
    name.append("_")
    name.append(compact: range.upperBound)
    name.append("_")
    name.append(compact: delivered)
    name.append(".csv.gz")
    return try RowFile(name.string, in: directory, header: header)
  }
}

extension RowFile {
  fileprivate mutating func add(_ declaration: Declaration, _ world: World, _ style: inout RandomSource) throws {
    note(declaration)
    let person = declaration.person.map { world.persons[$0] }
    text.append(warehouse: declaration, world.establishments[declaration.establishment], person, &style)
    try endRow()
  }
}
