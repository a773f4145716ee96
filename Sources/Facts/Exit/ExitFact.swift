public import Count
import Join
import LabourMarket

extension Fact {
  public static let exit = Fact(
    "exit", Wording("Accès à l’emploi par trimestre de sortie", "Access to employment by quarter of exit"),
    dimensions: ExitFact.dimensions, measures: ExitFact.measures,
    restsOn: ["trend", "access", "hole_days", "first_hire_date"]
  ) {
    Wording(
      "d’une personne et d’un trimestre, la dernière formation qui s’y est terminée ; les trimestres des \($0.trendMonths) mois avant la date des chiffres dont toutes les sorties ont pu être suivies \($0.accessMonths) mois",
      "of one person and quarter the last training that ended in it; the quarters of the \($0.trendMonths) months up to the as-of date whose every exit could be followed for \($0.accessMonths) months"
    )
  }
}

/// The exits of quarters that are over, for series: what is counted of a quarter changes only by late or corrected
/// deliveries (DOMAIN section 5).
public enum ExitFact {
  /// Every quarter that qualifies has its row, even if nobody left.
  public static let exitQuarter = Dimension(
    LeaverFact.exitQuarter.name, LeaverFact.exitQuarter.title, kernel: LeaverFact.exitQuarter.kernel,
    isComplete: true, values: LeaverFact.exitQuarter.values, rule: LeaverFact.exitQuarter.rule)

  static let dimensions = LeaverFact.dimensions.map { $0 == exitQuarter ? exitQuarter : $0 }

  public enum Column {
    public static let reEntered = CountColumn("re_entered", .persons, partOf: [LeaverFact.Column.mature])
  }

  public static let reEntered = Measure(
    Column.reEntered.name, Wording("Retournés en formation", "Training again"), .count(Column.reEntered), .persons,
    restsOn: ["access"]
  ) {
    Wording(
      "sortants mûrs qui commencent une autre formation dans les \($0.accessMonths) mois civils après la fin",
      "mature leavers who start another training in (end, end + \($0.accessMonths) months]")
  }

  public static let reEnteredRate = Measure(
    "re_entered_rate", Wording("Part retournée en formation", "Share training again"),
    .share(Column.reEntered, of: LeaverFact.Column.mature), .share, restsOn: reEntered.restsOn,
    rule: Wording(both: "\(reEntered) / \(LeaverFact.leavers)"))

  /// Of all its exits something is known: none is left that is not mature, and none has a day of its own to be employed on.
  static let measures =
    LeaverFact.measures.filter { measure in
      !measure.countColumns.contains { [LeaverFact.Column.notMature, LeaverFact.Column.employed].contains($0) }
    } + [reEntered, reEnteredRate] + Measure.ends(of: [reEnteredRate])

  /// One row a person and quarter.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let places = facts.exits.ofQuarters
    var frame = FactFrame(rowCount: places.count)
    frame.add(dimensions, of: facts.trainingRows(of: places), in: facts.trainings)
    for quarter in facts.exits.quarters {
      let month = Day.month(quarter * 3)
      frame.dimensions[exitQuarter]?.know(UInt64(quarter * 3)) { LeaverFact.quarter(ofMonth: month) ?? "" }
    }
    let firsts = places.map { facts.daysToFirstHire(facts.outcomes[$0], after: facts.exits.all[$0]) }
    frame.flags[LeaverFact.Column.mature] = places.map { _ in 1 }
    frame.flags[LeaverFact.Column.accessAny] = firsts.map { $0 == nil ? 0 : 1 }
    frame.flags[LeaverFact.Column.access] = places.map { facts.outcomes[$0].access ? 1 : 0 }
    frame.flags[LeaverFact.Column.accessDurable] = places.map { facts.outcomes[$0].durable ? 1 : 0 }
    frame.flags[Column.reEntered] = places.map { facts.exits.all[$0].isReEntry ? 1 : 0 }
    frame.values[LeaverFact.daysColumn] = firsts
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    FactSubjects(exits: facts.exits.ofQuarters, of: facts) { place in
      facts.exits.all[place].isReEntry ? "training again within the window" : "mature"
    }
  }
}

extension ExitFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { rules in
    var meanings = LeaverFact.packaged.meanings(rules).filter { measures.contains($0.key) }
    meanings[reEntered] = .count(
      Column.reEntered, partOf: [LeaverFact.Column.mature], shareOf: [LeaverFact.Column.mature])
    meanings[reEnteredRate] = .rate(Column.reEntered, of: LeaverFact.Column.mature)
    for end in Measure.ends(of: [reEnteredRate]) {
      meanings[end] = .follows(Column.reEntered, LeaverFact.Column.mature)
    }
    return meanings
  }
}
