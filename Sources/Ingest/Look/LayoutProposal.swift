import Formats

extension FileDescription {
  /// A layout file for this file, as YAML: the nearest layout with what differs, else what was found, for a person to
  /// fill in.
  ///
  /// - Parameter layouts: the known ones, by which columns of a person are marked.
  /// - Parameter sources: those that a layout may name.
  public func proposal(knowing layouts: [Layout], sources: [Source]) -> String {
    if let fitting = matches.first(where: \.fits)?.layout ?? (form.format.isXML ? form.layout : nil) {
      return "# layout \(fitting.name) reads it: no other is needed\n"
    }
    let names = IdentifyingNames(layouts, isCautious: true)
    let lines = matches.first.map { NearestProposal(self, $0, names).lines } ?? newLayout(names, sources)
    return lines.joined(separator: "\n") + "\n"
  }

  private func newLayout(_ names: IdentifyingNames, _ sources: [Source]) -> [String] {
    var lines = [
      "# Proposed by outcomes layout. Give it a name, save it under that name in layouts/, and check each column.",
      "layout: new",
      "source:                       # one of \(sources.map(\.name).joined(separator: ", "))",
    ]
    switch form.format {
    case .workbook: lines.append("format: workbook")
    case .xml: break
    case .delimited(let dialect):
      lines += ["format: delimited", "encoding: \(form.encoding.rawValue)"] + YAMLText.keys(of: dialect)
    }
    lines.append("missing: [\"NULL\", \"null\"]")
    if columns.contains(where: \.isDayFirst) { lines.append("dates: dd/mm/yyyy") }
    lines += ["", "columns:"]
    return lines + header.indices.map { "  - \(unknownColumn($0, names))" }
  }

  /// A column of no known layout: known, and not read.
  ///
  /// - Parameter comment: stands behind it, unless it has no name.
  func unknownColumn(_ index: Int, _ names: IdentifyingNames, comment: String = "") -> String {
    let name = header[index]
    guard !ColumnName.normalised(name).isEmpty else {
      return "\(YAMLText.quoted(name))   # a column must have a name: ask the sender"
    }
    let occurrence = occurrences[index]
    let isIdentifying = names.showing(name, occurrence: occurrence) == .masked
    return Layout.Column([name], occurrence: occurrence, isIdentifying: isIdentifying).yaml + comment
  }
}
