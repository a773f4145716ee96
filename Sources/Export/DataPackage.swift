import Count
public import Facts
import Formats
import Foundation
public import LabourMarket

extension Dataset {
  /// `datapackage.json`: the CSV files as a Frictionless data package (specs.frictionlessdata.io), each column with its
  /// type, unit, constraints and both titles; `s` and `nd` are missing values.
  ///
  /// Beside them it says what a reader needs to add the tables up: what each column counts or follows from, what the
  /// dimensions tell of each other, and which counts are hidden. Whoever attacks the public edition knows this and the CSV.
  ///
  /// - Parameter rules: those in force.
  /// - Parameter coarsenings: what the dimensions tell of each other, by the rules and the reference of the run.
  /// - Parameter digest: the SHA-256 of some bytes, in hexadecimal.
  /// - Parameter csv: by table, the bytes that stand at `tables/<name>.csv`.
  public func dataPackage(
    csv: [String: [UInt8]], rules: Rules, coarsenings: Coarsenings, digest: ([UInt8]) -> String
  ) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let package = DataPackage(
      name: pipeline, title: title[language], description: description[language], notice: notice, version: asOf,
      producer: "hiring-outcomes \(version)", profile: "tabular-data-package",
      disclosure: DataPackage.Disclosure(rules.disclosure),
      resources: tables.map { table in
        let bytes = csv[table.card.name] ?? []
        return DataPackage.Resource(
          table, language, rules, coarsenings, bytes: bytes.count, hash: "sha256:\(digest(bytes))")
      })
    return Array(try encoder.encode(package)) + [0x0A]
  }

  var title: Wording {
    Wording("Formations, embauches et besoins – \(asOf)", "Trainings, hires and needs – \(asOf)")
  }

  var description: Wording {
    isPublic
      ? Wording(
        "Édition publique. s : secret statistique ; nd : non disponible ; ? : valeur inconnue ; total : toutes les valeurs.",
        "Public edition. s: statistical secret; nd: not available; ?: unknown value; total: all values.")
      : Wording(
        "Édition interne, à ne pas diffuser : rien n’y est caché. nd : non disponible ; ? : valeur inconnue ; total : toutes les valeurs.",
        "Internal edition, not to be handed out: nothing is hidden in it. nd: not available; ?: unknown value; total: all values."
      )
  }
}

/// Keys are those of the specification, so in camel case; those that it does not know are ours.
private struct DataPackage: Encodable {
  let name: String
  let title: String
  let description: String
  let notice: String?
  let version: String
  let producer: String
  let profile: String
  let disclosure: Disclosure
  let resources: [Resource]

  /// The rules of the public edition, and the facts that they hold for.
  struct Disclosure: Encodable {
    /// By unit, the largest count that is hidden; 0 where none is for its size.
    let hiddenUpTo: [String: Int]
    /// A hidden count is never known to less than this, most less least.
    let narrowestInterval: Int
    /// In per cent: of the hires of a row, by one establishment; and, of a count hidden for that, the narrowest interval.
    let dominance: Int
    let dominatedInterval: Int
    /// A rate of fewer is no key figure.
    let keyFigureLeavers: Int
    let facts: [String: FactPublication]

    init(_ rules: DisclosureRules) {
      hiddenUpTo = Dictionary(
        uniqueKeysWithValues: MeasureUnit.allCases.map { ($0.rawValue, $0.hiddenUpTo(rules)) })
      narrowestInterval = rules.interval
      dominance = rules.dominance
      dominatedInterval = rules.dominatedInterval
      keyFigureLeavers = rules.keyFigureLeavers
      facts = Dictionary(uniqueKeysWithValues: Fact.all.map { ($0.name, $0.publication) })
    }
  }

  struct Resource: Encodable {
    let name: String
    let path: String
    let title: String
    let description: String
    let titles: Texts
    let profile = "tabular-data-resource"
    let scheme = "file"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let dialect = Dialect()
    let bytes: Int
    let hash: String
    /// What its rows count: two tables of one fact count the same.
    let fact: String
    let filters: [Filter]
    /// The dimensions that also have a `total`.
    let margins: [String]
    let schema: Schema

    init(
      _ table: Dataset.Table, _ language: Language, _ rules: Rules, _ coarsenings: Coarsenings, bytes: Int, hash: String
    ) {
      let card = table.card
      let definition = table.table.definition
      name = card.name
      path = "tables/\(card.name).csv"
      title = card.title[language]
      description = card.fact[language]
      titles = Texts(card.title)
      self.bytes = bytes
      self.hash = hash
      fact = definition.fact.name
      filters = definition.filters.map { filter in
        let coarser = coarsenings.published(of: filter.dimension, in: definition.fact, labels: [filter.value])
        return Filter(
          dimension: filter.dimension.name, value: filter.value, coarsensTo: coarser.isEmpty ? nil : coarser)
      }
      margins = definition.dimensions.filter(definition.margins.contains).map(\.name)
      let keys = card.fields.filter(\.isDimension).map(\.name)
      let meanings = definition.fact.meanings(rules)
      let width = definition.dimensions.count
      let dimensions = zip(definition.dimensions, card.fields).enumerated().map { place, column in
        let labels = Set(table.table.rows.compactMap { $0.labels[place] })
        let coarser = coarsenings.published(of: column.0, in: definition.fact, labels: labels)
        return Column(column.1, language, coarsensTo: coarser)
      }
      let measures = zip(definition.measures, card.fields.dropFirst(width)).map { measure, field in
        Column(field, language, meanings[measure])
      }
      schema = Schema(fields: dimensions + measures, primaryKey: keys.isEmpty ? nil : keys)
    }
  }

  struct Filter: Encodable {
    let dimension: String
    let value: String
    let coarsensTo: [CoarserDimension]?
  }

  struct Dialect: Encodable {
    let delimiter = ","
    let lineTerminator = "\n"
    let quoteChar = "\""
    let doubleQuote = true
    let header = true
  }

  struct Schema: Encodable {
    let fields: [Column]
    let primaryKey: [String]?
    let missingValues = ["", "s", "nd"]
  }

  struct Texts: Encodable {
    let fr: String
    let en: String

    init(_ wording: Wording) { (fr, en) = (wording.french, wording.english) }
  }

  struct Column: Encodable {
    let name: String
    let type: String
    let title: String
    let description: String
    let titles: Texts
    let descriptions: Texts
    let role: String
    let unit: String?
    let constraints: Constraints
    let coarsensTo: [CoarserDimension]?
    private let meaning: Meaning?

    private enum Key: String, CodingKey {
      case name, type, title, description, titles, descriptions, role, unit, constraints, coarsensTo
    }

    /// The meaning is written among the column's own keys.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(name, forKey: .name)
      try container.encode(type, forKey: .type)
      try container.encode(title, forKey: .title)
      try container.encode(description, forKey: .description)
      try container.encode(titles, forKey: .titles)
      try container.encode(descriptions, forKey: .descriptions)
      try container.encode(role, forKey: .role)
      try container.encodeIfPresent(unit, forKey: .unit)
      try container.encode(constraints, forKey: .constraints)
      try container.encodeIfPresent(coarsensTo, forKey: .coarsensTo)
      try meaning?.encode(to: encoder)
    }

    init(_ field: Field, _ language: Language, _ meaning: Meaning? = nil, coarsensTo: [CoarserDimension] = []) {
      self.meaning = meaning
      self.coarsensTo = coarsensTo.isEmpty ? nil : coarsensTo
      name = field.name
      type =
        switch field.form {
        case .integer: "integer"
        case .decimal: "number"
        case .text: "string"
        }
      title = field.title[language]
      description = field.rule[language]
      (titles, descriptions) = (Texts(field.title), Texts(field.rule))
      role = field.role.rawValue
      unit = field.unit?.rawValue
      constraints = Constraints(field)
    }
  }

  struct Constraints: Encodable {
    var required: Bool?
    var minimum: Int?
    var maximum: Int?
    var `enum`: [String]?
    var pattern: String?

    init(_ field: Field) {
      if field.isDimension { required = true }
      switch field.form {
      case .integer, .decimal:
        minimum = field.numbers?.lowerBound ?? 0
        maximum = field.unit == .share ? 1 : field.numbers?.upperBound
      case .text(.any), .text(.numbers): break
      case .text(.closed(let values)): `enum` = (field.hasTotal ? ["total"] : []) + values + ["?"]
      case .text(.pattern(let pattern)): self.pattern = "^(\(field.hasTotal ? "total|" : "")\\?|\(pattern))$"
      }
    }
  }
}

extension MeasureUnit {
  /// The largest count of this unit that the rules hide for its size; 0 where they hide none.
  fileprivate func hiddenUpTo(_ rules: DisclosureRules) -> Int {
    switch self {
    case .persons, .entries: rules.persons
    case .establishments, .answers: rules.establishments
    case .hires, .offers, .projects, .cells, .days, .euro, .share: 0
    }
  }
}
