import Formats

/// The lines that one file adds to the rejects of its source, as CSV in the order of the rows.
///
/// A line names the place and what to do, and never a person: the value of an identifying column is withheld.
public struct RejectLog: Sendable {
  public static let header = "file,line,column,field,reason,value,remedy\n"

  public private(set) var text: [UInt8] = []
  private let file: String

  init(_ file: InputFile) { self.file = csvField(file.name) }

  /// - Parameter place: column from 1 and name in the header; `nil` where the whole row is meant.
  mutating func add(line: Int, place: (column: Int?, name: String)?, reason: Reason, value: String) {
    let column = place.map { "\($0.column.map(String.init) ?? ""),\(csvField($0.name))" } ?? ","
    let fields = "\(file),\(line),\(column),\(reason.name),\(csvField(value)),"
    text += Array("\(fields)\(csvField(reason.remedy))\n".utf8)
  }
}
