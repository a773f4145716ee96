import Count
import Formats
import Foundation

extension Dataset {
  /// `datapackage.json`: the CSV files as a Frictionless data package (specs.frictionlessdata.io), each column with its
  /// type, unit, constraints and both titles; `s` and `nd` are missing values.
  ///
  /// - Parameter digest: the SHA-256 of some bytes, in hexadecimal.
  /// - Parameter csv: by table, the bytes that stand at `tables/<name>.csv`.
  public func dataPackage(csv: [String: [UInt8]], digest: ([UInt8]) -> String) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let package = DataPackage(
      name: pipeline, title: title[language], description: description[language], version: asOf,
      producer: "hiring-outcomes \(version)", profile: "tabular-data-package",
      resources: tables.map { table in
        let bytes = csv[table.card.name] ?? []
        return DataPackage.Resource(table, language, bytes: bytes.count, hash: "sha256:\(digest(bytes))")
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
  let version: String
  let producer: String
  let profile: String
  let resources: [Resource]

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
    let schema: Schema

    init(_ table: Dataset.Table, _ language: Language, bytes: Int, hash: String) {
      let card = table.card
      name = card.name
      path = "tables/\(card.name).csv"
      title = card.title[language]
      description = card.fact[language]
      titles = Texts(card.title)
      self.bytes = bytes
      self.hash = hash
      let keys = card.fields.filter(\.isDimension).map(\.name)
      schema = Schema(
        fields: card.fields.map { Column($0, language) }, primaryKey: keys.isEmpty ? nil : keys)
    }
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

    init(_ field: Field, _ language: Language) {
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
      role = field.isDimension ? "dimension" : "measure"
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
        minimum = 0
        if field.unit == .share { maximum = 1 }
      case .text(.any): break
      case .text(.closed(let values)): `enum` = (field.hasTotal ? ["total"] : []) + values + ["?"]
      case .text(.pattern(let pattern)): self.pattern = "^(\(field.hasTotal ? "total|" : "")\\?|\(pattern))$"
      }
    }
  }
}
