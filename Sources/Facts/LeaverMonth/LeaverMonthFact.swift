public import Count
import Join
import LabourMarket

extension Fact {
  public static let leaverMonth = Fact(
    "leaver-month", Wording("Courbe d’accès à l’emploi", "Access curve"),
    dimensions: LeaverFact.dimensions + [LeaverMonthFact.monthSinceExit], measures: LeaverMonthFact.measures,
    restsOn: ["cohort", "curve", "first_hire_date"]
  ) {
    Wording(
      "un sortant de la cohorte qu’on a pu suivre \($0.curveMonths) mois, à chaque mois depuis sa sortie",
      "a leaver of the cohort who could be followed \($0.curveMonths) months, in each month since the exit")
  }
}

/// The access curve: a leaver stands once in each of its months (DOMAIN section 5).
public enum LeaverMonthFact {
  public static let dispositif = LeaverFact.dispositif

  public static let monthSinceExit = Dimension(
    "month_since_exit", Wording("Mois depuis la sortie", "Months since the exit"), isNumber: true, isRepeated: true,
    values: { .numbers(1...$0.curveMonths) },
    rule: {
      Wording(
        "mois civils depuis la sortie, de 1 à \($0.curveMonths)",
        "calendar months since the exit, 1 to \($0.curveMonths)")
    })

  public enum Column {
    public static let followed = CountColumn("followed", .persons, isSameInRepeats: true)
    public static let accessAny = CountColumn(LeaverFact.Column.accessAny.name, .persons, partOf: [followed])
  }

  public static let leavers = Measure(
    LeaverFact.leavers.name, Wording("Sortants suivis", "Leavers followed"), .count(Column.followed), .persons
  ) {
    Wording(
      "sortants dont la fin de formation + \($0.curveMonths) mois civils ne dépasse pas la date des chiffres",
      "leavers of the cohort with end + \($0.curveMonths) calendar months <= as-of")
  }

  public static let accessAny = Measure(
    Column.accessAny.name, Wording("Déjà embauchés", "Hired so far"), .count(Column.accessAny), .persons,
    rule: Wording(
      "parmi eux, avec une embauche au plus tard ce mois-là",
      "of these, with a hire in (end, end + that many months]"))

  public static let accessAnyRate = Measure(
    LeaverFact.accessAnyRate.name, Wording("Part déjà embauchée", "Share hired so far"),
    .share(Column.accessAny, of: Column.followed), .share, rule: Wording(both: "\(accessAny) / \(leavers)"))

  static let measures = [leavers, accessAny, accessAnyRate]

  /// The leavers in each month of the access curve, one row a leaver and month.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let leavers = facts.leavers
    let months = 1...facts.trainings.rules.curveMonths
    var frame = FactFrame(rowCount: leavers.all.count * months.count)
    frame.add(
      dimensions.filter { $0 != monthSinceExit }, of: LeaverFact.rows(leavers), in: facts.trainings,
      each: months.count)
    var monthColumn = DimensionColumn()
    for month in months { monthColumn.append(UInt64(month)) { String(month) } }
    frame.dimensions[monthSinceExit] = monthColumn
    frame.flags[Column.followed] = leavers.all.flatMap { leaver in
      repeatElement(leaver.isFollowed ? 1 : 0, count: months.count)
    }
    frame.flags[Column.accessAny] = zip(leavers.all, facts.outcomes).flatMap { leaver, outcome in
      months.map { month in
        guard leaver.isFollowed, let first = outcome.firstHire else { return 0 }
        return first <= leaver.end.adding(months: month).number ? 1 : 0
      }
    }
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let months = facts.trainings.rules.curveMonths
    return FactSubjects(leaversOf: facts, each: months) { leaver in
      leaver.isFollowed ? "followed for \(months) months" : "not followed for \(months) months yet"
    }
  }
}

extension LeaverMonthFact {
  /// Stated for the data package, apart from what the protector works on. The leavers who are followed are the same in
  /// every month; those hired by the last month of access are, of them, those whom the table of access counts.
  static let packaged = Packaged(.protected) { rules in
    let followed = Meaning.CountName(Column.followed, sameFor: [monthSinceExit])
    let mature = Meaning.CountName(LeaverFact.Column.mature, of: .leaver)
    let hired = Meaning.CountName(LeaverFact.Column.accessAny, of: .leaver)
    let hiredInTime = Meaning.CountName(
      LeaverFact.Column.accessAny, of: .leaver, upTo: [monthSinceExit: rules.accessMonths])
    let hiredSoFar = Meaning.count(
      Meaning.CountName(Column.accessAny), partOf: [followed, hiredInTime], shareOf: [followed])
    return [
      leavers: .count(followed, partOf: [mature]),
      accessAny: hiredSoFar.having {
        $0.rises = monthSinceExit.name
        $0.among = Meaning.Subpopulation(
          of: hired, to: followed, in: mature, at: [monthSinceExit.name: String(rules.accessMonths)])
      },
      accessAnyRate: .rate(Meaning.CountName(Column.accessAny), of: followed),
    ]
  }
}
