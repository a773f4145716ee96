import Deliveries
import Ingest

extension Layout.Column {
  static let keys = [
    SectionKey(
      "name", "a text", standard: nil,
      "as the header spells it; upper and lower case, and blanks around it, do not matter; "
        + "`<yy>` stands for the two digits of a year, `<fap>` for the code of a métier"),
    SectionKey("aliases", "a list of texts", standard: "none", "other spellings of the name"),
    SectionKey("field", "a field of the source", standard: "none: known, and not read", "what the column feeds"),
    SectionKey("occurrence", "a whole number, 1 to 9", standard: "`1`", "2 is the second column of that name"),
    SectionKey(
      "identifying", "`true` or `false`", standard: "`false`",
      "the value says who a person is: it is masked wherever it would be shown"),
    SectionKey("optional", "`true` or `false`", standard: "`false`", "whether a header may lack the column"),
  ]

  /// One element of `columns`: a name alone is a column that is known and not read.
  fileprivate init(reading value: YAMLValue, source: Source?) throws(DefinitionError) {
    guard value.isMapping else {
      self.init([try value.columnName()])
      return
    }
    let column = try YAMLMapping(value)
    try column.refuseKeys(otherThan: Self.keys)
    let name = try column.required("name").columnName()
    let aliases = try column["aliases"]?.list().map { (alias) throws(DefinitionError) in try alias.columnName() }
    var field: String?
    if let value = column["field"] {
      field = try value.text()
      if let source { _ = try value.name("field", of: "source '\(source.name)'", from: source.fields.map(\.name)) }
    }
    self.init(
      [name] + (aliases ?? []), occurrence: try column["occurrence"]?.wholeNumber(in: 1...9) ?? 1, field: field,
      isIdentifying: try column["identifying"]?.flag() ?? false, isOptional: try column["optional"]?.flag() ?? false)
    if let source, let field, isOptional, source.requiredFields.contains(field) {
      throw (column["optional"] ?? value)
        .problem("the column of '\(field)' cannot be optional: source '\(source.name)' needs it in every file")
    }
  }
}

extension YAMLValue {
  func source() throws(DefinitionError) -> Source { Source.named(try name(label, from: Source.all.map(\.name)))! }

  /// The list `columns`: no column stands twice, no field is fed twice, each required field is fed.
  ///
  /// - Parameter source: `nil` where the layout names none that is known; fields are then not judged.
  func layoutColumns(feeding source: Source?) throws(DefinitionError) -> [Layout.Column] {
    var problems = Problems()
    var columns: [Layout.Column] = []
    for element in try list() {
      if let column = problems.gather(try Layout.Column(reading: element, source: source)) {
        problems.gather(try element.refuseRepeats(of: column, after: columns))
        columns.append(column)
      }
    }
    try problems.raise()
    let fed = columns.compactMap(\.field)
    if let source, let missing = source.requiredFields.first(where: { !fed.contains($0) }) {
      throw problem("no column feeds the field '\(missing)', which source '\(source.name)' needs")
    }
    if let source, !source.alternatives.isEmpty, !source.alternatives.contains(where: fed.contains) {
      let fields = source.alternatives.map { "'\($0)'" }.joined(separator: " or ")
      throw problem("no column feeds \(fields), of which source '\(source.name)' needs one")
    }
    return columns
  }

  private func refuseRepeats(of column: Layout.Column, after others: [Layout.Column]) throws(DefinitionError) {
    for name in column.comparedNames {
      let before = others.filter { $0.comparedNames.contains(name) }
      if before.contains(where: { $0.occurrence == column.occurrence }) {
        throw problem("column '\(name)' stands twice; a second one in the header has occurrence: 2")
      }
      guard before.count == column.occurrence - 1 else {
        throw problem("column '\(name)' has occurrence \(column.occurrence), and \(before.count) stand before it here")
      }
    }
    if let field = column.field, others.contains(where: { $0.field == field }) {
      throw problem("field '\(field)' is fed by two columns; keep one")
    }
  }

  /// A name of a header; `<yy>` in it stands for the two digits of a year, `<fap>` for the code of a métier.
  fileprivate func columnName() throws(DefinitionError) -> String {
    let name = try text()
    let plain = name.replacing("<yy>", with: "", maxReplacements: 1).replacing("<fap>", with: "", maxReplacements: 1)
    guard !name.allSatisfy(\.isWhitespace), !plain.contains("<"), !plain.contains(">") else {
      throw problem(
        "'\(name)' is no column name: a text, with <yy> for the digits of a year or <fap> for the code of a métier, once at most"
      )
    }
    return name
  }
}

extension Layout.Column {
  /// As the reader of headers compares them: in lower case, without the blanks around.
  fileprivate var comparedNames: [String] {
    names.map { name in
      let trimmed = name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
      return String(trimmed).lowercased()
    }
  }
}
