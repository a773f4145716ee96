import Formats
import Ingest

extension Layout {
  /// What is to be said of the file as a whole, each with its name.
  var facts: [(String, String)] {
    let all =
      [("Source", "`\(source.name)`")] + formFacts + [
        ("Encoding", format.isDelimited ? "UTF-8, else `\(encoding.rawValue)`" : ""),
        ("Missing", (["empty"] + missing.map { "`\($0)`" }).joined(separator: ", ")), ("Days", "`\(dates.rawValue)`"),
        ("Zip archive", takesSeveralMembers ? "" : "one member"),
        ("File names", codes(fileNames.map(\.text))), ("Columns", "\(columns.count)"),
      ]
    return all.filter { !$0.1.isEmpty }
  }

  private var formFacts: [(String, String)] {
    switch format {
    case .workbook: return [("Format", "a workbook (XLSX); the data sheet is the first with this header")]
    case .xml(let form):
      return [
        ("Format", "XML"), ("Root", "`\(form.root)`"),
        ("Row", "each `\(form.repeated ?? form.record)`" + (form.repeated == nil ? "" : " of each `\(form.record)`")),
      ]
    case .delimited(let form):
      return [
        ("Format", "delimited text"), ("Separator", form.separatorText),
        ("Quote", form.quote.map { spelled([$0]) } ?? ""), ("Escape", form.escape.map { spelled([$0]) } ?? ""),
        ("Line end", form.lineEnd == .lf ? "" : "`\(form.lineEnd.rawValue)`"),
        ("Around a line", form.wrappers.map { spelled([$0]) }.joined(separator: " or ")),
      ]
    }
  }
}

extension DelimitedForm {
  fileprivate var separatorText: String {
    let plain = spelled(separator)
    return separatorPrefix.map { "\(spelled([$0] + separator)) or \(plain)" } ?? plain
  }
}

/// As characters where they can be seen, else in hex.
private func spelled(_ bytes: [UInt8]) -> String {
  let isVisible = bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "`") }
  if isVisible { return "`\(String(decoding: bytes, as: UTF8.self))`" }
  if bytes == [0x09] { return "a tab" }
  return "bytes `\(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " "))`"
}
