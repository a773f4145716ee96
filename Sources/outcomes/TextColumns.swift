extension String {
  /// With blanks after it, up to a width in characters.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}

/// A text beside its label: the lines after the first begin under the text.
///
/// - Parameter width: of a line, label and all, in characters.
func hanging(_ label: String, _ text: String, width: Int) -> String {
  let indent = String(repeating: " ", count: label.count)
  var lines: [String] = []
  var line = label
  for word in text.split(separator: " ") {
    if line.count > label.count, line.count + 1 + word.count > width {
      lines.append(line)
      line = indent
    }
    line += (line.count > label.count ? " " : "") + word
  }
  return (lines + [line]).joined(separator: "\n")
}
