import Definition
import Deliveries
import Failures
package import Ingest

extension Ingestion {
  /// The accounts of the files of some sources, added up.
  package func total(of sources: [Source]) -> FileAccount {
    var total = FileAccount()
    for source in sources { for report in reports[source] ?? [] { total += report.account } }
    return total
  }

  /// What is odd in the text of the files, a line each.
  var oddities: [String] {
    Source.all.flatMap { reports[$0] ?? [] }.flatMap { report in
      report.findings.map { "\(report.file.name): \($0)" }
    }
  }

  /// For the log.
  func said(of sources: [Source]) -> String {
    let total = total(of: sources)
    return "\(total.read) rows, \(total.rejectedRows) rejected, \(total.filteredRows) filtered"
  }

  /// Checks that every row is accounted for, and that not too many are rejected.
  ///
  /// - Throws: `RunFailure`: `bug` where a file's rows do not add up, `badData` past the limits of the definition.
  func checkAccounts(_ limits: Definition.Limits) throws {
    for report in reports.values.joined() where !report.account.isBalanced {
      let account = report.account
      throw RunFailure(
        .bug,
        "\(report.file.name): \(account.read) rows read, but \(account.accepted) accepted + \(account.rejectedRows) "
          + "rejected + \(account.filteredRows) filtered + \(account.superseded) superseded; please report this")
    }
    for source in Source.all {
      let total = total(of: [source])
      let share = Double(total.rejectedRows) / Double(max(1, total.read))
      guard total.rejectedRows > limits.rejectedRows, share > limits.rejectedShare else { continue }
      let reasons = total.rejected.sorted { ($0.value, $1.key.name) > ($1.value, $0.key.name) }
      let said = reasons.prefix(3).map { "\($0.value) for \($0.key.name)" }.joined(separator: ", ")
      let worst = (reports[source] ?? []).max { $0.account.rejectedRows < $1.account.rejectedRows }
      let file =
        worst.map { "; most of them in \($0.file.name), \($0.account.rejectedRows) of \($0.account.read)" } ?? ""
      let look = worst.map { "outcomes read FILE --layout \($0.file.layout.name)" } ?? "outcomes layout FILE"
      throw RunFailure(
        .badData,
        "source \(source.name): \(total.rejectedRows) of \(total.read) rows are rejected (\(said)), more than "
          + "rejected_share \(limits.rejectedShare)\(file); look at it with '\(look)', ask the sender, or move the limit"
      )
    }
  }
}
