import Foundation
import Ingest
import TestSupport
import Testing

/// Trainee files in other forms than the national export (DOMAIN section 2.6).
@Suite struct RegionalTrainingTests {
  private func night() throws -> Night {
    let night = try Night()
    try night.put(
      Deliveries.warehouse(Deliveries.hire(["DC_INDIVIDU_NATIONAL": "111111"])),
      at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv")
    return night
  }

  private let regionalHeader =
    "Identifiant Stagiaire;Identifiant Composante;Raison Sociale;SIRET;Numéro Action;Libellé Action;Individu.Nom;"
    + "Prénom;Tel Portable;Mail;Date Entree;Date Sortie Prevue;Date Sortie;Site.Nom;Code Postal;Ville;Id Session DOKELIO\n"

  @Test func `a region's file with dates of day first gives entries, and no leaver: its identifiers are its own`()
    throws
  {
    let night = try night()
    try night.put(
      regionalHeader
        + "111111;1;A;;ACTION1;;N;P;;;15/03/2016;;31/08/2016;;93190;V;\n111111;1;A;;ACTION1;;N;P;;;31/02/2016;;;;;;\n",
      at: "training/stagiaires-idf_20161001.csv")
    try night.run()
    #expect(try night.totals("training-entries")["entries"] == "1")
    #expect(try night.totals("training-access")["leavers"] == "0")
    #expect(try night.text("rejects/training.csv").contains(",3,11,Date Entree,start,31/02/2016,"))
    #expect(night.log.all.contains { $0.contains("gives no national identifier") })
  }

  @Test func `the warehouse view gives entries by month, and no leaver: it has no end`() throws {
    let night = try night()
    try night.put(
      "kc_individu_national|dc_referencement_id|dc_formacode_id|dc_typeformation|dc_departement|kc_anneemois\n"
        + "111111|77|31734|AFC|13|201603\n111111|78|31734|AFC|13|2016-13\n",
      at: "training/stagiaires-entrepot_20161001.csv")
    try night.run()
    let rows = try night.table("training-entries")
    #expect(rows.contains { $0["month"] == "2016-03" && $0["dispositif"] == "AFC" && $0["entries"] == "1" })
    #expect(try night.totals("training-access")["not_mature"] == "0")
    #expect(try night.text("rejects/training.csv").contains(",start,2016-13,"))
  }

  @Test func `a region's later file does not take the place of the national one`() throws {
    let night = try night()
    let national = Deliveries.trainings(Deliveries.training(["dn_individu_national": ""]))
    try night.put(national, at: "training/stagiaires-pe_20160901.csv")
    try night.put(
      regionalHeader + "1;1;A;;ACTION1;;N;P;;;15/03/2016;;;;;;\n", at: "training/stagiaires-idf_20161001.csv")
    try night.run()
    #expect(try night.totals("training-entries")["entries"] == "2")
  }

  @Test(.enabled(if: hasSharedData)) func `the sample of a region's file is read`() throws {
    let night = try night()
    let bytes = Array(try Data(contentsOf: URL(filePath: "\(sharedData)/training/stagiaires-idf.csv")))
    try night.put(bytes, at: "training/stagiaires-idf_20180901.csv")
    try night.run(asOf: "2018-10-01")
    #expect(try night.totals("training-entries")["entries"] == "5")
  }
}
