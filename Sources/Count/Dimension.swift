public import LabourMarket

/// A column that says which facts a row counts: its name in YAML and in the tables' headers, and all that is said of it.
///
/// Two dimensions of one fact are told apart by their names; those of two facts may share one.
public final class Dimension: Sendable {
  public let name: String
  public let title: Wording
  /// How a row of the fact gets its value; `nil` where the rows of its tables are made together.
  public let kernel: (any DimensionKernel)?
  /// Its values are whole numbers, and rows are in their order.
  public let isNumber: Bool
  /// A fact stands once in each of its values, so that no sum goes over them.
  public let isRepeated: Bool
  /// Each of its values has a row, even where no fact falls in it.
  public let isComplete: Bool
  /// What is known from its value: coarser dimensions of the same facts, those that no table shows among them.
  public let coarsens: [Coarsening]
  /// The rules of a definition that its values depend on, by their names.
  public let restsOn: [String]
  private let words: @Sendable (Rules) -> Wording
  private let allowed: @Sendable (Rules) -> Values

  /// Which words a column may hold, beside `?` and `total`.
  public enum Values: Sendable, Equatable {
    case any
    case closed([String])
    /// A regular expression for the whole value.
    case pattern(String)
    /// All whole numbers from the first to the last.
    case numbers(ClosedRange<Int>)
  }

  public init(
    _ name: String, _ title: Wording, kernel: (any DimensionKernel)? = nil, isNumber: Bool = false,
    isRepeated: Bool = false, isComplete: Bool = false, coarsens: [Coarsening] = [], restsOn: [String] = [],
    values: @escaping @Sendable (Rules) -> Values, rule: @escaping @Sendable (Rules) -> Wording
  ) {
    self.name = name
    self.title = title
    self.kernel = kernel
    self.isNumber = isNumber
    self.isRepeated = isRepeated
    self.isComplete = isComplete || isRepeated
    self.coarsens = coarsens
    self.restsOn = restsOn
    allowed = values
    words = rule
  }

  /// One whose words no rule changes.
  public convenience init(
    _ name: String, _ title: Wording, kernel: (any DimensionKernel)? = nil, isNumber: Bool = false,
    coarsens: [Coarsening] = [], restsOn: [String] = [], values: Values = .any, rule: Wording
  ) {
    self.init(
      name, title, kernel: kernel, isNumber: isNumber, coarsens: coarsens, restsOn: restsOn, values: { _ in values },
      rule: { _ in rule })
  }

  /// What the tables write where a value is not known.
  public static let unknown = "?"

  /// Its rule in words, by the rules in force.
  public func rule(_ rules: Rules) -> Wording { words(rules) }

  public func values(_ rules: Rules) -> Values { allowed(rules) }
}

extension Dimension: Hashable, Comparable, CustomStringConvertible {
  /// In byte order of the names.
  public static func < (one: Dimension, other: Dimension) -> Bool { one.name < other.name }
  public static func == (one: Dimension, other: Dimension) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}

/// How a row of a fact gets the value of a dimension: a type that the fact's own folder knows.
public protocol DimensionKernel: Sendable {}

/// The same of rows that are laid out as columns: what the label follows from, and the label.
public struct RowKernel<Row, Context>: DimensionKernel {
  /// Equal values have equal labels, which are made once.
  let value: @Sendable (Row, Context) -> UInt64
  /// Empty where unknown.
  let label: @Sendable (Row, Context) -> String

  public init(
    value: @escaping @Sendable (Row, Context) -> UInt64, label: @escaping @Sendable (Row, Context) -> String
  ) {
    self.value = value
    self.label = label
  }
}

/// That a dimension gives another of the same facts, or narrows it down: `month` gives `year`, and an activity gives its
/// sector but for temporary work.
public struct Coarsening: Sendable {
  /// The coarser one. It need not be one that tables may have: two dimensions may both say a third.
  public let dimension: Dimension
  public let tie: Tie

  public enum Tie: Sendable {
    /// The values that a fact with a label may have in the coarser dimension, by the rules in force; `nil` is any.
    case label(@Sendable (String, Rules) -> Set<String>?)
    /// By a reference that comes with the inputs.
    case reference
  }

  public init(to dimension: Dimension, _ tie: Tie) {
    self.dimension = dimension
    self.tie = tie
  }

  /// A tie that no rule changes, and that gives one value.
  public static func to(
    _ dimension: Dimension, _ label: @escaping @Sendable (String) -> String?
  ) -> Coarsening {
    Coarsening(to: dimension, .label { text, _ in label(text).map { [$0] } })
  }
}
