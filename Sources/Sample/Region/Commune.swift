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

  init(_ code: String, _ name: String, _ postcode: String, _ bassin: Int, _ weight: Int) {
    self.code = code
    self.name = name
    self.postcode = postcode
    self.bassin = bassin - 9301
    self.weight = weight
  }

  /// An arrondissement of Marseille, which `reference/commune-bassin.csv` does not list: it takes the row of 13055.
  init(arrondissement: Int, _ weight: Int) {
    let number = arrondissement < 10 ? "0\(arrondissement)" : "\(arrondissement)"
    self.init("132\(number)", "MARSEILLE \(number)", "130\(number)", 9315, weight)
  }

  /// A few communes are missing from the reference, as new or merged ones are: their bassin is unknown.
  var isInReference: Bool { !code.hasPrefix("132") && !["83153", "06161", "84141"].contains(code) }

  static let all: [Commune] = alps + riviera + rhoneMouths + varCoast + vaucluse

  static let weighted = Weighted(Array(all.indices)) { all[$0].weight }

  private static let alps = [
    Commune("04019", "BARCELONNETTE", "04400", 9301, 3), Commune("04039", "CASTELLANE", "04120", 9302, 2),
    Commune("04070", "DIGNE LES BAINS", "04000", 9303, 16), Commune("04088", "FORCALQUIER", "04300", 9304, 5),
    Commune("04112", "MANOSQUE", "04100", 9304, 22), Commune("04143", "ORAISON", "04700", 9304, 6),
    Commune("04209", "SISTERON", "04200", 9306, 8), Commune("05070", "LARAGNE MONTEGLIN", "05300", 9306, 4),
    Commune("05179", "VEYNES", "05400", 9309, 3), Commune("05061", "GAP", "05000", 9309, 41),
    Commune("05040", "CHORGES", "05230", 9307, 3), Commune("05046", "EMBRUN", "05200", 9308, 6),
    Commune("05023", "BRIANCON", "05100", 9308, 12),
  ]

  private static let riviera = [
    Commune("06088", "NICE", "06000", 9310, 343), Commune("06123", "SAINT LAURENT DU VAR", "06700", 9310, 29),
    Commune("06027", "CAGNES SUR MER", "06800", 9310, 48), Commune("06083", "MENTON", "06500", 9311, 29),
    Commune("06012", "BEAUSOLEIL", "06240", 9311, 13), Commune("06033", "CARROS", "06510", 9312, 12),
    Commune("06157", "VENCE", "06140", 9312, 19), Commune("06161", "VILLENEUVE LOUBET", "06270", 9312, 14),
    Commune("06029", "CANNES", "06400", 9313, 74), Commune("06079", "MANDELIEU LA NAPOULE", "06210", 9313, 22),
    Commune("06085", "MOUGINS", "06250", 9313, 18), Commune("06004", "ANTIBES", "06600", 9314, 75),
    Commune("06155", "VALLAURIS", "06220", 9314, 26), Commune("06152", "VALBONNE", "06560", 9314, 30),
    Commune("06069", "GRASSE", "06130", 9314, 51),
  ]

  private static let rhoneMouths =
    [39, 25, 45, 48, 45, 42, 35, 78, 74, 54, 58, 59, 89, 61, 77, 16].enumerated().map {
      Commune(arrondissement: $0.offset + 1, $0.element)
    } + [
      Commune("13055", "MARSEILLE", "13001", 9315, 30), Commune("13005", "AUBAGNE", "13400", 9316, 46),
      Commune("13028", "LA CIOTAT", "13600", 9316, 35), Commune("13001", "AIX EN PROVENCE", "13100", 9317, 143),
      Commune("13041", "GARDANNE", "13120", 9317, 20), Commune("13117", "VITROLLES", "13127", 9318, 34),
      Commune("13054", "MARIGNANE", "13700", 9318, 34), Commune("13056", "MARTIGUES", "13500", 9318, 49),
      Commune("13047", "ISTRES", "13800", 9318, 43), Commune("13039", "FOS SUR MER", "13270", 9318, 16),
      Commune("13063", "MIRAMAS", "13140", 9319, 26), Commune("13103", "SALON DE PROVENCE", "13300", 9319, 45),
      Commune("13027", "CHATEAURENARD", "13160", 9326, 16), Commune("13108", "TARASCON", "13150", 9320, 15),
      Commune("13004", "ARLES", "13200", 9320, 53),
    ]

  private static let varCoast = [
    Commune("83137", "TOULON", "83000", 9321, 168), Commune("83126", "LA SEYNE SUR MER", "83500", 9321, 65),
    Commune("83129", "SIX FOURS LES PLAGES", "83140", 9321, 34), Commune("83123", "SANARY SUR MER", "83110", 9321, 16),
    Commune("83153", "SAINT MANDRIER SUR MER", "83430", 9321, 6), Commune("83062", "LA GARDE", "83130", 9321, 25),
    Commune("83069", "HYERES", "83400", 9322, 57), Commune("83119", "SAINT TROPEZ", "83990", 9323, 5),
    Commune("83115", "SAINTE MAXIME", "83120", 9323, 14), Commune("83061", "FREJUS", "83600", 9324, 53),
    Commune("83118", "SAINT RAPHAEL", "83700", 9324, 35), Commune("83050", "DRAGUIGNAN", "83300", 9324, 40),
    Commune("83148", "VIDAUBAN", "83550", 9324, 11), Commune("83023", "BRIGNOLES", "83170", 9325, 17),
  ]

  private static let vaucluse = [
    Commune("84007", "AVIGNON", "84000", 9326, 92), Commune("84092", "LE PONTET", "84130", 9326, 17),
    Commune("84129", "SORGUES", "84700", 9326, 19), Commune("84141", "VEDENE", "84270", 9326, 11),
    Commune("84031", "CARPENTRAS", "84200", 9327, 28), Commune("84054", "L'ISLE SUR LA SORGUE", "84800", 9327, 19),
    Commune("84035", "CAVAILLON", "84300", 9327, 26), Commune("84003", "APT", "84400", 9305, 12),
    Commune("84089", "PERTUIS", "84120", 9317, 20), Commune("84087", "ORANGE", "84100", 9328, 29),
    Commune("84019", "BOLLENE", "84500", 9328, 14), Commune("84138", "VALREAS", "84600", 9328, 9),
    Commune("84137", "VAISON LA ROMAINE", "84110", 9328, 6),
  ]
}

enum Departement {
  /// The départements of the region, by code.
  static let names = [
    "04": "ALPES-DE-HAUTE-PROVENCE", "05": "HAUTES-ALPES", "06": "ALPES-MARITIMES", "13": "BOUCHES-DU-RHONE",
    "83": "VAR", "84": "VAUCLUSE",
  ]
}
