import Formats

extension FileDescription {
  /// A layout file for this file, as YAML: columns that a known layout has take its fields and marks; the rest is left
  /// for a person to fill in.
  ///
  /// - Parameter layouts: the known ones.
  public func proposal(knowing layouts: [Layout]) -> String {
    if let fitting = matches.first(where: \.fits)?.layout ?? (form.format.isXML ? form.layout : nil) {
      return "# layout \(fitting.name) reads it: no other is needed\n"
    }
    let nearest = matches.first?.layout
    var lines = [
      "# Proposed by outcomes layout. Give it a name, save it under that name in layouts/, and check each column.",
      "layout: \(nearest.map { "\($0.name)-new" } ?? "new")",
      nearest.map { "source: \($0.source.rawValue)" }
        ?? "source:                       # one of \(Source.allCases.map(\.rawValue).joined(separator: ", "))",
    ]
    switch form.format {
    case .workbook: lines.append("format: workbook")
    case .xml: break
    case .delimited(let dialect):
      lines += ["format: delimited", "encoding: \(form.encoding.rawValue)"]
      lines.append("separator: \(YAMLText.separator(of: dialect))")
      if let quote = dialect.quote { lines.append("quote: \(YAMLText.quoted(String(Unicode.Scalar(quote))))") }
      if let escape = dialect.escape { lines.append("escape: \(YAMLText.quoted(String(Unicode.Scalar(escape))))") }
      if dialect.lineEnd != .lf { lines.append("line_end: \(dialect.lineEnd.rawValue)") }
      if !dialect.wrappers.isEmpty {
        let marks = dialect.wrappers.map { YAMLText.quoted(String(Unicode.Scalar($0))) }
        lines.append("wrapped_by: [\(marks.joined(separator: ", "))]")
      }
    }
    lines.append("missing: [\"NULL\", \"null\"]")
    if columns.contains(where: \.isDayFirst) { lines.append("dates: dd/mm/yyyy") }
    lines += ["", "columns:"]
    var counts: [String: Int] = [:]
    for name in header {
      let key = ColumnName.normalised(name)
      counts[key, default: 0] += 1
      lines.append("  - \(column(name, occurrence: counts[key]!, nearest, layouts))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func column(_ name: String, occurrence: Int, _ nearest: Layout?, _ layouts: [Layout]) -> String {
    let text = YAMLText.quoted(name)
    guard !ColumnName.normalised(name).isEmpty else { return "\(text)   # a column must have a name: ask the sender" }
    let field = nearest?.column(named: name, occurrence: occurrence)?.field
    var keys = ["name: \(text)"]
    if occurrence > 1 { keys.append("occurrence: \(occurrence)") }
    if let field { keys.append("field: \(field)") }
    if IdentifyingNames(layouts).contains(name, occurrence: occurrence) { keys.append("identifying: true") }
    return keys.count == 1 ? text : "{\(keys.joined(separator: ", "))}"
  }
}

/// The column names that any known layout marks as identifying.
public struct IdentifyingNames: Sendable {
  private let layouts: [Layout]
  /// Of a file that fits no layout: what looks like a person's is one's.
  let isCautious: Bool

  public init(_ layouts: [Layout], isCautious: Bool = false) {
    self.layouts = layouts
    self.isCautious = isCautious
  }

  public func contains(_ name: String, occurrence: Int = 1) -> Bool {
    if isCautious, SuspectValues.isIdentifying(column: name) { return true }
    return layouts.contains { $0.column(named: name, occurrence: occurrence)?.isIdentifying == true }
  }
}

extension Layout {
  fileprivate func column(named name: String, occurrence: Int) -> Column? {
    let name = ColumnName.normalised(name)
    return columns.first { column in
      column.occurrence == occurrence
        && column.names.contains { ColumnName.matches(name, pattern: ColumnName.normalised($0)) }
    }
  }
}

/// How names and separators are written in YAML and on a terminal.
enum YAMLText {
  /// In double quotes, with the escapes of YAML.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
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
