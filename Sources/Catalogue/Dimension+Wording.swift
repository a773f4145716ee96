import Aggregate

extension Field {
  typealias DimensionEntry = (title: Wording, rule: String, form: Form)

  /// The French rule says what the English one of the catalogue says.
  static func entry(_ dimension: Dimension, of fact: Fact) -> DimensionEntry? {
    let establishment = [.hire, .answer, .needAndHire, .needAndHireByFAP].contains(fact)
    let month = Form.text(.pattern("[0-9]{4}-[0-9]{2}"))
    switch dimension.name {
    case "dispositif":
      return (Wording("Dispositif", "Scheme"), "tel qu’écrit dans le dossier de formation", .text(.any))
    case "training_type":
      return (
        Wording("Type de formation", "Type of training"),
        "prealable (à l’embauche), certifiante (un code certifinfo est présent) ou qualifiante",
        .text(.closed(["prealable", "certifiante", "qualifiante"]))
      )
    case "funders":
      return (Wording("Financeurs", "Funders"), "la liste des financeurs telle qu’écrite, comme 4;7", .text(.any))
    case "formacode_domain":
      return (
        Wording("Domaine Formacode", "Formacode domain"), "les trois premiers chiffres du Formacode principal",
        .text(.any)
      )
    case "sex":
      return (Wording("Sexe", "Sex"), "1 ou 2, d’après le registre des personnes", .text(.closed(["1", "2"])))
    case "age_band":
      return (
        Wording("Tranche d’âge", "Age band"), "âge révolu à la fin de la formation",
        .text(.closed(["<26", "26-50", ">50"]))
      )
    case "age_group":
      return (
        Wording("Âge quinquennal", "Five-year age group"), "âge révolu à la fin de la formation, par cinq ans : 20-24",
        .text(.any)
      )
    case "exit_month":
      return (Wording("Mois de sortie", "Month of exit"), "mois de la fin de la formation, aaaa-mm", month)
    case "exit_quarter":
      return (
        Wording("Trimestre de sortie", "Quarter of exit"), "trimestre de la fin de la formation, aaaa-Tn écrit aaaa-Qn",
        .text(.pattern("[0-9]{4}-Q[1-4]"))
      )
    case "month_since_exit":
      return (
        Wording("Mois depuis la sortie", "Months since the exit"), "mois civils depuis la sortie, de 1 à 12", .integer
      )
    case "month":
      let what = [.entry, .planMonth].contains(fact) ? "du début de la formation" : "de l’embauche"
      return (Wording("Mois", "Month"), "mois \(what), aaaa-mm", month)
    case "year": return (Wording("Année", "Year"), year(of: fact), .integer)
    case "region": return (Wording("Région", "Region"), "code Insee de la région", .text(.any))
    case "departement":
      return (Wording("Département", "Département"), departement(of: fact), .text(.any))
    case "bassin":
      let what =
        establishment ? "de la commune de l’établissement" : fact == .need ? "de l’enquête" : "du lieu de formation"
      return (Wording("Bassin d’emploi", "Employment area"), "\(what), quatre caractères", .text(.any))
    case "commune": return (Wording("Commune", "Commune"), "de l’établissement, code Insee", .text(.any))
    case "naf":
      return (Wording("NAF", "NAF"), "de l’établissement, quatre chiffres et une lettre", .text(.any))
    case "rome": return (Wording("ROME", "ROME"), "code ROME principal de la déclaration", .text(.any))
    case "sector":
      return (
        Wording("Secteur", "Sector"), "de l’établissement, d’après sa NAF ; intérim : NAF d’intérim ou contrat CTT",
        .text(
          .closed(["interim", "chr", "agriculture", "industry", "construction", "commerce", "public", "services"]))
      )
    case "contract_class":
      return (
        Wording("Classe de contrat", "Contract class"), "nature et durée du contrat",
        .text(.closed(["interim", "CDI", "CDD>=6m", "CDD 1-6m", "CDD<=1m", "CDD ?"]))
      )
    case "family":
      return (Wording("Famille de métiers", "Family of métiers"), "lettre de la famille de métiers BMO", .text(.any))
    case "metier": return (Wording("Métier", "Métier"), "code FAP du métier", .text(.any))
    case "fap": return (Wording("Métier FAP", "FAP métier"), "code FAP", .text(.any))
    case "figure": return (Wording("Chiffre", "Figure"), "nom du chiffre", .text(.any))
    default: return nil
    }
  }

  private static func year(of fact: Fact) -> String {
    switch fact {
    case .entry: "année du début de la formation"
    case .hire: "année de l’embauche"
    case .needAndHire, .needAndHireByFAP: "année de l’enquête, et de l’embauche"
    default: "année de l’enquête"
    }
  }

  private static func departement(of fact: Fact) -> String {
    switch fact {
    case .leaver, .leaverMonth, .entry: "du lieu de formation : d’après son code Insee, sinon la colonne département"
    case .hire: "de l’établissement : d’après sa commune, sinon son code postal"
    case .answer, .needAndHire: "de l’établissement : d’après sa commune, sinon la colonne"
    default: "code du département"
    }
  }
}
