public import Count
import Deliveries
import Ingest
import Join
import LabourMarket

extension Fact {
  public static let answer = Fact(
    "answer", Wording("Intentions d’embauche confirmées", "Confirmed hiring intentions"),
    dimensions: AnswerFact.dimensions, measures: AnswerFact.measures, restsOn: ["first_hire_date", "interim_naf"]
  ) { _ in
    Wording("la réponse d’un établissement à l’enquête BMO", "one establishment's answer to the BMO survey")
  }
}

/// One establishment's answer to the BMO survey, and whether it hired (DOMAIN section 5).
public enum AnswerFact {
  public static let year = Dimension(
    "year", Wording("Année", "Year"),
    kernel: AnswerKernel(value: { row, _ in UInt64(row.year) }, label: { row, _ in String(row.year) }),
    isNumber: true, rule: Wording("année de l’enquête", "year of the survey"))

  public static let sector = Dimension(
    "sector", Wording("Secteur", "Sector"),
    kernel: AnswerKernel(
      value: { row, _ in UInt64(Sector.allCases.firstIndex(of: row.sector)!) },
      label: { row, _ in row.sector.rawValue }),
    restsOn: ["interim_naf"], values: { _ in .closed(HireFact.sectors) },
    rule: {
      Wording(
        "de l’établissement, d’après sa NAF ; intérim : NAF \($0.interimActivities)",
        "of the establishment, by its NAF; interim: NAF \($0.interimActivities)")
    })

  public static let departement = Dimension(
    "departement", Wording("Département", "Département"),
    kernel: AnswerKernel(
      value: { row, _ in UInt64(row.departement) }, label: { row, book in book.text(of: row.departement) }),
    rule: Wording(
      "de l’établissement : d’après sa commune, sinon la colonne", "of the establishment's commune, else the column"))

  public static let bassin = Dimension(
    "bassin", Wording("Bassin d’emploi", "Employment area"),
    kernel: AnswerKernel(value: { row, _ in UInt64(row.bassin) }, label: { row, book in book.text(of: row.bassin) }),
    rule: Wording("de la commune de l’établissement, quatre caractères", "of the establishment, four digits"))

  static let dimensions = [year, sector, departement, bassin]

  public enum Column {
    public static let answers = CountColumn("answers", .establishments, parts: [recruiters, others])
    public static let recruiters = CountColumn("recruiters", .establishments)
    public static let confirmed = CountColumn("confirmed", .establishments, partOf: [recruiters])
    public static let others = CountColumn("others", .establishments)
    public static let othersHiring = CountColumn("others_hiring", .establishments, partOf: [others])
  }

  /// The weights of some answers.
  static let weights = [Column.recruiters, Column.confirmed, Column.others, Column.othersHiring].map { column in
    SumColumn("\(column.name)_weighted", of: column)
  }

  public static let answers = Measure(
    Column.answers.name, Wording("Réponses", "Answers"), .count(Column.answers), .answers,
    rule: Wording("réponses à l’enquête", "answers"))

  public static let recruiters = Measure(
    Column.recruiters.name, Wording("Recruteurs", "Recruiters"), .count(Column.recruiters), .answers,
    rule: Wording("réponses avec au moins un projet", "answers with a project"))

  public static let recruitersWeighted = weighted(0, Wording("Recruteurs (pondérés)", "Recruiters (weighted)"))

  public static let confirmed = Measure(
    Column.confirmed.name, Wording("Intentions confirmées", "Confirmed"), .count(Column.confirmed), .answers,
    rule: Wording(
      "recruteurs avec une embauche hors intérim l’année de l’enquête, jusqu’à la date des chiffres",
      "recruiters with a non-interim hire in the survey year, up to the as-of date"))

  public static let confirmedWeighted = weighted(
    1, Wording("Intentions confirmées (pondérées)", "Confirmed (weighted)"))

  public static let confirmedRate = Measure(
    "confirmed_rate", Wording("Part des intentions confirmées", "Share confirmed"),
    .weightedShare(weights[1], of: weights[0]), .share,
    rule: Wording(both: "\(confirmedWeighted) / \(recruitersWeighted)"))

  public static let others = Measure(
    Column.others.name, Wording("Autres réponses", "Other answers"), .count(Column.others), .answers,
    rule: Wording("réponses sans projet", "answers without a project"))

  public static let othersWeighted = weighted(2, Wording("Autres réponses (pondérées)", "Other answers (weighted)"))

  public static let othersHiringRate = Measure(
    "others_hiring_rate", Wording("Part des autres qui ont embauché", "Share of the others that hired"),
    .weightedShare(weights[3], of: weights[2]), .share,
    rule: Wording(
      "part pondérée des réponses sans projet qui ont embauché quand même",
      "the weighted share of the others that hired all the same"))

  static let measures = [
    answers, recruiters, recruitersWeighted, confirmed, confirmedWeighted, confirmedRate, others, othersWeighted,
    othersHiringRate,
  ]

  private static func weighted(_ index: Int, _ title: Wording) -> Measure {
    Measure(
      weights[index].name, title, .sum(weights[index], .amount), .establishments,
      rule: Wording("somme de leurs poids", "the sum of their weights"))
  }

  /// The answers to the BMO survey, one row each.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let answers = facts.survey.answers
    var frame = FactFrame(rowCount: answers.count)
    frame.add(dimensions, of: answers, in: facts.survey.book)
    frame.flags[Column.answers] = [UInt8](repeating: 1, count: answers.count)
    for answer in answers {
      let recruits = answer.projects >= Quantity(1)
      let hasHired = facts.employers.hasHired(answer)
      for (weight, counts) in zip(weights, [recruits, recruits && hasHired, !recruits, !recruits && hasHired]) {
        frame.append(counts, to: weight.of!)
        frame.sums[weight, default: []].append(counts ? answer.weight : .zero)
      }
    }
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let (answers, employers) = (facts.survey.answers, facts.employers)
    var subjects = FactSubjects(
      source: .survey, place: { answers[$0].place },
      said: { row in
        let answer = answers[row]
        let hires = employers.hasHired(answer) ? "has hired" : "has not hired"
        let projects = FactSubjects.number(answer.projects)
        return "weight \(FactSubjects.number(answer.weight)), \(projects) projects, \(hires) in \(answer.year)"
      })
    subjects.employer = { answers[$0].siret }
    return subjects
  }
}

typealias AnswerKernel = RowKernel<SurveyAnswer, CodeBook>

extension AnswerFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    [
      answers: Meaning.count(Column.answers).having {
        $0.sumOf = [Meaning.CountName(Column.recruiters), Meaning.CountName(Column.others)]
      },
      recruiters: .count(Column.recruiters),
      recruitersWeighted: .follows(Column.recruiters),
      confirmed: .count(Column.confirmed, partOf: [Column.recruiters], shareOf: [Column.recruiters]),
      confirmedWeighted: .follows(Column.confirmed),
      confirmedRate: .rate(Column.confirmed, of: Column.recruiters, weighted: true),
      others: .count(Column.others),
      othersWeighted: .follows(Column.others),
      othersHiringRate: .rate(Column.othersHiring, of: Column.others, weighted: true),
    ]
  }
}
