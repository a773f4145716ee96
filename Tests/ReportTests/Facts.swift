import Count
import Facts
import LabourMarket
import Report

/// Small published tables, and reports of them.
enum Sample {
  static let measures = [
    LeaverFact.leavers, LeaverFact.access, LeaverFact.accessRate, LeaverFact.accessRateLow, LeaverFact.accessRateHigh,
  ]

  static func access(_ rows: [(dispositif: String?, cells: [Cell])], margins: Set<Dimension> = [LeaverFact.dispositif])
    -> OutcomeTable
  {
    OutcomeTable(
      TableDefinition(
        name: "training-access", fact: .leaver, dimensions: [LeaverFact.dispositif], measures: measures,
        margins: margins),
      rows.map { OutcomeTable.Row(labels: [$0.dispositif], cells: $0.cells) })
  }

  static func row(_ dispositif: String?, _ access: Int64, of leavers: Int64) -> (dispositif: String?, cells: [Cell]) {
    (dispositif, [.count(leavers), .count(access), .share(access, of: leavers), .bound(0.1), .bound(0.9)])
  }

  static let hidden: [Cell] = Array(repeating: .secret, count: measures.count)

  static func figures(_ figures: [(name: String, value: Cell, unit: String, period: String)]) -> OutcomeTable {
    OutcomeTable(
      TableDefinition(
        name: "key-figures", fact: .keyFigure, dimensions: [KeyFigureFact.figure],
        measures: [KeyFigureFact.value, KeyFigureFact.unit, KeyFigureFact.period, KeyFigureFact.published]),
      figures.map { figure in
        OutcomeTable.Row(
          labels: [figure.name], cells: [figure.value, .text(figure.unit), .text(figure.period), .text("")])
      })
  }

  /// One figure with what stands beside it.
  static func figure(_ name: String, _ value: Cell, low: Cell, high: Cell, count: Cell, of: Cell) -> OutcomeTable {
    OutcomeTable(
      TableDefinition(
        name: "key-figures", fact: .keyFigure, dimensions: [KeyFigureFact.figure],
        measures: [
          KeyFigureFact.value, KeyFigureFact.unit, KeyFigureFact.period, KeyFigureFact.low, KeyFigureFact.high,
          KeyFigureFact.count, KeyFigureFact.of,
        ]),
      [
        OutcomeTable.Row(
          labels: [name], cells: [value, .text("share"), .text("2017-03-31"), low, high, count, of])
      ])
  }

  static func facts(_ tables: [OutcomeTable] = [], language: Language = .french, isPublic: Bool = false) -> ReportFacts
  {
    ReportFacts(
      language: language, pipeline: "test", asOf: Day(year: 2017, month: 3, day: 31)!, isPublic: isPublic,
      rules: Rules(),
      tables: tables)
  }
}

extension ReportFacts {
  var text: String { String(decoding: html, as: UTF8.self) }
}
