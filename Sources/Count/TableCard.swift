public import LabourMarket

/// What the columns of one outcome table are called and mean: what every form of the table says of itself.
public struct TableCard: Sendable {
  public let name: String
  public let title: Wording
  /// What one row of its source is; in words.
  public let fact: Wording
  /// In the order of the columns.
  public let fields: [Field]

  /// - Parameter rules: those in force, which the words say.
  public init(_ definition: TableDefinition, rules: Rules) {
    name = definition.name
    fields =
      definition.dimensions.map { Field($0, hasTotal: definition.margins.contains($0), rules) }
      + definition.measures.map { Field($0, rules) }
    fact = definition.fact.wording(rules)
    title = TableCard.title(definition.fact, definition, fields.filter(\.isDimension))
  }

  /// As SQL and programs like it: a name of a definition has no `_`, so that no two tables meet.
  public var sqlName: String { String(name.map { $0 == "-" ? "_" : $0 }) }

  private static func title(_ fact: Fact, _ definition: TableDefinition, _ dimensions: [Field]) -> Wording {
    if fact.isMadeWhole { return fact.title }
    let filters = definition.filters.map { " (\($0.dimension) = \($0.value))" }.joined()
    let (names, englishNames) = (dimensions.map(\.title.french), dimensions.map(\.title.english))
    return Wording(
      "\(fact.title.french) par \(list(names, "et"))\(filters)",
      "\(fact.title.english) by \(list(englishNames, "and"))\(filters)")
  }

  /// Names within a sentence: `mois, département et secteur`.
  private static func list(_ names: [String], _ and: String) -> String {
    let small = names.map { $0.prefix(1).lowercased() + $0.dropFirst() }
    guard let last = small.last, small.count > 1 else { return small.first ?? "" }
    return "\(small.dropLast().joined(separator: ", ")) \(and) \(last)"
  }
}

/// One column of one table, as a dictionary lists it: all that writes one writes these.
public struct DictionaryRow: Sendable {
  /// As in the name of its CSV, and as SQL has it.
  public let table, sqlTable: String
  /// In the table, from 1.
  public let position: Int
  public let field: Field
}

extension TableCard {
  /// All columns that a table of a fact may have.
  public init(of fact: Fact, rules: Rules) {
    self.init(
      TableDefinition(name: fact.name, fact: fact, dimensions: fact.dimensions, measures: fact.measures), rules: rules)
  }

  /// In the order of the columns.
  public var dictionary: [DictionaryRow] {
    fields.enumerated().map { index, field in
      DictionaryRow(table: name, sqlTable: sqlName, position: index + 1, field: field)
    }
  }
}
