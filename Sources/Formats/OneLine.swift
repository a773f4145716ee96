/// A text as it may stand in a line for people: blanks folded, and what would move a terminal's cursor written out, so that
/// no name of a file and nobody's words can forge a line.
public func oneLine(_ text: String) -> String {
  plain(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
}

/// The same for a message of several lines: those after the first are indented.
public func indented(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { plain(String($0)) }.joined(separator: "\n  ")
}

private func plain(_ text: String) -> String {
  var plain = ""
  for scalar in text.unicodeScalars {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    plain += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }
  return plain
}
