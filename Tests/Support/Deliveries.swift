/// Deliveries written field by field: a test names the fields that it is about, the rest is plain and valid.
///
/// The person of every row is 1000000001, the establishment 73282932000074 of NAF 5610A in 13055.
public struct Deliveries {
  /// A row of the person-level export, as the fields that differ from the plain one.
  public static func hire(_ fields: KeyValuePairs<String, String> = [:]) -> [String: String] {
    var row = [
      "KC_SIRET": "73282932000074", "DC_NAF_ID": "5610A", "DC_COMMUNE_ID": "13055", "DC_CODEPOSTAL": "13001",
      "DC_INDIVIDU_NATIONAL": "1000000001", "KD_DATEEMBAUCHE": "2016-10-03", "DC_TYPECONTRAT_ID": "2",
    ]
    for (field, value) in fields { row[field] = value }
    return row
  }

  /// A row of the trainee export.
  public static func training(_ fields: KeyValuePairs<String, String> = [:]) -> [String: String] {
    var row = [
      "dn_individu_national": "1000000001", "dn_session_id": "501",
      "dd_datedebutplanformation": "2016-03-01 00:00:00.0",
      "dd_datefinplanformation": "2016-08-31 00:00:00.0", "dc_insee_lieuformation": "13055",
      "c_dispositifformation": "AFC",
    ]
    for (field, value) in fields { row[field] = value }
    return row
  }

  public static func warehouse(_ rows: [String: String]...) -> String { text(warehouseColumns, rows) }
  public static func warehouse(_ rows: [[String: String]]) -> String { text(warehouseColumns, rows) }
  public static func trainings(_ rows: [String: String]...) -> String { text(trainingColumns, rows) }
  public static func trainings(_ rows: [[String: String]]) -> String { text(trainingColumns, rows) }
  public static func register(_ rows: [String: String]...) -> String { text(registerColumns, rows) }
  public static func costs(_ rows: (session: String, euro: String)...) -> String {
    text(
      ["KC_REFERENCEMENT", "DN_MONTANTPAYEDECISIONBUREAU"],
      rows.map { ["KC_REFERENCEMENT": $0.session, "DN_MONTANTPAYEDECISIONBUREAU": $0.euro] })
  }

  private static func text(_ columns: [String], _ rows: [[String: String]]) -> String {
    let lines = rows.map { row in columns.map { row[$0] ?? "" }.joined(separator: "|") }
    return ([columns.joined(separator: "|")] + lines).map { $0 + "\n" }.joined()
  }

  public static let warehouseColumns = words(
    """
    KC_ORGANISME_SOURCE KC_ORGANISME_EMETTEUR KC_MOISSTATISTIQUE KD_DATECREATION DC_FILLER1 KC_SIRET DC_NAF_ID
    DC_NOMRAISONSOCIALE DC_ADRESSE DC_CODEPOSTAL DC_LBLCOMMUNE DC_CODEPAYS DC_TELEPHONE DC_PRIVEPUBLIC DC_COMMUNE_ID
    DN_TAILLEETABLISSEMENT DC_CATEGORIESJURIDIQUES_ID DC_UNITE DN_EMPLOYEUR DC_FILLER2 KC_NIR DC_STATUTNIRDPAE
    DC_STATUTNIRBNI DC_CORRESPONDANCE KD_DATENAISSANCE DC_COMMUNENAISSANCEPAYS DC_DEPARTEMENTNAISSANCE DC_NOM DC_PRENOM
    DC_NOMEPOUX DC_SEXE DC_INDIVIDU_LOCAL DC_STATUTINDIVIDULOCAL DC_COMMUNE_RESIDENCE_ID DC_INDIVIDU_NATIONAL DC_FILLER3
    KD_DATEEMBAUCHE DC_HEUREEMBAUCHE DC_TYPECONTRAT_ID DD_DATEFINCDD DC_QUALITESALARIE_ID DC_NATUREEMPLOI_ID
    DN_DUREETRAVAILHEBDO DN_DUREETRAVAILMENSUELLE DN_DUREETRAVAILANNUELLE DN_DUREEPERIODEESSAI DC_FILLER4
    """)

  public static let trainingColumns = words(
    """
    c_nomcorrespondance c_prenomcorrespondance c_adresseemail c_telephone1 c_telephone2 c_validitemail_id
    dn_individu_national dn_session_id c_individulocal dc_formation_id dc_lblformation dd_datedebutplanformation
    dd_datefinplanformation dc_organisme_id dc_cp_lieuformation dc_insee_lieuformation dc_ville_lieuformation
    dc_formacode_ppal_id dc_formacode_secondaire1_id dc_formacode_secondaire2_id dc_formacode_secondaire3_id
    dc_formacode_secondaire4_id dn_certifinfo_1_id dn_certifinfo_2_id dn_certifinfo_3_id dn_certifinfo_4_id
    dn_certifinfo_5_id dc_siret dc_lblorganisme dc_raisonsociale departement dc_numeroicsession dc_numeroicaction
    liste_financeur c_dispositifformation dc_siretorganismeformateur dc_lblorganismeorganismeformateur
    dc_raisonsocialeorganismeformateur
    """)

  public static let registerColumns = words("KC_INDIVIDU_NATIONAL KC_NIR KD_DATENAISSANCE DC_SEXE DC_COMMUNE_ID")

  private static func words(_ text: String) -> [String] { text.split { $0 == " " || $0 == "\n" }.map(String.init) }
}

extension Night {
  /// A delivery of the person-level export of these hire dates, `yyyymmdd`.
  public func deliver(
    _ text: String, from first: String = "20160101", to last: String = "20170331", on day: String = "20170331",
    part: String = ""
  )
    throws
  {
    try put(text, at: "dpae/XDP_DPAE_\(first)_\(last)_\(day)\(part).csv.gz")
  }

  public func deliverTrainings(_ text: String, on day: String = "20170301") throws {
    try put(text, at: "training/stagiaires-pe_\(day).csv.gz")
  }
}
