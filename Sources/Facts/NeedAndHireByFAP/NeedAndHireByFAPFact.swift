public import Count
import Deliveries
import Ingest
import LabourMarket

extension Fact {
  public static let needAndHireByFAP = Fact(
    "need-and-hire-by-fap",
    Wording("Besoins et embauches par année et métier FAP", "Needs and hires by year and FAP métier"),
    dimensions: NeedAndHireByFAPFact.dimensions, measures: NeedAndHireByFAPFact.measures,
    columns: HireFact.measures.flatMap(\.countColumns), employers: HireFact.employers,
    madeWhole: [NeedAndHireByFAPFact.year], restsOn: Fact.needAndHire.restsOn
  ) { _ in
    Wording(
      "les mêmes par métier FAP, les embauches réparties selon la NAF de leur établissement",
      "the same by FAP métier, hires shared by the activity of their establishment")
  }
}

/// Needs beside hires by FAP métier: no declaration says a métier, so the hires of each activity are shared between the FAP
/// that work in it (DOMAIN sections 2.9 and 7).
public enum NeedAndHireByFAPFact {
  public static let year = NeedAndHireFact.year

  public static let fap = Dimension(
    "fap", Wording("Métier FAP", "FAP métier"), rule: Wording("code FAP", "FAP code"))

  static let dimensions = [year, fap]

  private static let hiresColumn = SumColumn("hires_weighted", of: HireFact.Column.hires)

  public static let projectsWeighted = NeedAndHireFact.projectsWeighted

  public static let hiresWeighted = Measure(
    hiresColumn.name, Wording("Embauches (réparties)", "Hires (shared)"), .sum(hiresColumn, .amount), .hires,
    rule: Wording(
      "embauches réparties entre les FAP selon la NAF de l’établissement (référence naf-fap, sinon rome-naf et fap-rome) ; nd sans l’une ou l’autre",
      "hires shared between the FAP by the activity of the establishment (reference naf-fap, else rome-naf and fap-rome); nd without either"
    ))

  static let measures = [projectsWeighted, hiresWeighted]

  // MARK: rows

  /// The hires of each activity, before they are shared.
  @Sendable static func hireSide(of table: TableDefinition) -> TableDefinition {
    var side = table
    side.dimensions = [HireFact.year, HireFact.naf]
    side.measures = [HireFact.hires]
    side.margins = []
    return side
  }

  /// The weighted projects of the answers, interim left out: one row an answer and FAP with projects.
  static func projectFrame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let survey = facts.survey
    let rows = intentions(survey)
    var frame = FactFrame(rowCount: rows.count)
    frame.add([year], of: rows.map(\.answer), in: survey.book)
    var faps = DimensionColumn()
    for row in rows { faps.append(UInt64(row.intention.fap)) { survey.book.text(of: row.intention.fap) } }
    frame.dimensions[fap] = faps
    guard case .sum(let projects, _, _) = projectsWeighted.kind else { return frame }
    frame.sums[projects] = rows.map { $0.answer.weight * $0.intention.projects }
    frame.flags[AnswerFact.Column.recruiters] = rows.map { $0.intention.projects > .zero ? 1 : 0 }
    return frame
  }

  private typealias Intention = (answer: SurveyAnswer, intention: (fap: UInt32, projects: Quantity))

  private static func intentions(_ survey: SurveyTable) -> [Intention] {
    survey.answers.filter { $0.sector != .interim }.flatMap { answer in
      survey.intentions[answer.intentions].map { (answer, $0) }
    }
  }

  /// - Parameter hires: by year and activity.
  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    let needs = try NeedAndHireFact.needSide(of: definition, projectFrame(facts, []), rules)
    return OutcomeTable.byFAP(definition, needs: needs, hiresByNAF: hires!, weights: facts.faps)
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let rows = intentions(facts.survey)
    return FactSubjects(
      source: .survey, place: { rows[$0].answer.place },
      said: { NeedAndHireFact.product(rows[$0].answer, rows[$0].intention.projects) })
  }
}

extension OutcomeTable {
  /// The hires of each activity shared between the FAP that work in it, beside the projects of each FAP.
  fileprivate static func byFAP(
    _ definition: TableDefinition, needs: OutcomeTable, hiresByNAF: OutcomeTable, weights: FAPWeights
  ) -> OutcomeTable {
    var side = definition
    side.measures = [NeedAndHireByFAPFact.hiresWeighted]
    guard weights.isKnown else {
      let rows = needs.rows.map { Row(labels: $0.labels, cells: [.notAvailable]) }
      var evidence = Evidence()
      evidence.cells = rows.map { _ in [.init()] }
      return OutcomeTable(
        definition, needs: needs, hires: OutcomeTable(side, rows, evidence: needs.evidence.map { _ in evidence }))
    }
    var hires: [[String?]: (sum: Quantity, error: Int64)] = [:]
    var total: Int128 = 0
    for row in hiresByNAF.rows {
      guard let year = row.labels[0], let naf = row.labels[1], case .count(let count) = row.cells[0] else { continue }
      total += Int128(count) * Quantity.scale
      for share in weights.shares(of: naf, in: Int(year) ?? 0) {
        let part = share.of(Int(count))
        hires[[year, share.fap], default: (.zero, 0)].sum += part.hires
        hires[[year, share.fap]]!.error += part.error
      }
    }
    let rows = hires.map { Row(labels: $0.key, cells: [.amount($0.value.sum, terms: $0.value.error)]) }
    let evidence = hiresByNAF.evidence.map { Evidence(rows, hiresByNAF: $0, weights: weights) }
    var table = OutcomeTable(definition, needs: needs, hires: OutcomeTable(side, rows, evidence: evidence))
    let unplaced = hires.reduce(Quantity.zero) { $1.key[1] == Dimension.unknown ? $0 + $1.value.sum : $0 }
    table.unplacedShare = total == 0 ? .notAvailable : .weightedShare(unplaced, of: Quantity(units: total))
    return table
  }
}

extension Evidence {
  /// Of the hires of each FAP. An establishment may declare several activities, and no one has counted them together: the
  /// FAP has at least the establishments of one of them, and the largest has at most what it has in each.
  fileprivate init(_ rows: [OutcomeTable.Row], hiresByNAF: Evidence, weights: FAPWeights) {
    self.init()
    var hires: [[String]: Quantity] = [:]
    var largest = hires
    var establishments: [[String]: Int64] = [:]
    for (reference, count) in hiresByNAF.counts {
      guard reference.column == HireFact.Column.hires, let employers = count.employers else { continue }
      let (year, naf) = (reference[HireFact.year] ?? "", reference[HireFact.naf] ?? "")
      for share in weights.shares(of: naf, in: Int(year) ?? 0) {
        let key = [year, share.fap]
        hires[key, default: .zero] += share.of(Int(count.value)).hires
        largest[key, default: .zero] += share.of(Int(employers.largest)).hires
        establishments[key] = max(establishments[key] ?? 0, employers.establishments)
      }
    }
    cells = rows.map { row in
      let key = row.labels.compactMap { $0 }
      let reference = CountReference(
        .needAndHireByFAP, HireFact.Column.hires,
        [NeedAndHireByFAPFact.year: key[0], NeedAndHireByFAPFact.fap: key[1]])
      // In thousandths, so that a share of a hire is none of nothing.
      let thousandths = { (quantity: Quantity?) in Int64((quantity ?? .zero).units / (Quantity.scale / 1000)) }
      counts[reference] = CountEvidence(
        thousandths(hires[key]) / 1000, .hires,
        employers: CountEvidence.Employers(
          establishments: establishments[key] ?? 0, largest: thousandths(largest[key]), hires: thousandths(hires[key])))
      return [CellEvidence(counts: [reference])]
    }
  }
}

extension NeedAndHireByFAPFact {
  /// Stated for the data package, apart from what the protector works on.
  static let packaged = Packaged(.protected) { _ in
    [
      projectsWeighted: .follows(AnswerFact.Column.recruiters),
      hiresWeighted: .follows(HireFact.Column.hires),
    ]
  }
}
