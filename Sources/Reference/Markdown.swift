/// A page of Markdown, put together part by part.
struct Markdown {
  private var parts: [String]

  init(_ title: String, _ introduction: String) {
    parts = [
      "# \(title)", "<!-- Made from the code by `make reference`: change it there. -->", Markdown.escaped(introduction),
    ]
  }

  var text: String { parts.joined(separator: "\n\n") + "\n" }

  mutating func heading(_ text: String, level: Int = 2) {
    parts.append(String(repeating: "#", count: level) + " " + Markdown.escaped(text))
  }

  mutating func paragraph(_ text: String) {
    if !text.isEmpty { parts.append(Markdown.escaped(text)) }
  }

  mutating func code(_ text: String, _ language: String = "") {
    if !text.isEmpty { parts.append("```\(language)\n\(text)\n```") }
  }

  /// - Parameter columns: the headings; a column without any content is left out.
  mutating func table(_ columns: [String], _ rows: [[String]]) {
    let filled = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    guard !rows.isEmpty else { return }
    func line(_ cells: [String]) -> String { "| " + filled.map { cells[$0] }.joined(separator: " | ") + " |" }
    let body = rows.map { row in line(row.map { Markdown.escaped($0, inTable: true) }) }
    parts.append(([line(columns), "|" + filled.map { _ in "---|" }.joined()] + body).joined(separator: "\n"))
  }

  /// Marks outside of `code` that Markdown would take for its own.
  static func escaped(_ text: String, inTable: Bool = false) -> String {
    var escaped = ""
    var isCode = false
    for character in text {
      if character == "`" { isCode.toggle() }
      switch character {
      case "|" where inTable: escaped += "\\|"
      case "<" where !isCode: escaped += "&lt;"
      case "*" where !isCode, "_" where !isCode: escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

/// Each as code, with commas between.
func codes(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
