import Formats
import Publish

/// What stands on all that is published: `report: notice:` of the definition, then `notice.txt` of the input folder, so
/// that invented or provisional data cannot be read without being told.
enum Notice {
  static let name = "notice.txt"

  /// As one line; `nil` where neither says anything.
  ///
  /// - Throws: where the file is there and cannot be read.
  static func text(_ ofDefinition: String?, folder: String) throws -> String? {
    let ofFolder = try contents(of: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    let lines = [ofDefinition, ofFolder].compactMap { $0.map(oneLine) }.filter { !$0.isEmpty }
    return lines.isEmpty ? nil : lines.joined(separator: " ")
  }
}
