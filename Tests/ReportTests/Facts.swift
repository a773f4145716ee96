import Aggregate
import Catalogue
import LabourMarket
import Report

/// Small published tables, and reports of them.
enum Sample {
  static let measures = ["leavers", "access", "access_rate", "access_rate_low", "access_rate_high"]

  static func access(_ rows: [(dispositif: String?, cells: [Cell])], margins: Set<String> = ["dispositif"])
    -> OutcomeTable
  {
    OutcomeTable(
      TableDefinition(
        name: "training-access", fact: .leaver, dimensions: ["dispositif"], measures: measures, margins: margins),
      rows.map { OutcomeTable.Row(labels: [$0.dispositif], cells: $0.cells) })
  }

  static func row(_ dispositif: String?, _ access: Int64, of leavers: Int64) -> (dispositif: String?, cells: [Cell]) {
    (dispositif, [.count(leavers), .count(access), .share(access, of: leavers), .bound(0.1), .bound(0.9)])
  }

  static let hidden: [Cell] = Array(repeating: .secret, count: measures.count)

  static func figures(_ figures: [(name: String, value: Cell, unit: String, period: String)]) -> OutcomeTable {
    OutcomeTable(
      TableDefinition(
        name: "key-figures", fact: .keyFigure, dimensions: ["figure"],
        measures: ["value", "unit", "period", "published"]),
      figures.map { figure in
        OutcomeTable.Row(
          labels: [figure.name], cells: [figure.value, .text(figure.unit), .text(figure.period), .text("")])
      })
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
