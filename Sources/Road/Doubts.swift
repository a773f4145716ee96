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
    let rejected = Source.all.flatMap { ingestion.reports[$0] ?? [] }.flatMap(Doubts.rejected)
    let rivals =
      Doubts.rivals(.dpae, ingestion, "neither replaces the other, and hires of unknown persons add up")
      + Doubts.rivals(.costs, ingestion, "their amounts add up")
    let warnings =
      Doubts.oddities(ingestion) + Doubts.doubledYears(ingestion) + rejected + rivals
      + tables.compactMap(Doubts.emptied)
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

  /// A file of which most is rejected, whatever its size; and quotes that are never closed, for whoever reads the file
  /// otherwise takes the lines below for a part of theirs.
  private static func rejected(_ report: FileReport) -> [String] {
    let (account, layout) = (report.account, report.file.layout.name)
    var warnings: [String] = []
    let open = account.rejected[.openQuote] ?? 0
    if open > 0 {
      warnings.append(
        "\(report.file.name): \(open) row\(open == 1 ? " is" : "s are") rejected as \(Reason.openQuote.name); the lines after "
          + "it are read; \(Reason.openQuote.remedy)")
    }
    let reasons = account.rejected.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
    if let (reason, count) = reasons.first, account.rejectedRows * 2 > account.read {
      warnings.append(
        "\(report.file.name): \(account.rejectedRows) of its \(account.read) rows are rejected, \(count) of them as "
          + "\(reason.name): \(reason.remedy); or look whether layout \(layout) is the right one")
    }
    return warnings
  }

  /// Files that say of themselves that they are the same delivery, and are not: full ones of declarations, for those that
  /// add may come in parts, and all of costs. Copies are said elsewhere.
  private static func rivals(_ source: Source, _ ingestion: Ingestion, _ consequence: String) -> [String] {
    let copies = ingestion.search.copies[source] ?? [:]
    let reports = (ingestion.reports[source] ?? []).enumerated().filter { copies[$0.offset] == nil }.map(\.element)
    let dated = reports.filter { $0.file.delivery.map { $0.range != nil || source != .dpae } ?? false }
    let alike = Dictionary(grouping: dated) { "\($0.file.layout.name) \($0.file.delivery!.text)" }.values
    // In the order of the names, in which the reports lie.
    let differing = alike.filter { Set($0.map(\.digest.sha256)).count > 1 }.map { $0.map(\.file.name) }
    return differing.sorted { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }.map { names in
      "\(names.joined(separator: " and ")): the same delivery by their names, with different content; \(consequence): leave "
        + "one of them, or see that they are its parts"
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

extension Delivery {
  /// When it was delivered, and what it covers.
  fileprivate var text: String { "\(delivered) \(range.map { "\($0.lowerBound) \($0.upperBound)" } ?? "")" }
}
