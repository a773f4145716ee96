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
    public static let confirmedOfMonth = CountColumn("confirmed_1m", .establishments, partOf: [confirmed, recruiters])
    public static let fulfilled = CountColumn(
      "fulfilled", .establishments, partOf: [confirmedOfMonth, confirmed, recruiters])
    public static let others = CountColumn("others", .establishments)
    public static let othersHiring = CountColumn("others_hiring", .establishments, partOf: [others])

    static let weighted = [recruiters, confirmed, confirmedOfMonth, fulfilled, others, othersHiring]
  }

  /// The weights of the answers that a column counts.
  static func weight(of column: CountColumn) -> SumColumn { SumColumn("\(column)_weighted", of: column) }

  public static let answers = Measure(
    Column.answers.name, Wording("Réponses", "Answers"), .count(Column.answers), .answers,
    rule: Wording("réponses à l’enquête", "answers"))

  public static let recruiters = Measure(
    Column.recruiters.name, Wording("Recruteurs", "Recruiters"), .count(Column.recruiters), .answers,
    rule: Wording("réponses avec au moins un projet", "answers with a project"))

  public static let recruitersWeighted = weighted(
    Column.recruiters, Wording("Recruteurs (pondérés)", "Recruiters (weighted)"))

  public static let confirmed = Measure(
    Column.confirmed.name, Wording("Intentions confirmées", "Confirmed"), .count(Column.confirmed), .answers,
    rule: Wording(
      "recruteurs avec une embauche hors intérim l’année de l’enquête, jusqu’à la date des chiffres",
      "recruiters with a non-interim hire in the survey year, up to the as-of date"))

  public static let confirmedWeighted = weighted(
    Column.confirmed, Wording("Intentions confirmées (pondérées)", "Confirmed (weighted)"))

  public static let confirmedRate = rate(
    "confirmed_rate", Wording("Part des intentions confirmées", "Share confirmed"), Column.confirmed,
    of: Column.recruiters, rule: Wording(both: "\(confirmedWeighted) / \(recruitersWeighted)"))

  public static let confirmedRateLow = Measure.end(.low, of: confirmedRate)
  public static let confirmedRateHigh = Measure.end(.high, of: confirmedRate)

  public static let confirmedOfMonth = Measure(
    Column.confirmedOfMonth.name, Wording("Confirmées, un mois ou plus", "Confirmed, of a month or more"),
    .count(Column.confirmedOfMonth), .answers, restsOn: ["one_month", "longest_duration"]
  ) {
    Wording(
      "recruteurs avec une telle embauche d’un mois ou plus : \($0.lastingMonth.french)",
      "recruiters with such a hire of a month or more: \($0.lastingMonth.english)")
  }

  public static let confirmedOfMonthRate = rate(
    "confirmed_1m_rate", Wording("Part des confirmées, un mois ou plus", "Share confirmed, of a month or more"),
    Column.confirmedOfMonth, of: Column.recruiters, restsOn: confirmedOfMonth.restsOn,
    rule: Wording(
      "part pondérée des recruteurs comptés dans \(confirmedOfMonth)",
      "the weighted share of the recruiters that \(confirmedOfMonth) counts"))

  public static let fulfilled = Measure(
    Column.fulfilled.name, Wording("Intentions réalisées", "Fulfilled"), .count(Column.fulfilled), .answers,
    restsOn: ["one_month", "longest_duration"]
  ) {
    Wording(
      "recruteurs avec au moins autant d’embauches d’un mois ou plus que de projets (\($0.lastingMonth.french))",
      "recruiters with as many hires of a month or more as projects, or more (\($0.lastingMonth.english))")
  }

  public static let fulfilledRate = rate(
    "fulfilled_rate", Wording("Part des intentions réalisées", "Share fulfilled"), Column.fulfilled,
    of: Column.recruiters, restsOn: fulfilled.restsOn,
    rule: Wording(
      "part pondérée des recruteurs comptés dans \(fulfilled)",
      "the weighted share of the recruiters that \(fulfilled) counts"))

  public static let others = Measure(
    Column.others.name, Wording("Autres réponses", "Other answers"), .count(Column.others), .answers,
    rule: Wording("réponses sans projet", "answers without a project"))

  public static let othersWeighted = weighted(
    Column.others, Wording("Autres réponses (pondérées)", "Other answers (weighted)"))

  public static let othersHiringRate = rate(
    "others_hiring_rate", Wording("Part des autres qui ont embauché", "Share of the others that hired"),
    Column.othersHiring, of: Column.others,
    rule: Wording(
      "part pondérée des réponses sans projet qui ont embauché quand même",
      "the weighted share of the others that hired all the same"))

  private static let rates = [confirmedRate, confirmedOfMonthRate, fulfilledRate, othersHiringRate]

  static let measures =
    [
      answers, recruiters, recruitersWeighted, confirmed, confirmedWeighted, confirmedRate, confirmedOfMonth,
      confirmedOfMonthRate, fulfilled, fulfilledRate, others, othersWeighted, othersHiringRate,
    ] + Measure.ends(of: rates)

  private static func weighted(_ column: CountColumn, _ title: Wording) -> Measure {
    let weight = weight(of: column)
    return Measure(
      weight.name, title, .sum(weight, .amount), .establishments,
      rule: Wording("somme de leurs poids", "the sum of their weights"))
  }

  private static func rate(
    _ name: String, _ title: Wording, _ part: CountColumn, of whole: CountColumn, restsOn: [String] = [],
    rule: Wording
  ) -> Measure {
    Measure(
      name, title, .weightedShare(weight(of: part), of: weight(of: whole)), .share, restsOn: restsOn, rule: rule)
  }

  /// Whether a measure also rests on what the answering establishments have hired.
  static func restsOnHires(_ measure: Measure) -> Bool {
    let unseen: Set = [Column.answers, Column.recruiters, Column.others]
    return !unseen.isSuperset(of: measure.countColumns)
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
      let ofMonth = facts.employers.hiresOfMonth(answer)
      let counted = [
        recruits, recruits && hasHired, recruits && ofMonth > 0, recruits && Quantity(ofMonth) >= answer.projects,
        !recruits, !recruits && hasHired,
      ]
      let square = answer.weight * answer.weight
      for (column, isCounted) in zip(Column.weighted, counted) {
        let weight = weight(of: column)
        frame.append(isCounted, to: column)
        frame.sums[weight, default: []].append(isCounted ? answer.weight : .zero)
        frame.sums[weight.squares, default: []].append(isCounted ? square : .zero)
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
        let ofMonth = employers.hiresOfMonth(answer)
        let projects = FactSubjects.number(answer.projects)
        return
          "weight \(FactSubjects.number(answer.weight)), \(projects) projects, \(hires) in \(answer.year) (\(ofMonth) of a month or more)"
      })
    subjects.employer = { answers[$0].siret }
    return subjects
  }
}

typealias AnswerKernel = RowKernel<SurveyAnswer, CodeBook>

extension AnswerFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    var meanings: [Measure: Meaning] = [
      answers: Meaning.count(Column.answers).having {
        $0.sumOf = [Meaning.CountName(Column.recruiters), Meaning.CountName(Column.others)]
      },
      recruiters: .count(Column.recruiters),
      recruitersWeighted: .follows(Column.recruiters),
      confirmed: .count(Column.confirmed, partOf: [Column.recruiters], shareOf: [Column.recruiters]),
      confirmedWeighted: .follows(Column.confirmed),
      confirmedRate: .rate(Column.confirmed, of: Column.recruiters, weighted: true),
      confirmedOfMonth: .count(
        Column.confirmedOfMonth, partOf: [Column.confirmed, Column.recruiters], shareOf: [Column.recruiters]),
      confirmedOfMonthRate: .rate(Column.confirmedOfMonth, of: Column.recruiters, weighted: true),
      fulfilled: .count(
        Column.fulfilled, partOf: [Column.confirmedOfMonth, Column.confirmed, Column.recruiters],
        shareOf: [Column.recruiters]),
      fulfilledRate: .rate(Column.fulfilled, of: Column.recruiters, weighted: true),
      others: .count(Column.others),
      othersWeighted: .follows(Column.others),
      othersHiringRate: .rate(Column.othersHiring, of: Column.others, weighted: true),
    ]
    for end in Measure.ends(of: rates) { meanings[end] = .follows(end.countColumns[0], end.countColumns[1]) }
    return meanings
  }
}
