import Deliveries
import Ingest
import Join
import LabourMarket

/// What each row of a fact's columns stands for: where it was read, and what it says. Nobody's identifier is in it.
struct FactSubjects {
  let source: Source
  let place: (Int) -> RowPlace
  let said: (Int) -> String
  var leaver: (Int) -> Int? = { _ in nil }
  var employer: (Int) -> SIRET? = { _ in nil }
  var session: (Int) -> UInt32? = { _ in nil }

  /// In the order of the rows of `FactFrame`.
  init(_ fact: Fact, _ facts: Facts) {
    switch fact {
    case .leaver: self.init(leaversOf: facts, each: 1)
    case .leaverMonth: self.init(leaversOf: facts, each: facts.trainings.rules.curveMonths)
    case .entry: self.init(entriesOf: facts)
    case .need: self.init(facts.needs)
    case .answer: self.init(answersOf: facts)
    case .offer: self.init(offersOf: facts)
    case .needAndHire: self.init(projectsOf: facts)
    case .needAndHireByFAP: self.init(projectsByFAPOf: facts)
    case .hire, .planMonth, .keyFigure, .revision:
      preconditionFailure("the fact \(fact.rawValue) has no rows of its own")
    }
  }

  private init(leaversOf facts: Facts, each: Int) {
    let leavers = facts.leavers
    source = .training
    place = { leavers.training(of: leavers.all[$0 / each]).place }
    said = { row in
      let leaver = leavers.all[row / each]
      let state =
        each == 1
        ? (leaver.isMature ? "mature" : "not mature yet")
        : (leaver.isFollowed ? "followed for \(each) months" : "not followed for \(each) months yet")
      return "left in \(Day.month(leaver.end.monthIndex)), \(state)"
    }
    leaver = { $0 / each }
  }

  private init(entriesOf facts: Facts) {
    let entries = facts.entries
    source = .training
    place = { entries.records[$0].place }
    said = { row in
      let record = entries.records[row]
      return "entered in \(Day.month(record.start.monthIndex)), \(entries.amount(of: record).text(decimals: 2)) euro"
    }
    session = { entries.records[$0].session }
  }

  private init(_ needs: NeedTable) {
    source = .needs
    place = { needs.needs[$0].place }
    said = { row in
      let need = needs.needs[row]
      let parts = [("projects", need.projects), ("difficult", need.difficult), ("seasonal", need.seasonal)]
      let said = parts.map { name, bounds in "\(name) \(FactSubjects.text(bounds))" }.joined(separator: ", ")
      return need.isSecret ? "\(said); the number of projects is secret" : said
    }
  }

  private static func text(_ bounds: Bounds) -> String {
    let (low, high) = (number(bounds.low), number(bounds.high))
    return low == high ? low : "\(low) to \(high)"
  }

  private init(answersOf facts: Facts) {
    let (answers, employers) = (facts.survey.answers, facts.employers)
    source = .survey
    place = { answers[$0].place }
    said = { row in
      let answer = answers[row]
      let hires = employers.hasHired(answer) ? "has hired" : "has not hired"
      let projects = FactSubjects.number(answer.projects)
      return "weight \(FactSubjects.number(answer.weight)), \(projects) projects, \(hires) in \(answer.year)"
    }
    employer = { answers[$0].siret }
  }

  private init(offersOf facts: Facts) {
    let offers = facts.offers.filled(asOf: facts.asOf, months: facts.trainings.rules.offerMonths)
    source = .offers
    place = { offers[$0].place }
    said = { row in
      let (filed, filled) = (offers[row].filed, offers[row].filled!)
      return "filed \(filed), filled \(filled): \(filled.number - filed.number) days"
    }
  }

  private init(projectsOf facts: Facts) {
    let answers = facts.survey.answers.filter { $0.sector != .interim }
    source = .survey
    place = { answers[$0].place }
    said = { FactSubjects.product(answers[$0], answers[$0].projects) }
  }

  private init(projectsByFAPOf facts: Facts) {
    let survey = facts.survey
    let rows = survey.answers.filter { $0.sector != .interim }.flatMap { answer in
      survey.intentions[answer.intentions].map { (answer: answer, projects: $0.projects) }
    }
    source = .survey
    place = { rows[$0].answer.place }
    said = { FactSubjects.product(rows[$0].answer, rows[$0].projects) }
  }

  private static func product(_ answer: SurveyAnswer, _ projects: Quantity) -> String {
    let product = (answer.weight * projects).text(decimals: 2)
    return "\(number(projects)) projects x weight \(number(answer.weight)) = \(product)"
  }

  private static func number(_ quantity: Quantity) -> String { quantity.text(decimals: 6, trimmed: true) }
}
