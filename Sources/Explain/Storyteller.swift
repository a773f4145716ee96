import Count
import Definition
import Deliveries
import Facts
import Ingest
import LabourMarket
import Road

/// Tells how the facts of a row were found, from the facts of a run that was made again.
struct Storyteller {
  let row: AskedRow
  let plan: RunPlan
  let ingestion: Ingestion
  let joined: JoinedFacts
  /// The tables that `helpers` asked for, counted.
  let helpers: [OutcomeTable]
  /// How many facts are told line by line.
  let rowLimit: Int

  var facts: RunFacts { joined.facts }
  var rules: Rules { plan.definition.rules }
  var table: TableDefinition { row.table }

  func tell() throws -> Story {
    var story = try told()
    for measure in table.measures where !facts.isAvailable(measure, of: table.fact) {
      story.found[measure] = Cell.notAvailable.text
    }
    return story
  }

  private func told() throws -> Story {
    switch table.fact {
    case .leaver, .leaverMonth, .exit: try leavers()
    case .entry: try entries()
    case .need: try needs()
    case .answer: try answers()
    case .offer: try offers()
    case .hire: try hires()
    case .needAndHire, .needAndHireByFAP: try needsAndHires()
    case .planMonth: try planMonth()
    case .keyFigure: try figure()
    case .revision: try revision()
    case .coverage: try coverage()
    case .hireAndPublished: try hiresAndPublished()
    default: preconditionFailure("nobody tells the story of the fact \(table.fact)")
    }
  }

  /// The hires that must be kept while they flow past.
  static func wish(for row: AskedRow, _ rules: Rules) -> (Ingestion) -> HireWish {
    { ingestion in
      switch row.table.fact {
      case .leaver, .leaverMonth, .exit: .ofExits
      case .answer: .ofEmployers
      case .hire, .revision, .coverage: .row(row.conditions, besideNeeds: false)
      case .needAndHire: .row(row.conditions, besideNeeds: true)
      case .needAndHireByFAP: .row(hireConditions(of: row, ingestion.fapWeights), besideNeeds: true)
      case .keyFigure:
        switch row.figure {
        case let figure? where figure.answerRate != nil: .ofEmployers
        case let figure? where figure.leaverRate != nil: .ofExits
        default: .none
        }
      case .hireAndPublished: .row(publishedConditions(of: row, rules), besideNeeds: false)
      default: .none
      }
    }
  }

  /// Tables beside the one that is asked for, on which a story leans.
  static func helpers(for row: AskedRow) -> [TableDefinition] {
    guard row.table.fact == .keyFigure else { return [] }
    return [KeyFigureFact.hireSide(of: row.table)]
  }

  // MARK: what the stories share

  /// The place of a row, clickable.
  func name(_ place: RowPlace, of source: Source) -> String {
    "\(ingestion.files(source)[Int(place.file)].name):\(place.line)"
  }

  func perFile(_ places: [RowPlace]) -> [Int: Int] {
    places.reduce(into: [:]) { $0[Int($1.file), default: 0] += 1 }
  }

  /// The measures of the table that a selection gives, found again.
  func found(_ selection: FactSelection) throws -> [Measure: String] {
    let known = Set(selection.fact.measures).intersection(table.measures)
    let measures = table.measures.filter { known.contains($0) && !selection.isHireMeasure($0) }
    let cells = try selection.cells(measures, rules: rules)
    return Dictionary(uniqueKeysWithValues: zip(measures, cells.map(\.text)))
  }

  /// Adds some facts of a selection, a line each.
  ///
  /// - Parameter shown: places in `selection`.
  /// - Parameter more: what belongs to a fact, by its place in `selection`; to be shown below it.
  func addRows(_ shown: [Int], of selection: FactSelection, to story: inout Story, _ more: [Int: [String]] = [:]) {
    let places = selection.places
    for index in shown {
      story.add(row: "\(name(places[index], of: selection.source)): \(selection.said(index))")
      for line in more[index] ?? [] { story.add(row: "  \(line)") }
    }
  }

  /// The first facts of a selection, in the order of their files and lines.
  func addRows(of selection: FactSelection, to story: inout Story) {
    addRows(Array(selection.order.prefix(rowLimit)), of: selection, to: &story)
  }

  /// What a hire is, without saying whose.
  func said(of hire: HiringDeclaration) -> String {
    let start = "hired \(Day(number: hire.hired)), \(hire.contract.name)"
    if hire.contract == .cdi { return start }
    guard let end = hire.end, let days = rules.duration(from: hire.hired, to: end) else {
      return "\(start) of unknown duration"
    }
    return "\(start) to \(Day(number: end)): \(Storyteller.days(days))"
  }

  static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}

extension AskedRow {
  /// Of a table of key figures, the one that is asked for.
  var figure: KeyFigureFact.Figure? { value(of: KeyFigureFact.figure).flatMap(KeyFigureFact.Figure.init) }
}

extension FactSelection {
  /// Of the two facts that set needs beside hires: whether the measure is one of the hires.
  fileprivate func isHireMeasure(_ measure: Measure) -> Bool {
    (fact == .needAndHire || fact == .needAndHireByFAP) && measure != NeedAndHireFact.projectsWeighted
  }
}
