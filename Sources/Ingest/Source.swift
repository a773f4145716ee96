/// The sources that the product reads, with the fields that a layout may feed.
///
/// A source is a value in this list, not a subclass (DOMAIN section 2).
public enum Source: String, Sendable, CaseIterable {
  case dpae, training, costs, register, needs, survey, offers, trust, plan, communes
  case fapRome = "fap-rome"

  /// The fields that must be fed by a column for a row to mean anything.
  public var requiredFields: [String] {
    switch self {
    case .dpae: ["siret", "hire_date", "contract"]
    case .training: ["session"]
    case .costs: ["session", "amount"]
    case .register: ["national_id"]
    case .needs: ["year", "metier", "bassin", "projects"]
    case .survey: ["siret", "bassin", "weight", Source.wideField]
    case .offers: ["offer", "filed", "filled"]
    case .trust: ["siret", "date", "trust", "weight"]
    case .plan: ["month", "target"]
    case .communes: ["commune", "bassin"]
    case .fapRome: ["fap", "rome"]
    }
  }

  /// The fields whose absence is the state "missing" in every row.
  public var optionalFields: [String] {
    switch self {
    case .dpae:
      [
        "end_date", "creation_date", "naf", "commune", "postcode", "national_id", "nir", "nir_key", "rome",
        "test_indicator",
      ]
    case .training:
      [
        "national_id", "start", "start_month", "end", "dispositif", "place_commune", "place_departement",
        "place_postcode", "funders", "formacode",
      ]
        + (1...5).map { "certifinfo_\($0)" }
    case .costs: []
    case .register: ["nir", "birth_date", "sex", "commune"]
    case .needs: ["family", "departement", "region", "difficult", "seasonal", "metier_name", "bassin_name"]
    case .survey: ["commune", "departement", "naf"]
    case .offers: ["region", "departement", "rome"]
    case .trust, .plan: []
    case .communes: ["year", "bassin_name"]
    case .fapRome: ["weight", "year"]
    }
  }

  /// Fields of which a layout feeds at least one.
  public var alternatives: [String] { self == .training ? ["start", "start_month"] : [] }

  /// The field that many columns feed, one for each FAP métier (DOMAIN section 2.5).
  public static let wideField = "projects_by_fap"

  public var fields: [String] { requiredFields + optionalFields }

  /// Whether only the deliveries dated on or before the as-of date are seen (DOMAIN section 4).
  public var isDelivered: Bool {
    switch self {
    case .dpae, .training, .costs, .register, .offers, .trust: true
    case .needs, .survey, .plan, .communes, .fapRome: false
    }
  }
}
