import CSampleData

/// A métier of the survey: a FAP code of 2009, in the words of this sample.
struct Metier: Sendable {
  let fap: String
  let name: String
  /// The family of the BMO publication.
  let family: Character
  let sector: Sector
  /// Weight among the hiring projects.
  let weight: Int
  /// The codes ROME that lead to it.
  let romes: [String]

  /// In byte order of the codes.
  static let all = embeddedRows(sample_metiers()) { fields in
    Metier(
      fap: fields[0], name: fields[1], family: Character(fields[2]), sector: Sector(named: fields[3]),
      weight: Int(fields[4])!, romes: fields[5].split(separator: " ").map { String($0) })
  }

  static let weighted = Weighted(Array(all.indices)) { all[$0].weight }

  /// Indices of `all`, for the employers of a sector; an agency of interim looks for all of them.
  static let wanted: [Weighted<Int>] = Sector.allCases.map { sector in
    let isSpecific = all.contains { $0.sector == sector }
    return Weighted(Array(all.indices)) { isSpecific && all[$0].sector != sector ? 0 : all[$0].weight }
  }

  /// Indices of `all`, of those that a declaration of the sector can name by a code ROME.
  static let withROME: [Weighted<Int>] = Sector.allCases.map { sector in
    let isSpecific = all.contains { $0.sector == sector }
    return Weighted(Array(all.indices)) {
      all[$0].romes.isEmpty || (isSpecific && all[$0].sector != sector) ? 0 : all[$0].weight
    }
  }

  static let families: [Character: String] = [
    "A": "Fonctions administratives", "C": "Fonctions d'encadrement", "I": "Ouvriers de l'industrie",
    "O": "Ouvriers de la construction et du bâtiment", "S": "Fonctions sociales et médico-sociales",
    "T": "Autres techniciens et employés", "V": "Fonctions liées à la vente, au tourisme et aux services",
    "Z": "Autres métiers",
  ]
}
