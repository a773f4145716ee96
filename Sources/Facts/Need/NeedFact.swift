public import Count
import Deliveries
import Ingest
import LabourMarket

extension Fact {
  public static let need = Fact(
    "need", Wording("Projets de recrutement (BMO)", "Hiring projects (BMO)"), dimensions: NeedFact.dimensions,
    measures: NeedFact.measures, restsOn: ["secret_high"]
  ) { _ in
    Wording(
      "une ligne des données ouvertes BMO : métier x bassin x département",
      "one row of the BMO open data: métier x bassin x département")
  }
}

/// One row of the BMO open data, which come with a secret of their own.
public enum NeedFact {
  public static let year = Dimension(
    "year", Wording("Année", "Year"),
    kernel: NeedKernel(value: { row, _ in UInt64(row.year) }, label: { row, _ in String(row.year) }), isNumber: true,
    rule: Wording("année de l’enquête", "year of the survey"))

  public static let region = Dimension(
    "region", Wording("Région", "Region"), kernel: .code { $0.region },
    rule: Wording("code Insee de la région", "INSEE code of the region"))

  public static let departement = Dimension(
    "departement", Wording("Département", "Département"), kernel: .code { $0.departement },
    coarsens: [Coarsening(to: region, .reference)],
    rule: Wording("code du département", "INSEE code of the département"))

  public static let bassin = Dimension(
    "bassin", Wording("Bassin d’emploi", "Employment area"), kernel: .code { $0.bassin },
    rule: Wording("de l’enquête, quatre caractères", "four digits"))

  public static let family = Dimension(
    "family", Wording("Famille de métiers", "Family of métiers"), kernel: .code { $0.family },
    rule: Wording("lettre de la famille de métiers BMO", "letter of the family of métiers"))

  public static let metier = Dimension(
    "metier", Wording("Métier", "Métier"), kernel: .code { $0.metier },
    rule: Wording("code FAP du métier", "FAP code of the métier"))

  static let dimensions = [year, region, departement, bassin, family, metier]

  public enum Column {
    public static let secretCells = CountColumn("secret_cells", nil)
  }

  public static let projectsLow = bound(
    "projects_low", Wording("Projets, borne basse", "Projects, lower bound"),
    Wording(
      "projets de recrutement, un secret compté pour sa borne basse",
      "hiring projects, a secret counted for its lower bound"))

  public static let projectsHigh = bound(
    "projects_high", Wording("Projets, borne haute", "Projects, upper bound")
  ) {
    Wording(
      "projets de recrutement, un secret compté pour sa borne haute (\($0.secretHigh))",
      "hiring projects, a secret counted for its upper bound (\($0.secretHigh))")
  }

  public static let difficultLow = bound(
    "difficult_low", Wording("Projets difficiles, borne basse", "Difficult projects, lower bound"),
    Wording("projets jugés difficiles, borne basse", "projects judged difficult, lower bound"))

  public static let difficultHigh = bound(
    "difficult_high", Wording("Projets difficiles, borne haute", "Difficult projects, upper bound"),
    Wording("projets jugés difficiles, borne haute", "projects judged difficult, upper bound"))

  public static let seasonalLow = bound(
    "seasonal_low", Wording("Projets saisonniers, borne basse", "Seasonal projects, lower bound"),
    Wording("projets saisonniers, borne basse", "seasonal projects, lower bound"))

  public static let seasonalHigh = bound(
    "seasonal_high", Wording("Projets saisonniers, borne haute", "Seasonal projects, upper bound"),
    Wording("projets saisonniers, borne haute", "seasonal projects, upper bound"))

  public static let secretCells = Measure(
    Column.secretCells.name, Wording("Lignes secrètes", "Secret rows"), .count(Column.secretCells), .cells,
    rule: Wording("lignes dont le nombre de projets est secret", "rows whose number of projects is secret"))

  static let measures = [
    projectsLow, projectsHigh, difficultLow, difficultHigh, seasonalLow, seasonalHigh, secretCells,
  ]

  private static func bound(_ name: String, _ title: Wording, _ rule: Wording) -> Measure {
    bound(name, title) { _ in rule }
  }

  private static func bound(
    _ name: String, _ title: Wording, _ rule: @escaping @Sendable (Rules) -> Wording
  ) -> Measure {
    Measure(name, title, .sum(SumColumn(name), .projects), .projects, rule: rule)
  }

  /// The rows of the BMO open data.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let needs = facts.needs.needs
    var frame = FactFrame(rowCount: needs.count)
    frame.add(dimensions, of: needs, in: facts.needs.book)
    for (measure, bound) in [
      (projectsLow, \Need.projects.low), (projectsHigh, \.projects.high), (difficultLow, \.difficult.low),
      (difficultHigh, \.difficult.high), (seasonalLow, \.seasonal.low), (seasonalHigh, \.seasonal.high),
    ] as [(Measure, KeyPath<Need, Quantity>)] {
      frame.sums[SumColumn(measure.name)] = needs.map { $0[keyPath: bound] }
    }
    frame.flags[Column.secretCells] = needs.map { $0.isSecret ? 1 : 0 }
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let needs = facts.needs.needs
    return FactSubjects(
      source: .needs, place: { needs[$0].place },
      said: { row in
        let need = needs[row]
        let parts = [("projects", need.projects), ("difficult", need.difficult), ("seasonal", need.seasonal)]
        let said = parts.map { name, bounds in "\(name) \(text(bounds))" }.joined(separator: ", ")
        return need.isSecret ? "\(said); the number of projects is secret" : said
      })
  }

  private static func text(_ bounds: Bounds) -> String {
    let (low, high) = (FactSubjects.number(bounds.low), FactSubjects.number(bounds.high))
    return low == high ? low : "\(low) to \(high)"
  }
}

private typealias NeedKernel = RowKernel<Need, CodeBook>

extension DimensionKernel where Self == RowKernel<Need, CodeBook> {
  /// By a code of the table's book.
  fileprivate static func code(_ code: @escaping @Sendable (Need) -> UInt32) -> Self {
    Self(value: { row, _ in UInt64(code(row)) }, label: { row, book in book.text(of: code(row)) })
  }
}
