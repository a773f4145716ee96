/// A count by what it counts: facts of one kind, those that one column of theirs counts, with these values in these
/// dimensions. It is the same count in whichever table it stands.
public struct CountReference: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public let dimension: Dimension
    public let label: String
  }

  public let fact: Fact
  /// Of the fact.
  public let column: CountColumn
  /// In byte order of the dimensions; a dimension that is absent is `total`.
  public let values: [Value]

  public init(_ fact: Fact, _ column: CountColumn, _ values: [Dimension: String]) {
    self.fact = fact
    self.column = column
    self.values = values.sorted { $0.key.name < $1.key.name }.map { Value(dimension: $0.key, label: $0.value) }
  }

  public subscript(dimension: Dimension) -> String? { values.first { $0.dimension == dimension }?.label }

  public var labels: [Dimension: String] { Dictionary(uniqueKeysWithValues: values.map { ($0.dimension, $0.label) }) }

  public var dimensions: [Dimension] { values.map(\.dimension) }
}

extension CountReference: Comparable, CustomStringConvertible {
  /// As in a log: the fact, the column, then `dimension=label` for each.
  public var description: String {
    ([fact.name, column.name] + values.map { "\($0.dimension.name)=\($0.label)" }).joined(separator: " ")
  }

  public static func < (left: CountReference, right: CountReference) -> Bool {
    if left.fact != right.fact { return left.fact.name < right.fact.name }
    if left.column != right.column { return left.column.name < right.column.name }
    return left.values.lexicographicallyPrecedes(right.values) {
      ($0.dimension.name, $0.label) < ($1.dimension.name, $1.label)
    }
  }
}

/// What a count counts, which decides how small it may be (DOMAIN section 6).
public enum CountUnit: String, Sendable, CaseIterable {
  case persons, establishments, hires
}

/// A count with all that decides whether it may be shown.
public struct CountEvidence: Sendable, Equatable {
  public var value: Int64
  public var unit: CountUnit
  /// Of hires: the establishments behind the row, and the hires of the one that has most, of so many.
  public var employers: Employers?

  public struct Employers: Sendable, Equatable {
    public var establishments: Int64
    public var largest: Int64
    public var hires: Int64

    public init(establishments: Int64, largest: Int64, hires: Int64) {
      self.establishments = establishments
      self.largest = largest
      self.hires = hires
    }
  }

  public init(_ value: Int64, _ unit: CountUnit, employers: Employers? = nil) {
    self.value = value
    self.unit = unit
    self.employers = employers
  }
}

/// What the cells of a table show or give away, count by count: what protecting it works on.
public struct Evidence: Sendable {
  /// A rate that a table shows: one count over another.
  public struct Rate: Hashable, Sendable {
    public let part: CountReference
    public let whole: CountReference

    public init(_ part: CountReference, of whole: CountReference) {
      self.part = part
      self.whole = whole
    }
  }

  /// One cell: the counts that it shows or follows from, and the rate that it is.
  public struct CellEvidence: Sendable {
    public var counts: [CountReference] = []
    public var rate: Rate?
    /// Shows its one count, as a count.
    public var isCount = false

    public init(counts: [CountReference] = [], rate: Rate? = nil, isCount: Bool = false) {
      self.counts = counts
      self.rate = rate
      self.isCount = isCount
    }
  }

  /// By row, then by measure.
  public var cells: [[CellEvidence]] = []
  public var counts: [CountReference: CountEvidence] = [:]

  public init() {}
}
