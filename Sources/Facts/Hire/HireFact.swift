public import Count
import LabourMarket
import Normalise

extension Fact {
  public static let hire = Fact(
    "hire", Wording("Embauches", "Hires"), dimensions: HireFact.dimensions, measures: HireFact.measures,
    employers: HireFact.employers, restsOn: ["first_hire_date"]
  ) { _ in
    Wording(
      "une embauche, une fois retenue une seule version de sa déclaration",
      "one hire that stands once the versions of its declaration are settled")
  }
}

/// One hire that stands, at its establishment (DOMAIN section 5). Hires are counted as they flow, see `HireCounter`.
public enum HireFact {
  // MARK: dimensions

  public static let month = Dimension(
    "month", Wording("Mois", "Month"), kernel: HireKernel { _ in (.month, DimensionLabels(months.map(Day.month))) },
    coarsens: [.to(year, yearOfMonth)], values: .month,
    rule: Wording("mois de l’embauche, aaaa-mm", "month of the hire, yyyy-mm"))

  public static let year = Dimension(
    "year", Wording("Année", "Year"),
    kernel: HireKernel { _ in
      (.year, DimensionLabels((months.lowerBound / 12...months.upperBound / 12).map { String($0) }))
    },
    isNumber: true, rule: Wording("année de l’embauche", "year of the hire"))

  public static let region = Dimension(
    "region", Wording("Région", "Region"),
    kernel: HireKernel { HireKernel.byWorkplace($0, $0.regions) { $0.region } },
    rule: Wording("celle du département, code Insee", "that of the département, INSEE code"))

  public static let departement = Dimension(
    "departement", Wording("Département", "Département"),
    kernel: HireKernel { HireKernel.byWorkplace($0, $0.departements) { $0.departement } },
    coarsens: [.to(region) { Departement(column: $0)?.region }],
    rule: Wording(
      "de l’établissement : d’après sa commune, sinon son code postal",
      "of the establishment: from its commune, else from its postcode"))

  public static let bassin = Dimension(
    "bassin", Wording("Bassin d’emploi", "Employment area"), kernel: HireKernel(HireKernel.bassins),
    coarsens: [Coarsening(to: departement, .reference)],
    rule: Wording("de la commune de l’établissement, quatre caractères", "of the establishment's commune"))

  public static let commune = Dimension(
    "commune", Wording("Commune", "Commune"),
    kernel: HireKernel { HireKernel.byWorkplace($0, $0.communes) { $0.commune } },
    // Where the commune is unknown the postcode may tell the département.
    coarsens: [
      .to(departement) { Commune($0)?.departement.code }, Coarsening(to: bassin, .reference),
    ],
    rule: Wording("de l’établissement, code Insee", "of the establishment, INSEE code"))

  public static let naf = Dimension(
    "naf", Wording("NAF", "NAF"), kernel: HireKernel { HireKernel.byWorkplace($0, $0.activities) { $0.activity } },
    coarsens: [
      // A contract of temporary work comes before the activity.
      Coarsening(
        to: sector,
        .label { naf, rules in
          [Sector(NAF(naf), interimNAF: rules.interimNAF).rawValue, Sector.interim.rawValue]
        })
    ],
    rule: Wording(
      "de l’établissement, quatre chiffres et une lettre (NAF rév. 2, ou NAF 2025 à partir de 2027)",
      "of the establishment, four digits and a letter (NAF rév. 2, or NAF 2025 from 2027 on)"))

  /// Not the métier of the hire, which no declaration says (DOMAIN section 2.2).
  public static let soughtROME = Dimension(
    "sought_rome", Wording("ROME recherché", "ROME sought"),
    kernel: HireKernel { HireKernel.byWorkplace($0, $0.soughtROMEs) { $0.soughtROME } },
    rule: Wording(
      "métier que recherchait le demandeur d’emploi embauché, et non celui de l’embauche, que la DPAE ne dit pas",
      "the métier that the job seeker who was hired looked for, not that of the hire, which no declaration says"))

  public static let organisme = Dimension(
    "organisme", Wording("Organisme source", "Source body"),
    kernel: HireKernel { HireKernel.byWorkplace($0, $0.organismes) { $0.organisme } },
    rule: Wording(
      "organisme qui a reçu la déclaration, tel qu’écrit : le régime de l’employeur (URS, MSA…)",
      "the body that received the declaration, as written: the scheme of the employer (URS, MSA…)"))

  public static let sector = Dimension(
    "sector", Wording("Secteur", "Sector"), kernel: HireKernel(HireKernel.sectors),
    coarsens: [.to(isInterim) { yes($0 == Sector.interim.rawValue) }], restsOn: ["interim_naf"],
    values: { _ in .closed(sectors) },
    rule: {
      Wording(
        "de l’établissement, d’après sa NAF ; intérim : NAF \($0.interimActivities) ou contrat CTT",
        "interim (NAF \($0.interimActivities), or a CTT), chr, agriculture, industry, construction, commerce, public or services"
      )
    })

  public static let contractClass = Dimension(
    "contract_class", Wording("Classe de contrat", "Contract class"),
    kernel: HireKernel { _ in (.contractClass, DimensionLabels(ContractClass.allCases.map(\.rawValue))) },
    coarsens: [.to(isInterim) { yes($0 == ContractClass.interim.rawValue) }],
    restsOn: ["interim_naf", "short_class", "medium_class", "longest_duration"],
    values: { _ in .closed(ContractClass.allCases.map(\.rawValue)) },
    rule: { rules in
      let (short, medium) = (rules.shortClassDays, rules.mediumClassDays)
      let (one, some) = (ContractClass.short.rawValue, ContractClass.medium.rawValue)
      return Wording(
        "nature et durée du contrat : \(one) jusqu’à \(short) jours, \(some) jusqu’à \(medium) ; durée inconnue au-delà de \(rules.longestDuration)",
        "interim, CDI, CDD>=6m, \(some) (at most \(medium) days), \(one) (at most \(short)), CDD ? (unknown, or more than \(rules.longestDuration))"
      )
    })

  static let dimensions = [
    month, year, region, departement, bassin, commune, naf, soughtROME, organisme, sector, contractClass,
  ]

  /// What `sector` and `contract_class` both say. No table shows it.
  public static let isInterim = Dimension(
    "is interim", Wording("Intérim", "Temporary agency work"), restsOn: ["interim_naf"],
    values: .closed([yes(true), yes(false)]),
    rule: Wording("NAF d’intérim ou contrat CTT", "an activity of agencies, or a CTT"))

  /// What all have that stand beside needs.
  public static let isNotInterim = yes(false)

  /// All but the unknown one.
  static let sectors = Sector.allCases.filter { $0 != .unknown }.map(\.rawValue)

  // MARK: counts and measures

  public enum Column {
    public static let hires = CountColumn("hires", .hires)
    public static let hiresOfMonth = CountColumn("hires_1m", .hires, partOf: [hires])
    public static let hiresDurable = CountColumn("hires_durable", .hires, partOf: [hiresOfMonth, hires])
    public static let establishments = CountColumn(
      "establishments", .establishments, isDistinct: true, partOf: [hires])
    public static let persons = CountColumn("persons", .persons, isDistinct: true, partOf: [hires])
  }

  public static let employers = Fact.Employers(hires: Column.hires, establishments: Column.establishments)

  public static let hires = Measure(
    Column.hires.name, Wording("Embauches", "Hires"), .count(Column.hires), .hires,
    rule: Wording("embauches", "hires"))

  public static let hiresOfMonth = Measure(
    Column.hiresOfMonth.name, Wording("Embauches d’un mois ou plus", "Hires of a month or more"),
    .count(Column.hiresOfMonth), .hires, restsOn: ["one_month", "longest_duration"]
  ) { Wording($0.lastingMonth.french, "hires of at least one month: \($0.lastingMonth.english)") }

  public static let hiresDurable = Measure(
    Column.hiresDurable.name, Wording("Embauches durables", "Durable hires"), .count(Column.hiresDurable), .hires,
    restsOn: ["durable", "longest_duration"]
  ) { Wording($0.durable.french, "durable hires: \($0.durable.english)") }

  public static let establishments = Measure(
    Column.establishments.name, Wording("Établissements", "Establishments"), .distinct(Column.establishments),
    .establishments, rule: Wording("SIRET distincts", "distinct SIRET"))

  public static let persons = Measure(
    Column.persons.name, Wording("Personnes", "Persons"), .distinct(Column.persons), .persons,
    rule: Wording("personnes connues distinctes", "distinct known persons"))

  static let measures = [hires, hiresOfMonth, hiresDurable, establishments, persons]

  /// Since January 1950.
  static let months = HireTraits.firstMonth...HiringDeclaration.knownDays.upperBound.monthIndex
}

extension HireFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in meanings { _ in nil } }

  /// - Parameter equality: with which hires of another fact a count of hires is the same.
  static func meanings(_ equality: (CountColumn) -> Meaning.Equality?) -> [Measure: Meaning] {
    [
      hires: .count(Column.hires, equals: equality(Column.hires)),
      hiresOfMonth: .count(
        Column.hiresOfMonth, partOf: [Column.hires], equals: equality(Column.hiresOfMonth)),
      hiresDurable: .count(
        Column.hiresDurable, partOf: [Column.hiresOfMonth, Column.hires], equals: equality(Column.hiresDurable)),
      establishments: .count(Column.establishments, partOf: [Column.hires], distinct: true),
      persons: .count(
        Column.persons, partOf: [Column.hires], distinct: true, equals: equality(Column.persons)),
    ]
  }
}
