/// The lines that one file adds to the rejects of its source, as CSV in the order of the rows.
///
/// A line names the place and what to do, and never a person: the value of an identifying column is withheld.
public struct RejectLog: Sendable {
  public static let header = "file,line,column,field,reason,value,remedy\n"

  public private(set) var text: [UInt8] = []
  private let file: String

  init(_ file: InputFile) { self.file = RejectLog.quoted(file.name) }

  /// - Parameter place: column from 1 and name in the header; `nil` where the whole row is meant.
  mutating func add(line: Int, place: (column: Int?, name: String)?, reason: Reason, value: String) {
    let column = place.map { "\($0.column.map(String.init) ?? ""),\(RejectLog.quoted($0.name))" } ?? ","
    let fields = "\(file),\(line),\(column),\(reason.rawValue),\(RejectLog.quoted(value)),"
    text += Array("\(fields)\(RejectLog.quoted(reason.remedy))\n".utf8)
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return field }
    return "\"\(field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
