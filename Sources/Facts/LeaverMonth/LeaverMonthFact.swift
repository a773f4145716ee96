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
      "personnes de la cohorte, par leur dernière sortie dont les embauches ont pu être observées chaque jour des \($0.curveMonths) mois civils suivants",
      "persons of the cohort, by their last exit whose hires could be observed on every day of (end, end + \($0.curveMonths) months]"
    )
  }

  public static let accessAny = Measure(
    Column.accessAny.name, Wording("Déjà embauchés", "Hired so far"), .count(Column.accessAny), .persons,
    rule: Wording(
      "parmi eux, avec une embauche au plus tard ce mois-là",
      "of these, with a hire in (end, end + that many months]"))

  public static let accessAnyRate = Measure(
    LeaverFact.accessAnyRate.name, Wording("Part déjà embauchée", "Share hired so far"),
    .share(Column.accessAny, of: Column.followed), .share, rule: Wording(both: "\(accessAny) / \(leavers)"))

  static let measures = [leavers, accessAny, accessAnyRate] + Measure.ends(of: [accessAnyRate])

  /// The exits of the curve in each of its months, one row an exit and month: those that are followed, and the leavers',
  /// who give a dispositif its rows before anybody could be followed.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let places = places(facts)
    let isFollowed = Set(facts.exits.followed)
    let months = 1...facts.trainings.rules.curveMonths
    var frame = FactFrame(rowCount: places.count * months.count)
    frame.add(
      dimensions.filter { $0 != monthSinceExit }, of: facts.trainingRows(of: places), in: facts.trainings,
      each: months.count)
    var monthColumn = DimensionColumn()
    for month in months { monthColumn.append(UInt64(month)) { String(month) } }
    frame.dimensions[monthSinceExit] = monthColumn
    frame.flags[Column.followed] = places.flatMap {
      repeatElement(isFollowed.contains($0) ? 1 : 0, count: months.count)
    }
    frame.flags[Column.accessAny] = places.flatMap { place in
      months.map { month in
        guard isFollowed.contains(place), let first = facts.outcomes[place].firstHire else { return 0 }
        return first <= facts.exits.all[place].end.adding(months: month).number ? 1 : 0
      }
    }
    return frame
  }

  private static func places(_ facts: RunFacts) -> [Int] {
    let followed = Set(facts.exits.followed)
    return facts.exits.followed + facts.exits.leavers.filter { !followed.contains($0) }
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let months = facts.trainings.rules.curveMonths
    let isFollowed = Set(facts.exits.followed)
    return FactSubjects(exits: places(facts), of: facts, each: months) { place in
      isFollowed.contains(place) ? "followed for \(months) months" : "not followed for \(months) months"
    }
  }
}

extension LeaverMonthFact {
  /// Stated for the data package, apart from what the protector works on. Those who are followed are the same in every
  /// month; they are no part of the mature leavers of a row, for a person may have left two trainings.
  static let packaged = Packaged(.protected) { _ in
    let followed = Meaning.CountName(Column.followed, sameFor: [monthSinceExit])
    let hiredSoFar = Meaning.count(Meaning.CountName(Column.accessAny), partOf: [followed], shareOf: [followed])
    var meanings: [Measure: Meaning] = [
      leavers: .count(followed),
      accessAny: hiredSoFar.having { $0.rises = monthSinceExit.name },
      accessAnyRate: .rate(Meaning.CountName(Column.accessAny), of: followed),
    ]
    for end in Measure.ends(of: [accessAnyRate]) {
      meanings[end] = .follows(Meaning.CountName(Column.accessAny), followed)
    }
    return meanings
  }
}
