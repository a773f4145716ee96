public import Count
public import LabourMarket

/// The tables of one run as they are published, with what they are called: what every form of them is made of.
///
/// Nothing of the run itself is in it, no id, clock or folder: the same tables give the same bytes.
public struct Dataset: Sendable {
  /// The name of the pipeline.
  public var pipeline: String
  /// The day on which the figures are true, yyyy-mm-dd.
  public var asOf: String
  public var isPublic: Bool
  /// Of titles and rules, where a form has room for one.
  public var language: Language
  /// A line that a reader must know before the figures; `nil` is none.
  public var notice: String?
  /// Of the program.
  public var version: String
  /// In the order of the definition.
  public let tables: [Table]

  public struct Table: Sendable {
    public let card: TableCard
    public let table: OutcomeTable

    /// A row as values: dimensions, then measures.
    func values(_ row: OutcomeTable.Row) -> [Value] {
      let labels = zip(card.fields, row.labels).map { field, label in Value(label ?? "total", of: field) }
      return labels + zip(card.fields.dropFirst(labels.count), row.cells).map { Value($1, of: $0) }
    }
  }

  /// - Parameter rules: those in force, which the words say.
  public init(
    pipeline: String, asOf: String, isPublic: Bool, language: Language, notice: String? = nil, version: String,
    rules: Rules, tables: [OutcomeTable]
  ) {
    self.pipeline = pipeline
    self.asOf = asOf
    self.isPublic = isPublic
    self.language = language
    self.notice = notice
    self.version = version
    self.tables = tables.map { Table(card: TableCard($0.definition, rules: rules), table: $0) }
  }
}
