/// One delivery in an LBB layout: which months it tells, and under which name.
struct LBBDelivery: Sendable {
  let name: String
  let layout: LBBLayout
  let months: ClosedRange<Int>
  let purpose: RandomSource.Purpose
  let rows: Int

  /// The second extract replaces the first where their ranges meet; the delta adds to both.
  static func all(_ deliveries: Deliveries) -> [LBBDelivery] {
    func months(_ first: CalendarMonth, _ last: CalendarMonth) -> ClosedRange<Int> { first.index...last.index }
    return [
      LBBDelivery(
        name: "dpae/LBB_XDPDPA_DPAE_20141001_20150331_20150405_174915.csv.gz", layout: .extract,
        months: months(CalendarMonth(2014, 10), CalendarMonth(2015, 3)), purpose: .extract,
        rows: deliveries.extractRows),
      LBBDelivery(
        name: "dpae/LBB_XDPDPA_DPAE_20141101_20150630_20150705_181203.csv.gz", layout: .extractOfLatin1,
        months: months(CalendarMonth(2014, 11), CalendarMonth(2015, 6)), purpose: .extract,
        rows: deliveries.extractRows),
      LBBDelivery(
        name: "dpae/lbb_xdpdpae_delta_201511102200.csv.gz", layout: .delta,
        months: months(CalendarMonth(2014, 12), CalendarMonth(2015, 10)), purpose: .delta, rows: deliveries.deltaRows),
    ]
  }

  func write(_ world: World, in directory: SampleDirectory) throws -> WrittenFile {
    var header = TextBuffer()
    layout.appendHeader(to: &header)
    var file = try RowFile(name, in: directory, header: header.bytes)
    var style = RandomSource(world.options.seed, purpose, months.lowerBound)
    for index in months {
      let month = CalendarMonth(index: index)
      var left = rows / months.count
      var stream = stream(of: month, rows: left, world)
      while left > 0, let declaration = stream.next() {
        left -= 1
        file.note(declaration)
        let row = LBBRow(layout, declaration, world.establishments[declaration.establishment])
        row.append(to: &file, &style)
        try file.endRow()
      }
    }
    return try file.finish()
  }

  private func stream(of month: CalendarMonth, rows: Int, _ world: World) -> DeclarationStream {
    if let told = world.deliveries.months.first(where: { $0.month == month }) { return world.stream(of: told) }
    return DeclarationStream(world, purpose, month, rows: rows)
  }
}

/// The DPAE without persons, as extracts and as a delta (DOMAIN section 2.2). They tell the same hires as the
/// warehouse from January 2015 on, and are alone to tell those of the last months of 2014.
struct LBBLayout: Sendable {
  /// `C2 A5` is a `¥` of UTF-8, `A5` one of Latin-1, which may stand in the same file as UTF-8 text.
  let separator: [UInt8]
  let columns: [String]
  /// The delta has three columns more, and lets age and priority change places.
  let isDelta: Bool

  static let extract = LBBLayout(
    separator: [0xC2, 0xA5], columns: shared + ["kn_trancheage", "dc_lblprioritede"], isDelta: false)
  static let extractOfLatin1 = LBBLayout(separator: [0xA5], columns: extract.columns, isDelta: false)
  static let delta = LBBLayout(
    separator: [0x7C],
    columns: shared + ["dc_lblprioritede", "kn_trancheage", "duree_pec", "dc_ididentiteexterne", "premiere_embauche"],
    isDelta: true)

  /// The commune of the establishment and, under the same name, that of the residence.
  private static let shared = [
    "kc_siret", "dc_naf_id", "dc_adresse", "dc_codepostal", "dc_commune_id", "dn_tailleetablissement",
    "dc_communenaissancepays", "kd_dateembauche", "dc_typecontrat_id", "dd_datefincdd", "dc_romev3_1_id",
    "dc_romev3_2_id", "kd_datecreation", "dc_privepublic", "dc_commune_id", "dc_natureemploi_id",
    "dc_qualitesalarie_id", "dn_dureetravailhebdo", "dn_dureetravailmensuelle", "dn_dureetravailannuelle",
    "nbrjourtravaille", "iiann",
  ]

  func appendHeader(to text: inout TextBuffer) {
    for (index, column) in columns.enumerated() {
      if index > 0 { text.append(separator) }
      text.append(column)
    }
  }
}
