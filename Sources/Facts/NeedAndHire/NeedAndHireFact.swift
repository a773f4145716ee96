public import Count
import Deliveries
import Ingest
import LabourMarket

extension Fact {
  public static let needAndHire = Fact(
    "need-and-hire", Wording("Besoins et embauches", "Needs and hires"), dimensions: NeedAndHireFact.dimensions,
    measures: NeedAndHireFact.measures, employers: HireFact.employers, restsOn: ["first_hire_date", "interim_naf"]
  ) { _ in
    Wording(
      "les projets de l’enquête à côté des embauches de ses années, sans l’intérim",
      "the survey's projects beside the hires of its years, both without interim")
  }
}

/// The survey's projects beside the hires of its years: a row for each cell that has an answer or a hire (DOMAIN
/// section 7).
public enum NeedAndHireFact {
  public static let year = Dimension(
    AnswerFact.year.name, AnswerFact.year.title, kernel: AnswerFact.year.kernel, isNumber: true,
    rule: Wording("année de l’enquête, et de l’embauche", "year of the survey, and of the hire"))

  public static let bassin = ofEstablishment(AnswerFact.bassin, coarsens: [Coarsening(to: departement, .reference)])
  public static let sector = ofEstablishment(AnswerFact.sector)
  public static let departement = ofEstablishment(AnswerFact.departement)

  static let dimensions = [year, bassin, sector, departement]

  /// The same as of an answer.
  private static func ofEstablishment(_ dimension: Dimension, coarsens: [Coarsening] = []) -> Dimension {
    Dimension(
      dimension.name, dimension.title, kernel: dimension.kernel, coarsens: coarsens, restsOn: dimension.restsOn,
      values: { dimension.values($0) },
      rule: { Wording(dimension.rule($0).french, "of the establishment") })
  }

  private static let projects = SumColumn("projects_weighted", of: AnswerFact.Column.recruiters)

  public static let projectsWeighted = Measure(
    projects.name, Wording("Projets de recrutement (pondérés)", "Hiring projects (weighted)"),
    .sum(projects, .amount), .projects,
    rule: Wording(
      "projets des réponses à l’enquête, multipliés par leur poids",
      "projects of the survey's answers times their weight"))

  public static let hires = HireFact.hires
  public static let hiresOfMonth = HireFact.hiresOfMonth
  public static let hiresDurable = HireFact.hiresDurable
  public static let persons = HireFact.persons

  static let measures = [projectsWeighted, hires, hiresOfMonth, hiresDurable, persons]

  // MARK: rows

  /// The half of a table that hires fill.
  @Sendable static func hireSide(of table: TableDefinition) -> TableDefinition {
    var side = table
    side.measures = table.measures.filter { $0 != projectsWeighted }
    return side
  }

  /// The weighted projects of the answers, interim left out: one row an answer.
  static func projectFrame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let answers = facts.survey.answers.filter { $0.sector != .interim }
    var frame = FactFrame(rowCount: answers.count)
    frame.add(dimensions, of: answers, in: facts.survey.book)
    frame.sums[projects] = answers.map { $0.weight * $0.projects }
    frame.flags[AnswerFact.Column.recruiters] = answers.map { $0.projects > .zero ? 1 : 0 }
    return frame
  }

  /// The half of a table that the survey fills.
  static func needSide(
    of table: TableDefinition, _ frame: FactFrame, _ rules: Rules
  ) throws -> OutcomeTable {
    var side = table
    side.measures = [projectsWeighted]
    return OutcomeTable(frame.count(try TablePlan(side, labelsOf: frame.labels)), rules: rules)
  }

  /// - Parameter hires: the half that hires fill.
  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    let dimensions = Set(definition.dimensions + definition.filters.map(\.dimension))
    let needs = try needSide(of: definition, projectFrame(facts, dimensions), rules)
    return OutcomeTable(definition, needs: needs, hires: hires!)
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let answers = facts.survey.answers.filter { $0.sector != .interim }
    return FactSubjects(
      source: .survey, place: { answers[$0].place }, said: { product(answers[$0], answers[$0].projects) })
  }

  /// What some projects of an answer count for, in words.
  static func product(_ answer: SurveyAnswer, _ projects: Quantity) -> String {
    let product = (answer.weight * projects).text(decimals: 2)
    return "\(FactSubjects.number(projects)) projects x weight \(FactSubjects.number(answer.weight)) = \(product)"
  }
}

extension OutcomeTable {
  /// Needs beside hires: a row for each cell that has an answer or a hire.
  init(_ definition: TableDefinition, needs: OutcomeTable, hires: OutcomeTable) {
    var cells: [[String?]: [Measure: (cell: Cell, evidence: Evidence.CellEvidence)]] = [:]
    var evidence = Evidence()
    for side in [needs, hires] {
      evidence.counts.merge(side.evidence?.counts ?? [:]) { $1 }
      for (index, row) in side.rows.enumerated() {
        for (column, measure) in side.definition.measures.enumerated() {
          cells[row.labels, default: [:]][measure] = (row.cells[column], side.evidence?.cells[index][column] ?? .init())
        }
      }
    }
    var rows: [Row] = []
    for (labels, found) in cells {
      rows.append(Row(labels: labels, cells: definition.measures.map { found[$0]?.cell ?? Cell.zero(of: $0) }))
      evidence.cells.append(definition.measures.map { found[$0]?.evidence ?? .init() })
    }
    self.init(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }
}

extension NeedAndHireFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    let ofHires = HireFact.meanings { column in
      Meaning.Equality(
        count: Meaning.CountName(column, of: .hire), without: [HireFact.isInterim.name: [yes(true)]],
        within: [year.name])
    }
    return ofHires.merging([projectsWeighted: .follows(AnswerFact.Column.recruiters)]) { $1 }
  }
}
