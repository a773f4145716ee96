/// The paragraphs of a help text, and the examples in it, which are indented.
enum Prose: Equatable {
  case paragraph(String)
  case example([String])

  static func blocks(of text: String) -> [Prose] {
    var blocks: [Prose] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      switch (line.hasPrefix("  "), blocks.last) {
      case (true, .example(let lines)?): blocks[blocks.count - 1] = .example(lines + [String(line.dropFirst(2))])
      case (true, _): blocks.append(.example([String(line.dropFirst(2))]))
      case (false, _) where line.isEmpty: blocks.append(.paragraph(""))
      case (false, .paragraph(let text)?) where !text.isEmpty:
        blocks[blocks.count - 1] = .paragraph("\(text) \(line)")
      case (false, _): blocks.append(.paragraph(String(line)))
      }
    }
    // A blank line within an example belongs to it: none of ours has one.
    return blocks.filter { $0 != .paragraph("") }
  }
}
