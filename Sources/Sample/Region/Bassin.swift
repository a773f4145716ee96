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
