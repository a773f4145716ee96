/// An outcome table as the definition declares it (DOMAIN section 7). Dimensions and measures are those of the fact.
public struct TableDefinition: Sendable, Equatable {
  /// The name in the definition, which is the name of its CSV file.
  public var name: String
  public var fact: Fact
  /// In the order of the columns.
  public var dimensions: [Dimension]
  /// In the order of the columns, after the dimensions.
  public var measures: [Measure]
  /// The dimensions that also have a `total`.
  public var margins: Set<Dimension>
  /// Only the facts whose dimension has this value; the dimension need not be a column.
  public var filters: [Filter]
  /// A table for the internal audience only is left out of a public run.
  public var isInternal: Bool
  /// Counted with all that protecting it needs: in a public run.
  public var givesEvidence = false

  public struct Filter: Sendable, Equatable {
    public var dimension: Dimension
    public var value: String

    public init(dimension: Dimension, value: String) {
      self.dimension = dimension
      self.value = value
    }
  }

  public init(
    name: String, fact: Fact, dimensions: [Dimension], measures: [Measure], margins: Set<Dimension> = [],
    filters: [Filter] = [], isInternal: Bool = false
  ) {
    self.name = name
    self.fact = fact
    self.dimensions = dimensions
    self.measures = measures
    self.margins = margins
    self.filters = filters
    self.isInternal = isInternal
  }
}
