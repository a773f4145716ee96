import CSampleData

/// A commune of Provence-Alpes-Côte d'Azur, under its INSEE code.
struct Commune: Sendable {
  let code: String
  let name: String
  let postcode: String
  /// Index in `Bassin.all`.
  let bassin: Int
  /// About the thousands of inhabitants.
  let weight: Int

  var departement: Substring { code.prefix(2) }

  /// A few communes are missing from the reference, as new or merged ones are: their bassin is unknown. So are the
  /// arrondissements of Marseille, which take the row of 13055.
  let isInReference: Bool

  /// By département, roughly from the mountains to the plain.
  static let all = embeddedRows(sample_communes()) { fields in
    Commune(
      code: fields[0], name: fields[1], postcode: fields[2], bassin: Int(fields[3])! - 9301, weight: Int(fields[4])!,
      isInReference: fields[5] == "yes")
  }

  static let weighted = Weighted(Array(all.indices)) { all[$0].weight }
}

enum Departement {
  /// The départements of the region, by code.
  static let names = [
    "04": "ALPES-DE-HAUTE-PROVENCE", "05": "HAUTES-ALPES", "06": "ALPES-MARITIMES", "13": "BOUCHES-DU-RHONE",
    "83": "VAR", "84": "VAUCLUSE",
  ]
}

/// A bassin d'emploi of the sample. The codes and names are invented: bassins change from year to year, and a sample
/// must not pass for one year's real ones.
struct Bassin: Sendable {
  let code: String
  let name: String

  /// 9301 first, without gap; 9306, 9317 and 9326 lie in two départements.
  static let all: [Bassin] = [
    "HAUTE UBAYE", "VERDON ET ASSES", "PAYS DIGNOIS", "DURANCE MOYENNE", "LUBERON ORIENTAL", "BUECH ET JABRON",
    "CHAMPSAUR", "BRIANCONNAIS SUD", "GAPENCAIS", "BAIE DES ANGES", "RIVIERA EST", "PLAINE DU VAR", "ESTEREL",
    "SOPHIA ET LOUP", "RADE DE MARSEILLE", "COLLINES DU GARLABAN", "PAYS DE SAINTE-VICTOIRE", "ETANG ET GOLFE",
    "CRAU ET ALPILLES", "CAMARGUE", "RADE DE TOULON", "ILES D'OR", "MAURES ET GOLFE", "DRACENIE ET ARGENS",
    "PROVENCE VERTE", "CITE DES PAPES", "COMTAT", "HAUT VAUCLUSE",
  ].enumerated().map { Bassin(code: String(9301 + $0.offset), name: $0.element) }
}
