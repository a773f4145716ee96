import Count

/// What the codes of a table stand for, in words.
struct Labels {
  let say: Language
  /// By dimension and code: names that came with the inputs.
  let given: [String: [String: String]]

  /// A name with its code, for tables.
  ///
  /// - Parameter code: `nil` is the total.
  func label(_ dimension: String, _ code: String?) -> String {
    let name = name(dimension, code)
    guard let code, code != "?", name != code, ["departement", "metier", "bassin"].contains(dimension) else {
      return name
    }
    return "\(name) (\(code))"
  }

  /// The name alone, for pictures and sentences; the code where there is no name.
  func name(_ dimension: String, _ code: String?) -> String {
    guard let code else { return say("Ensemble", "All") }
    if code == "?" { return say("Inconnu", "Unknown") }
    switch dimension {
    case "sector": return sector(code)
    case "contract_class": return contractClass(code)
    case "month": return say.month(code)
    case "departement": return Region.all.flatMap(\.departements).first { $0.code == code }?.name ?? code
    case "region": return Region.all.first { $0.code == code }?.name ?? code
    default: return given[dimension]?[code] ?? code
    }
  }

  private func sector(_ code: String) -> String {
    switch code {
    case "interim": say("Intérim", "Temporary agency work")
    case "chr": say("Hôtels, cafés, restaurants", "Hotels, cafés, restaurants")
    case "agriculture": "Agriculture"
    case "industry": say("Industrie", "Industry")
    case "construction": "Construction"
    case "commerce": say("Commerce", "Commerce")
    case "public": say("Administration publique", "Public administration")
    case "services": say("Services aux entreprises et aux personnes", "Business and personal services")
    default: code
    }
  }

  private func contractClass(_ code: String) -> String {
    switch code {
    case "interim": say("Intérim", "Temporary agency work")
    case "CDI": say("CDI", "Open-ended (CDI)")
    case "CDD>=6m": say("CDD de 6 mois et plus", "Fixed-term, 6 months or more")
    case "CDD 1-6m": say("CDD de 1 à 6 mois", "Fixed-term, 1 to 6 months")
    case "CDD<=1m": say("CDD d’un mois au plus", "Fixed-term, a month at most")
    case "CDD ?": say("CDD de durée inconnue", "Fixed-term, unknown length")
    default: code
    }
  }
}
