import Formats

/// How names and separators are written in YAML and on a terminal.
enum YAMLText {
  /// In double quotes, with the escapes of YAML.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\t": quoted += "\\t"
      // Ends of a line to YAML, which would end a comment, and the byte order mark.
      case "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A list of texts on one line.
  static func list(_ texts: some Sequence<String>) -> String {
    "[\(texts.map { quoted($0) }.joined(separator: ", "))]"
  }

  /// The keys of delimited text beside its encoding.
  static func keys(of form: DelimitedForm) -> [String] {
    let text: (UInt8) -> String = { String(Unicode.Scalar($0)) }
    var keys = ["separator: \(separator(of: form))"]
    if let quote = form.quote { keys.append("quote: \(quoted(text(quote)))") }
    if let escape = form.escape { keys.append("escape: \(quoted(text(escape)))") }
    if form.lineEnd != .lf { keys.append("line_end: \(form.lineEnd.rawValue)") }
    if !form.wrappers.isEmpty { keys.append("wrapped_by: \(list(form.wrappers.map(text)))") }
    return keys
  }

  /// A name as it is, unless it holds what would not show.
  static func shown(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    return isPlain && !name.isEmpty && name.first != " " && name.last != " " ? name : quoted(name)
  }

  static func separator(of form: DelimitedForm) -> String {
    guard form.separator[0] >= 0x80 else { return quoted(String(decoding: form.separator, as: UTF8.self)) }
    let bytes = form.separator.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    let prefixed = form.separatorPrefix.map { "\"\(String($0, radix: 16, uppercase: true)) \(bytes)\", " } ?? ""
    return "[\(prefixed)\"\(bytes)\"]"
  }
}

extension Layout.Column {
  /// As a layout file lists it.
  var yaml: String {
    var keys = ["name: \(YAMLText.quoted(names[0]))"]
    if names.count > 1 { keys.append("aliases: \(YAMLText.list(names.dropFirst()))") }
    if occurrence > 1 { keys.append("occurrence: \(occurrence)") }
    if let field { keys.append("field: \(field)") }
    if isIdentifying { keys.append("identifying: true") }
    if isOptional { keys.append("optional: true") }
    return keys.count == 1 ? YAMLText.quoted(names[0]) : "{\(keys.joined(separator: ", "))}"
  }
}
