/// The DPAE without persons, as extracts and as a delta (DOMAIN section 2.2). They tell the same hires as the
/// warehouse from January 2016 on, and are alone to tell those of the last months of 2015.
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
