import Definition
import Foundation
import Publish

/// The runs of an output folder, for people and for programs.
public struct RunList {
  private let records: [RunRecord]
  private let current: String?

  /// The last runs, the newest first.
  public init(_ history: History, last: Int) throws {
    records = try history.records().reversed().prefix(last).map { $0 }
    current = history.output.currentRun
  }

  /// A heading, then a line a run.
  public var text: [String] {
    let heading = ["", "run", "state", "as of", "audience", "took", "rows", "rejected", "warnings", ""]
    let rows = records.map { record in
      [
        record.run == current ? "*" : "", record.run, record.state.rawValue, record.asOf, record.audience,
        record.seconds.map(RunList.took) ?? "",
        record.rowsRead.map(RunList.number) ?? "",
        record.rowsRejected.map(RunList.number) ?? "", record.warnings.isEmpty ? "" : "\(record.warnings.count)",
        remark(record),
      ]
    }
    return RunList.aligned([heading] + rows)
  }

  public var json: [String] {
    get throws {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try records.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    }
  }

  /// What is worth the end of a line: why it is not published, who let it out, whether it is gone.
  private func remark(_ record: RunRecord) -> String {
    let approval = record.approval.map { "approved by \($0.by): \($0.reason)" }
    let message = record.state == .published ? nil : record.message?.split(separator: "\n").first.map(String.init)
    return [approval, message, record.purged.map { "purged \($0.prefix(10))" }].compactMap { $0 }.joined(
      separator: "; ")
  }

  /// Tenths of a second where they matter.
  private static func took(_ seconds: Double) -> String {
    seconds < 10 ? "\((seconds * 10).rounded() / 10) s" : "\(number(Int(seconds.rounded()))) s"
  }

  /// Groups of three digits.
  package static func number(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { ((digits.count - $0) % 3 == 0 && $0 > 0 ? " " : "") + String(digits[$0]) }.joined()
  }

  package static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        let isNumber = row[column].first.map { $0.isNumber } ?? false && (5...8).contains(column)
        return isNumber ? space + row[column] : row[column] + space
      }
      return cells.joined(separator: "  ").trimmingTrailingBlanks
    }
  }
}

extension String {
  var trimmingTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
