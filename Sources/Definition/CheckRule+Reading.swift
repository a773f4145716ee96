import Count
import Deliveries
import Facts
import Ingest

extension CheckRule {
  static let keys = [
    SectionKey(
      "measure", "a measure of a source, or of the table", standard: nil,
      "what is looked at; of a source, one of "
        + SourceMeasure.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")),
    SectionKey(
      "source", "a source, or a list", standard: "every source that has the measure", "whose measure, each by itself"),
    SectionKey("layout", "a name", standard: "every layout", "of `delivery_rows`: deliveries of this layout alone"),
    SectionKey("table", "a name of `tables`", standard: "a source is looked at", "the table that is looked at"),
    SectionKey(
      "each", "a dimension of the table, or a list", standard: "the row of all totals",
      "dimensions whose values are looked at one by one; the others stand at `total`"),
    SectionKey("where", "a value for each of some dimensions", standard: "every row", "only rows of this value"),
    SectionKey(
      "base", "a measure and its least value, `{leavers: 60}`; of a source `{rows: 1000}`", standard: "every row",
      "where it is less, nothing is looked at: few persons move much"),
    SectionKey(
      "warn", "a threshold, or a list", standard: "none; one of the two is needed", "past any of them the run warns"),
    SectionKey(
      "fail", "a threshold, or a list", standard: "none; one of the two is needed",
      "past any of them the run is held until somebody approves it"),
  ]

  /// One entry of the section `checks`.
  ///
  /// - Parameter tables: those of the definition.
  init(named key: YAMLValue, reading value: YAMLValue, tables: [TableDefinition]) throws(DefinitionError) {
    name = try key.fileSafeName()
    let check = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try check.refuseKeys(otherThan: Self.keys))
    let subject = problems.gather(try Subject(check, tables))
    warn = problems.gather(try check["warn"]?.conditions() ?? []) ?? []
    fail = problems.gather(try check["fail"]?.conditions() ?? []) ?? []
    if check["warn"] == nil, check["fail"] == nil {
      problems.add(key.problem("check '\(name)' has no threshold; give warn, fail or both, such as warn: above 0.05"))
    }
    try problems.raise()
    self.subject = subject!
  }
}

extension CheckRule.Subject {
  fileprivate init(_ check: YAMLMapping, _ tables: [TableDefinition]) throws(DefinitionError) {
    guard let place = check["table"] else {
      self = try CheckRule.Subject.ofSources(check)
      return
    }
    let name = try place.name("table", from: tables.map(\.name))
    let table = tables.first { $0.name == name }!
    let owner = "table '\(name)'"
    if let source = check["source"] ?? check["layout"] {
      throw source.problem("a check looks at a source or at a table, not at both")
    }
    let measure = try check.required("measure").measure(of: owner, from: table.measures)
    let each = try check["each"].map { value throws(DefinitionError) in
      value.isList
        ? try value.dimensions(of: owner, from: table.dimensions)
        : [try value.dimension(of: owner, from: table.dimensions)]
    }
    var filters: [TableDefinition.Filter] = []
    if let value = check["where"] {
      for (key, value) in try YAMLMapping(value).entries {
        let dimension = try key.dimension(of: owner, from: table.dimensions)
        filters.append(TableDefinition.Filter(dimension: dimension, value: try value.text()))
      }
    }
    self = .table(
      CheckRule.TableCells(
        table: name, measure: measure, each: each ?? [], filters: filters,
        base: try check["base"].map { value throws(DefinitionError) in
          let (name, least) = try value.base(of: owner, from: table.measures.map(\.name))
          return CheckRule.TableCells.Base(measure: table.measures.first { $0.name == name }!, least: least)
        }))
  }

  private static func ofSources(_ check: YAMLMapping) throws(DefinitionError) -> Self {
    for key in ["each", "where"] {
      if let value = check[key] { throw value.problem("'\(key)' is for the checks of a table; name the table") }
    }
    let measure = SourceMeasure(
      rawValue: try check.required("measure").name(
        "measure", of: "a source", from: SourceMeasure.allCases.map(\.rawValue)))!
    let least = try check["base"]?.base(of: "a source", from: ["rows"]).least
    var values = CheckRule.SourceValues(
      measure: measure, sources: measure.sources, layout: try check["layout"]?.text(), leastRows: least ?? 0)
    if let value = check["layout"], measure != .deliveryRows {
      throw value.problem("'layout' is for the measure delivery_rows; leave it out")
    }
    guard let value = check["source"] else { return .sources(values) }
    let known = measure.sources.map(\.name)
    let names =
      value.isList
      ? try value.names("source", of: "measure '\(measure.rawValue)'", from: known)
      : [try value.name("source", of: "measure '\(measure.rawValue)'", from: known)]
    values.sources = names.compactMap(Source.named)
    return .sources(values)
  }
}

extension YAMLValue {
  /// `{leavers: 60}`: a measure and the least value at which a row is looked at.
  fileprivate func base(
    of owner: String, from measures: [String]
  ) throws(DefinitionError) -> (measure: String, least: Int) {
    let entries = try YAMLMapping(self).entries
    guard entries.count == 1 else {
      throw problem("base names one measure and its least value, such as base: {\(measures[0]): 60}")
    }
    return (
      try entries[0].key.name("measure", of: owner, from: measures),
      try entries[0].value.wholeNumber(in: 0...1_000_000_000)
    )
  }

  /// `above 0.05`, or a list of such.
  fileprivate func conditions() throws(DefinitionError) -> [CheckRule.Condition] {
    guard isList else { return [try condition()] }
    return try list().map { value throws(DefinitionError) in try value.condition() }
  }

  private func condition() throws(DefinitionError) -> CheckRule.Condition {
    let words = try text().split(separator: " ").map(String.init)
    let number = words.count > 1 ? Self.decimal(words[1]) : nil
    switch (words.first, number, words.dropFirst(2).joined(separator: " ")) {
    case ("above", let number?, ""): return .above(number)
    case ("below", let number?, ""): return .below(number)
    case ("rises", let number?, "percent"): return .rises(number)
    case ("falls", let number?, "percent"): return .falls(number)
    case ("moves", let number?, "percent"): return .moves(number)
    default:
      throw problem(
        "'\(try text())' is no threshold; write 'above 0.05', 'below 0.9', 'rises 50 percent', 'falls 30 percent' or "
          + "'moves 10 percent'")
    }
  }

  private static func decimal(_ text: String) -> Double? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else {
      return nil
    }
    return Double(text)
  }
}
