import Count
import Deliveries
import Facts
import Ingest
import Join
import LabourMarket
import Normalise
import TestSupport

/// A small run of which a test names what it is about: rows by the names of their fields, and declarations as values.
struct Told {
  var rows: [Source: [[String: String]]] = [:]
  var declared: [Declared] = []
  /// Of the delivery of offers, yyyymmdd.
  var offersDelivered = "20170315"
  var asOf = "2017-03-31"
  var rules = Rules()
  /// Sources without a file, whatever rows they have; by default those without rows.
  var absent: Set<Source>?
  private let files = try! PlainFiles()

  init(_ change: (inout Told) -> Void) { change(&self) }

  private func table<Table: DeliveredTable>(_ type: Table.Type) throws -> Table {
    var table = Table()
    guard let rows = rows[type.source] else { return table }
    let file = try files.file(type.source, "\(type.source.name).csv", rows)
    try table.read(PlainFiles.reader(file), fileIndex: 0, files.context(asOf: day(asOf)))
    return table
  }

  var faps: FAPWeights {
    get throws {
      FAPWeights(
        try table(NAFFAPReference.self), try table(ROMENAFReference.self), try table(FAPReference.self),
        absent: missing)
    }
  }

  private var missing: Set<Source> {
    absent ?? Set(Source.all.filter { rows[$0] == nil && ($0 != .dpae || declared.isEmpty) })
  }

  /// The table of a fact, by some of its dimensions and with some of its measures.
  func table(
    _ fact: Fact, by dimensions: [Dimension], _ measures: [Measure], margins: Set<Dimension> = []
  ) throws -> OutcomeTable {
    let definition = TableDefinition(
      name: "table", fact: fact, dimensions: dimensions, measures: measures, margins: margins)
    let asOf = day(asOf)
    let hires = DeclaredHires(declared, rules: rules)
    let (trainings, survey) = (try table(TrainingTable.self), try table(SurveyTable.self))
    var employers = HiringEmployers(survey, workplaces: hires.workplaces, rules: rules)
    let context = try HireContext(
      [definition], workplaces: hires.workplaces, surveyYears: employers.years, rules: rules)
    let counter = HireCounter(context)
    hires.settle {
      employers.add($0)
      counter.add($0)
    }
    let offers = try rows[.offers].map { [try files.file(.offers, "offers_\(offersDelivered).csv", $0)] } ?? []
    let observed = Observation(files: { $0 == .offers ? offers : [] }, asOf: asOf, rules: rules)
    let facts = RunFacts(
      exits: Exits(trainings, asOf: asOf, observed: observed, rules: rules), outcomes: [],
      entries: Entries(trainings, try table(CostTable.self)), needs: try table(NeedTable.self),
      trainings: TrainingContext(trainings, register: RegisterTable(), bassins: BassinReference(), rules: rules),
      survey: survey, employers: employers, offers: try table(OfferTable.self), trust: try table(TrustTable.self),
      plan: try table(PlanTable.self), faps: try faps, published: try table(PublishedDeclarationTable.self),
      revisions: HireProfile(hires.workplaces, monthOfRank: []).revisions, asOf: asOf, observed: observed,
      absent: missing)
    return try tabulate([definition], facts: facts, hires: [counter], rules: rules)[0]
  }
}

extension OutcomeTable {
  /// The rows as they are written, by their labels.
  var written: [[String]: [String]] {
    Dictionary(uniqueKeysWithValues: rows.map { ($0.labels.map { $0 ?? "total" }, $0.cells.map(\.text)) })
  }
}
