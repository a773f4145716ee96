import Formats
import Ingest
import LabourMarket

/// What must be there: `expected.csv` in the input folder, `name,rows,sha256` with the last two empty or given (DOMAIN
/// section 4b).
package struct ExpectedFiles {
  static let name = "expected.csv"

  private struct Line {
    let name: String
    let rows: Int?
    let sha256: String?
  }

  private let lines: [Line]

  /// - Throws: `UnreadableFile` where the list is not as it should be: what cannot be read vouches for nothing.
  init(_ text: [UInt8], path: String) throws {
    let records = csvRecords(text)
    guard records.first == ["name", "rows", "sha256"] else {
      throw UnreadableFile("\(path):1: the header must be name,rows,sha256; mend the list, or take it away")
    }
    lines = try records.enumerated().dropFirst().filter { $0.element != [""] }.map { index, fields in
      guard fields.count == 3, !fields[0].isEmpty, fields[1].isEmpty || Int(fields[1]) != nil else {
        throw UnreadableFile(
          "\(path):\(index + 1): give a name, a number of rows or nothing, and a SHA-256 or nothing; mend the list")
      }
      return Line(name: fields[0], rows: Int(fields[1]), sha256: fields[2].isEmpty ? nil : fields[2].lowercased())
    }
  }

  /// What the list names and is not there, or is otherwise; a line each.
  ///
  /// - Parameter reports: of the files that were read.
  package func unmet(_ reports: [FileReport]) -> [String] {
    let byName = Dictionary(reports.map { ($0.file.name, $0) }) { first, _ in first }
    return lines.compactMap { line in
      guard let report = byName[line.name] else {
        return "\(line.name): expected, and not among the files that this run reads"
      }
      if let rows = line.rows, rows != report.account.read {
        return "\(line.name): \(report.account.read) rows, where \(rows) are expected"
      }
      if let sha256 = line.sha256, sha256 != report.digest.sha256 {
        return "\(line.name): its SHA-256 is \(report.digest.sha256), where \(sha256) is expected"
      }
      return nil
    }
  }
}
