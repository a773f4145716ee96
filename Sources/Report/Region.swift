/// A region of France with its départements, each on a map of squares: columns from the west, rows from the north.
struct Region {
  let code: String
  let name: String
  let departements: [Departement]

  struct Departement {
    let code: String
    let name: String
    let column: Int
    let row: Int

    init(_ code: String, _ name: String, _ column: Int, _ row: Int) {
      self.code = code
      self.name = name
      self.column = column
      self.row = row
    }
  }

  init(_ code: String, _ name: String, _ departements: [Departement]) {
    self.code = code
    self.name = name
    self.departements = departements
  }

  /// INSEE codes, regions since 2016; neighbours are neighbours as far as squares allow.
  static let all: [Region] = [
    Region("01", "Guadeloupe", [Departement("971", "Guadeloupe", 0, 0)]),
    Region("02", "Martinique", [Departement("972", "Martinique", 0, 0)]),
    Region("03", "Guyane", [Departement("973", "Guyane", 0, 0)]),
    Region("04", "La Réunion", [Departement("974", "La Réunion", 0, 0)]),
    Region("06", "Mayotte", [Departement("976", "Mayotte", 0, 0)]),
    Region("11", "Île-de-France", ileDeFrance),
    Region("24", "Centre-Val de Loire", centre),
    Region("27", "Bourgogne-Franche-Comté", bourgogne),
    Region("28", "Normandie", normandie),
    Region("32", "Hauts-de-France", hautsDeFrance),
    Region("44", "Grand Est", grandEst),
    Region("52", "Pays de la Loire", paysDeLaLoire),
    Region("53", "Bretagne", bretagne),
    Region("75", "Nouvelle-Aquitaine", nouvelleAquitaine),
    Region("76", "Occitanie", occitanie),
    Region("84", "Auvergne-Rhône-Alpes", auvergne),
    Region("93", "Provence-Alpes-Côte d’Azur", provence),
    Region("94", "Corse", [Departement("2A", "Corse-du-Sud", 0, 1), Departement("2B", "Haute-Corse", 0, 0)]),
  ]

  private static let ileDeFrance = [
    Departement("75", "Paris", 2, 1), Departement("77", "Seine-et-Marne", 4, 1), Departement("78", "Yvelines", 0, 1),
    Departement("91", "Essonne", 2, 2), Departement("92", "Hauts-de-Seine", 1, 1),
    Departement("93", "Seine-Saint-Denis", 2, 0), Departement("94", "Val-de-Marne", 3, 1),
    Departement("95", "Val-d’Oise", 1, 0),
  ]

  private static let centre = [
    Departement("18", "Cher", 2, 1), Departement("28", "Eure-et-Loir", 1, 0), Departement("36", "Indre", 1, 2),
    Departement("37", "Indre-et-Loire", 0, 1), Departement("41", "Loir-et-Cher", 1, 1),
    Departement("45", "Loiret", 2, 0),
  ]

  private static let bourgogne = [
    Departement("21", "Côte-d’Or", 1, 0), Departement("25", "Doubs", 3, 1), Departement("39", "Jura", 2, 1),
    Departement("58", "Nièvre", 0, 1), Departement("70", "Haute-Saône", 2, 0),
    Departement("71", "Saône-et-Loire", 1, 1), Departement("89", "Yonne", 0, 0),
    Departement("90", "Territoire de Belfort", 3, 0),
  ]

  private static let normandie = [
    Departement("14", "Calvados", 1, 0), Departement("27", "Eure", 2, 1), Departement("50", "Manche", 0, 0),
    Departement("61", "Orne", 1, 1), Departement("76", "Seine-Maritime", 2, 0),
  ]

  private static let hautsDeFrance = [
    Departement("02", "Aisne", 1, 1), Departement("59", "Nord", 1, 0), Departement("60", "Oise", 0, 2),
    Departement("62", "Pas-de-Calais", 0, 0), Departement("80", "Somme", 0, 1),
  ]

  private static let grandEst = [
    Departement("08", "Ardennes", 0, 0), Departement("10", "Aube", 0, 2), Departement("51", "Marne", 0, 1),
    Departement("52", "Haute-Marne", 1, 1), Departement("54", "Meurthe-et-Moselle", 2, 0),
    Departement("55", "Meuse", 1, 0), Departement("57", "Moselle", 3, 0), Departement("67", "Bas-Rhin", 3, 1),
    Departement("68", "Haut-Rhin", 3, 2), Departement("88", "Vosges", 2, 1),
  ]

  private static let paysDeLaLoire = [
    Departement("44", "Loire-Atlantique", 0, 1), Departement("49", "Maine-et-Loire", 1, 1),
    Departement("53", "Mayenne", 1, 0), Departement("72", "Sarthe", 2, 0), Departement("85", "Vendée", 0, 2),
  ]

  private static let bretagne = [
    Departement("22", "Côtes-d’Armor", 1, 0), Departement("29", "Finistère", 0, 0),
    Departement("35", "Ille-et-Vilaine", 2, 0), Departement("56", "Morbihan", 1, 1),
  ]

  private static let nouvelleAquitaine = [
    Departement("16", "Charente", 1, 1), Departement("17", "Charente-Maritime", 0, 1),
    Departement("19", "Corrèze", 2, 2),
    Departement("23", "Creuse", 3, 1), Departement("24", "Dordogne", 1, 2), Departement("33", "Gironde", 0, 2),
    Departement("40", "Landes", 0, 3), Departement("47", "Lot-et-Garonne", 1, 3),
    Departement("64", "Pyrénées-Atlantiques", 0, 4), Departement("79", "Deux-Sèvres", 1, 0),
    Departement("86", "Vienne", 2, 0), Departement("87", "Haute-Vienne", 2, 1),
  ]

  private static let occitanie = [
    Departement("09", "Ariège", 1, 3), Departement("11", "Aude", 2, 2), Departement("12", "Aveyron", 3, 0),
    Departement("30", "Gard", 4, 1), Departement("31", "Haute-Garonne", 1, 2), Departement("32", "Gers", 0, 1),
    Departement("34", "Hérault", 3, 1), Departement("46", "Lot", 2, 0), Departement("48", "Lozère", 4, 0),
    Departement("65", "Hautes-Pyrénées", 0, 2), Departement("66", "Pyrénées-Orientales", 2, 3),
    Departement("81", "Tarn", 2, 1), Departement("82", "Tarn-et-Garonne", 1, 1),
  ]

  private static let auvergne = [
    Departement("01", "Ain", 3, 0), Departement("03", "Allier", 0, 0), Departement("07", "Ardèche", 2, 2),
    Departement("15", "Cantal", 0, 2), Departement("26", "Drôme", 3, 2), Departement("38", "Isère", 3, 1),
    Departement("42", "Loire", 1, 1), Departement("43", "Haute-Loire", 1, 2), Departement("63", "Puy-de-Dôme", 0, 1),
    Departement("69", "Rhône", 2, 1), Departement("73", "Savoie", 4, 1), Departement("74", "Haute-Savoie", 4, 0),
  ]

  private static let provence = [
    Departement("04", "Alpes-de-Haute-Provence", 1, 1), Departement("05", "Hautes-Alpes", 1, 0),
    Departement("06", "Alpes-Maritimes", 2, 1), Departement("13", "Bouches-du-Rhône", 0, 2),
    Departement("83", "Var", 1, 2), Departement("84", "Vaucluse", 0, 1),
  ]
}
