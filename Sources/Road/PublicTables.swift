import Attack
import Count
import Definition
import Deliveries
import Facts
import Failures
import Formats
import Ingest
import LabourMarket
package import Protect
import Publish

/// The pattern of an earlier public run, whose hidden counts stay hidden.
package struct LastPattern {
  package let run: String
  /// The SHA-256 of its file.
  package let digest: String
  package let pattern: Pattern

  package init(run: String, digest: String, pattern: Pattern) {
    (self.run, self.digest, self.pattern) = (run, digest, pattern)
  }
}

/// The tables of a public run: protected, attacked, and what is said of it.
struct PublicTables {
  let protection: Protection
  let last: LastPattern?
  /// What is published, and attacked.
  let files: TableFiles
  private let rules: DisclosureRules

  /// - Parameter bassins: by which the run places communes.
  /// - Throws: `ProtectionFailure`; `RunFailure` where the attacker finds a count out: then nothing is published.
  init(
    _ tables: [OutcomeTable], last: LastPattern?, _ plan: RunPlan, bassins: BassinReference, _ stages: StageClock
  ) throws {
    let rules = plan.definition.rules
    self.last = last
    self.rules = rules.disclosure
    protection = try stages.time("protect") {
      try Protection(
        tables, kept: last?.pattern.hidden ?? [], rules: rules, coarsenings: Coarsenings(rules, bassins: bassins))
    }
    let protection = protection
    stages.say(PublicTables.said(protection))
    let files = try TableFiles(plan, protection.tables, bassins: bassins)
    self.files = files
    let leaks = stages.time("attack") {
      attack(
        package: files.dataPackage, csv: files.csv, widths: protection.widths,
        lastHidden: Set((last?.pattern.hidden ?? []).map(\.description)),
        witnesses: Witnesses(truth: protection.truth, alternatives: protection.alternatives))
    }
    guard leaks.isEmpty else {
      let worst = leaks.prefix(5).map(\.description).joined(separator: "\n  ")
      throw RunFailure(
        .bug, "the public tables give away \(leaks.count) hidden counts; nothing is published:\n  \(worst)")
    }
    stages.say("no hidden count can be found out")
  }

  private static func said(_ protection: Protection) -> String {
    let cells = protection.summaries.reduce(0) { $0 + $1.cells }
    let hidden = protection.summaries.reduce(0) { $0 + $1.hiddenCells }
    return "\(protection.tables.count) tables, \(hidden) of \(cells) cells hidden"
  }

  // MARK: protection.json

  private struct Report: Encodable {
    let meaning: [String: String]
    let lastPattern: HashedPattern?
    let tables: [Table]
    /// Every hidden count and its reason, ascending: a rate or an amount is hidden with the counts that it is made of.
    let hiddenCounts: [Hidden]

    struct Hidden: Encodable {
      let count: String
      let reason: String
    }

    struct HashedPattern: Encodable {
      let run: String
      let sha256: String
    }

    struct Table: Encodable {
      let table: String
      let cells: Int
      let hiddenCells: Int
      let hiddenCellShare: String
      let hiddenUnitShare: String
      let hiddenCountsByReason: [String: Int]
      let explanation: String
    }
  }

  /// `protection.json`: by table, how much is hidden and by which rule, in words why, and then every hidden count.
  func json() throws -> [UInt8] {
    let report = Report(
      meaning: Dictionary(uniqueKeysWithValues: Reason.allCases.map { ($0.rawValue, $0.meaning(rules)) }),
      lastPattern: last.map { Report.HashedPattern(run: $0.run, sha256: $0.digest) },
      tables: protection.summaries.map { summary in
        Report.Table(
          table: summary.table, cells: summary.cells, hiddenCells: summary.hiddenCells,
          hiddenCellShare: PublicTables.share(Int64(summary.hiddenCells), of: Int64(summary.cells)),
          hiddenUnitShare: PublicTables.share(summary.hiddenUnits, of: summary.units),
          hiddenCountsByReason: Dictionary(
            uniqueKeysWithValues: summary.byReason.map { ($0.key.rawValue, $0.value) }),
          explanation: explanation(summary))
      },
      hiddenCounts: protection.hidden.map {
        Report.Hidden(count: $0.reference.description, reason: $0.reason.rawValue)
      })
    return try jsonText(report)
  }

  private static func share(_ part: Int64, of whole: Int64) -> String {
    whole == 0 ? "nd" : Cell.share(part, of: whole).text
  }

  private func explanation(_ summary: Protection.Summary) -> String {
    guard summary.hiddenCells > 0 else { return "Rien n'est caché." }
    let reasons = Reason.allCases.compactMap { reason in
      summary.byReason[reason].map { "\($0) : \(reason.meaning(rules))" }
    }
    let hidden = "\(summary.hiddenCells) cases sur \(summary.cells) sont cachées (s)"
    guard !reasons.isEmpty else { return "\(hidden) : elles suivent de nombres que d'autres tables cachent." }
    return "\(hidden). Nombres cachés — " + reasons.joined(separator: " ; ") + "."
  }
}
