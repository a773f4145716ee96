public import LabourMarket

/// What one row of a table's source counts: the catalogue of dimensions and measures is the fact's.
///
/// Facts are told apart by their names. How the rows of one are made is not said here: this module knows no name of the
/// field.
public final class Fact: Sendable {
  /// As definitions write it.
  public let name: String
  /// What a table of this fact is about: the beginning of its title.
  public let title: Wording
  /// In the order of the catalogue.
  public let dimensions: [Dimension]
  /// The measures that a table on this fact may show, in the order of the catalogue.
  public let measures: [Measure]
  /// The counts of the fact, those among them that no measure shows.
  public let columns: [CountColumn]
  /// Where the facts lie with establishments, which must be many enough, and of which none may dominate.
  public let employers: Employers?
  /// Whether the rows of a table are made together, from several sources or a running sum: it then has all the dimensions
  /// of its fact in their order, no margins, and filters only by `filterable`.
  public let isMadeWhole: Bool
  /// The dimensions that `where` may name.
  public let filterable: [Dimension]
  /// Whether its tables are for the internal audience only: nothing protects them.
  public let isInternal: Bool
  /// The rules of a definition that say which facts there are, by their names.
  public let restsOn: [String]
  private let words: @Sendable (Rules) -> Wording

  /// The columns of facts that lie with establishments.
  public struct Employers: Sendable {
    public let hires: CountColumn
    public let establishments: CountColumn

    public init(hires: CountColumn, establishments: CountColumn) {
      (self.hires, self.establishments) = (hires, establishments)
    }
  }

  /// - Parameter columns: counts beside those that the measures show or follow from.
  /// - Parameter madeWhole: the dimensions that filter a table whose rows are made together; `nil` for other facts.
  /// - Parameter words: what one row of its source is.
  public init(
    _ name: String, _ title: Wording, dimensions: [Dimension], measures: [Measure], columns: [CountColumn] = [],
    employers: Employers? = nil, madeWhole: [Dimension]? = nil, isInternal: Bool = false, restsOn: [String] = [],
    words: @escaping @Sendable (Rules) -> Wording
  ) {
    self.name = name
    self.title = title
    self.dimensions = dimensions
    self.measures = measures
    self.columns = (measures.flatMap(\.countColumns) + columns).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
    self.employers = employers
    isMadeWhole = madeWhole != nil
    filterable = madeWhole ?? dimensions
    self.isInternal = isInternal
    self.restsOn = restsOn
    self.words = words
  }

  /// What one row of its source is, by the rules in force.
  public func wording(_ rules: Rules) -> Wording { words(rules) }

  public func dimension(_ name: String) -> Dimension? { dimensions.first { $0.name == name } }
  public func measure(_ name: String) -> Measure? { measures.first { $0.name == name } }
  public func column(_ name: String) -> CountColumn? { columns.first { $0.name == name } }

  /// A count of the fact. What is the same in every value of a repeated dimension is one count.
  public func reference(_ column: CountColumn, _ values: [Dimension: String]) -> CountReference {
    guard column.isSameInRepeats else { return CountReference(self, column, values) }
    return CountReference(self, column, values.filter { !$0.key.isRepeated })
  }
}

extension Fact: Hashable, CustomStringConvertible {
  public static func == (one: Fact, other: Fact) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}
