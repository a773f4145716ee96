/// A manual page in the man macros, line by line.
struct Roff {
  private(set) var lines: [String] = []

  /// The first line of a page. Words are not broken, nor lines filled up with blanks: paths are to be copied.
  mutating func title(_ name: String, section: Int, day: String, source: String, book: String) {
    lines += [".TH \(name) \(section) \(day) \"\(source)\" \"\(book)\"", ".nh", ".ad l"]
  }

  /// - Parameter arguments: as they are to be read; each is quoted.
  mutating func macro(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { " \"\(Roff.escaped($0).replacing("\"", with: "\\(dq"))\"" }
    lines.append(".\(name)\(quoted.joined())")
  }

  /// Text that is filled. Lines are kept short, for those who read the page's source.
  mutating func text(_ text: String) {
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace).map({ Roff.escaped(String($0)) }) {
      if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > 68 {
        lines.append(Roff.guarded(line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(Roff.guarded(line)) }
  }

  /// Lines that stand as they are.
  mutating func example(_ example: [String]) {
    lines += [".RS 4", ".nf"] + example.map { Roff.guarded(Roff.escaped($0)) } + [".fi", ".RE"]
  }

  mutating func prose(_ blocks: [Prose]) {
    for (place, block) in blocks.enumerated() {
      if place > 0 { macro("PP") }
      switch block {
      case .paragraph(let paragraph): text(paragraph)
      case .example(let lines): example(lines)
      }
    }
  }

  /// A label, and what is to be said of it.
  mutating func item(_ label: String, _ meaning: String) {
    macro("TP")
    macro("B", label)
    text(meaning)
  }

  /// A hyphen is one that can be copied into a shell; a backslash, quotes and the like are themselves.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default: escaped.append(character)
      }
    }
  }

  /// A point that begins a line would make a macro of it.
  private static func guarded(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }
}
