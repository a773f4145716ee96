import Count
import Facts

extension TableDefinition {
  static let keys = [
    SectionKey(
      "fact", "one of " + Fact.all.map { "`\($0)`" }.joined(separator: ", "), standard: nil,
      "what a row of the source counts"),
    SectionKey(
      "dimensions", "a list of dimensions of the fact", standard: nil, "the columns that say which facts a row counts"),
    SectionKey("measures", "a list of measures of the fact", standard: nil, "the columns that count"),
    SectionKey(
      "margins", "`all`, `none`, or a list of the table's dimensions", standard: "`none`",
      "dimensions that also have rows `total`, in every combination"),
    SectionKey(
      "where", "a value for each of some dimensions", standard: "every fact",
      "only facts of this value count; the dimension need not be one of the table's"),
    SectionKey(
      "audience", SectionKey.choice(of: Audience.self), standard: "any",
      "a table that is `internal` is left out of a public run"),
  ]

  /// One entry of the section `tables`.
  ///
  /// - Parameter key: the name of the table, which becomes a file name.
  init(named key: YAMLValue, reading value: YAMLValue) throws(DefinitionError) {
    let name = try key.fileSafeName()
    let table = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try table.refuseKeys(otherThan: Self.keys))
    let fact = problems.gather(try table.required("fact").fact())
    // Without the fact no other name can be judged.
    guard let fact else {
      try problems.raise()
      preconditionFailure("a fact that is nil left a problem")
    }
    let owner = "fact '\(fact)'"
    let known = fact.dimensions
    let dimensions = problems.gather(try table.required("dimensions").someDimensions(of: owner, from: known))
    let measures = problems.gather(
      try table.required("measures").someMeasures(of: owner, from: fact.measures))
    let margins = problems.gather(try table["margins"]?.margins(of: dimensions ?? known) ?? [])
    let filters = problems.gather(try table["where"]?.filters(of: fact) ?? [])
    let audience = problems.gather(try table["audience"]?.choice(of: Audience.self))
    if fact.isInternal, audience == .public {
      problems.add(table["audience"]!.problem("a table of fact '\(fact)' is internal"))
    }
    problems.gather(try refuseShapes(of: fact, dimensions: dimensions ?? known, margins: margins ?? [], at: table))
    problems.gather(try refuseSums(of: fact, dimensions: dimensions ?? known, margins: margins ?? [], at: table))
    try problems.raise()
    self.init(
      name: name, fact: fact, dimensions: dimensions ?? [], measures: measures ?? [], margins: margins ?? [],
      filters: filters ?? [], isInternal: audience == .internal || fact.isInternal)
  }
}

/// The rows of such a table are made together: with other dimensions, margins or filters they would be other rows.
private func refuseShapes(
  of fact: Fact, dimensions: [Dimension], margins: Set<Dimension>, at table: YAMLMapping
) throws(DefinitionError) {
  guard fact.isMadeWhole else { return }
  if dimensions != fact.dimensions {
    let list = fact.dimensions.map(\.name).joined(separator: ", ")
    throw (table["dimensions"] ?? table.value).problem(
      "a table of fact '\(fact.name)' has the dimensions [\(list)], all of them and in this order")
  }
  if !margins.isEmpty {
    throw (table["margins"] ?? table.value).problem("a table of fact '\(fact.name)' has no margins")
  }
  if let filters = table["where"], fact.filterable.isEmpty {
    throw filters.problem("a table of fact '\(fact.name)' has no 'where'")
  }
}

/// A leaver stands once in each month of the curve: a sum over the months would count one person twelve times.
private func refuseSums(
  of fact: Fact, dimensions: [Dimension], margins: Set<Dimension>, at table: YAMLMapping
) throws(DefinitionError) {
  guard let month = fact.dimensions.first(where: \.isRepeated) else { return }
  if !dimensions.contains(month) {
    throw (table["dimensions"] ?? table.value).problem("a table of fact '\(fact)' needs the dimension '\(month)'")
  }
  if margins.contains(month) {
    throw (table["margins"] ?? table.value)
      .problem("'\(month)' can have no margin: a leaver stands in each of its months; list the other dimensions")
  }
}

extension YAMLValue {
  /// A name that is safe as a file name on any system.
  func fileSafeName() throws(DefinitionError) -> String {
    let name = try text()
    let isSafe = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard isSafe, (1...100).contains(name.utf8.count), !name.hasPrefix("-"), !name.hasPrefix("sqlite-") else {
      throw problem(
        "the name '\(name)' must be small letters, digits and '-', and begin with neither '-' nor 'sqlite-', for it names a file and a table"
      )
    }
    return name
  }

  fileprivate func fact() throws(DefinitionError) -> Fact {
    let name = try name(label, from: Fact.all.map(\.name))
    return Fact.named(name)!
  }

  /// One of some dimensions, by its name.
  func dimension(of owner: String, from known: [Dimension]) throws(DefinitionError) -> Dimension {
    let name = try name("dimension", of: owner, from: known.map(\.name))
    return known.first { $0.name == name }!
  }

  func dimensions(of owner: String, from known: [Dimension]) throws(DefinitionError) -> [Dimension] {
    try names("dimension", of: owner, from: known.map(\.name)).map { name in known.first { $0.name == name }! }
  }

  /// One of some measures, by its name.
  func measure(of owner: String, from known: [Measure]) throws(DefinitionError) -> Measure {
    let name = try name("measure", of: owner, from: known.map(\.name))
    return known.first { $0.name == name }!
  }

  fileprivate func someDimensions(of owner: String, from known: [Dimension]) throws(DefinitionError) -> [Dimension] {
    let dimensions = try dimensions(of: owner, from: known)
    guard !dimensions.isEmpty else { throw isEmpty(known.map(\.name)) }
    return dimensions
  }

  fileprivate func someMeasures(of owner: String, from known: [Measure]) throws(DefinitionError) -> [Measure] {
    let names = try names("measure", of: owner, from: known.map(\.name))
    guard !names.isEmpty else { throw isEmpty(known.map(\.name)) }
    return names.map { name in known.first { $0.name == name }! }
  }

  private func isEmpty(_ known: [String]) -> DefinitionError {
    problem("\(label) is empty; name at least one", known: known)
  }

  /// `all`, `none`, or a list of the table's dimensions.
  fileprivate func margins(of dimensions: [Dimension]) throws(DefinitionError) -> Set<Dimension> {
    guard !isList else { return Set(try self.dimensions(of: "the table", from: dimensions)) }
    switch try text() {
    case "all": return Set(dimensions)
    case "none": return []
    case let other: throw problem("margins must be all, none or a list of dimensions of the table, not '\(other)'")
    }
  }

  fileprivate func filters(of fact: Fact) throws(DefinitionError) -> [TableDefinition.Filter] {
    var filters: [TableDefinition.Filter] = []
    for (key, value) in try YAMLMapping(self).entries {
      let dimension = try key.dimension(
        of: "fact '\(fact)'", from: fact.filterable.isEmpty ? fact.dimensions : fact.filterable)
      filters.append(TableDefinition.Filter(dimension: dimension, value: try value.text()))
    }
    return filters
  }
}
