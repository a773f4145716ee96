import Count
import Definition
import Deliveries
import Facts
import Ingest
import LabourMarket

/// What is no failure and is most likely a mistake: warnings of a run that say what to look at.
package struct Doubts {
  package let warnings: [String]

  /// - Parameter tables: as they were counted.
  init(_ ingestion: Ingestion, _ definition: Definition, tables: [OutcomeTable]) {
    let warnings = Doubts.oddities(ingestion) + Doubts.doubledYears(ingestion) + tables.compactMap(Doubts.emptied)
    self.warnings = warnings + Doubts.unobserved(ingestion.observed, definition)
  }

  /// Days on which nothing could have been seen, and nobody said so.
  private static func unobserved(_ observed: Observation, _ definition: Definition) -> [String] {
    let isAsked = definition.inputs.contains { $0.source == .dpae && $0.coverage == .stated }
    if isAsked, !observed.isStated, let last = observed.hires {
      return [
        "no person-level delivery says which days of hires it covers; every day up to \(last) is taken to be covered; "
          + "say coverage: none of the input dpae if that is known"
      ]
    }
    return observed.holes.filter { hole in !definition.knownHoles.contains { $0.contains(hole) } }.map { hole in
      "no person-level delivery covers \(hole.lowerBound) to \(hole.upperBound) (\(hole.dayCount) days): exits whose months "
        + "cross them stay immature; ask the sender for the delivery, or name them in known_holes"
    }
  }

  /// What was found in the text of a file and is no matter of every day.
  private static func oddities(_ ingestion: Ingestion) -> [String] {
    ingestion.findings(where: \.warns)
  }

  /// Open data of a year that another file has too: a corrected file would be passed over.
  private static func doubledYears(_ ingestion: Ingestion) -> [String] {
    (ingestion.reports[.needs] ?? []).filter { $0.account.superseded > 0 }.map { report in
      "\(report.file.name): \(report.account.superseded) of its rows are of a year that a file before it by name has too, and "
        + "do not count; if it corrects that file, take the other away"
    }
  }

  /// A filter that no fact passes.
  private static func emptied(_ table: OutcomeTable) -> String? {
    let definition = table.definition
    let isEmpty = table.rows.allSatisfy { row in row.cells.allSatisfy(\.isNothing) }
    guard !definition.filters.isEmpty, isEmpty else { return nil }
    let filters = definition.filters.map { "\($0.dimension): \"\($0.value)\"" }.joined(separator: ", ")
    return "table \(definition.name): nothing passes its where: {\(filters)}; is there such a value?"
  }
}

extension Cell {
  fileprivate var isNothing: Bool {
    switch self {
    case .count(let count): count == 0
    case .quantity(let quantity, _, _, _): quantity.units == 0
    case .notAvailable: true
    default: false
    }
  }
}
