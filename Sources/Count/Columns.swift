/// A count that a fact's rows have, by its name: what protecting the tables works on.
public final class CountColumn: Sendable {
  public let name: String
  /// What it counts, which decides how small it may be; `nil` where it is published as it comes. Set by itself: what the
  /// dictionary says of a measure's unit does not follow from it.
  public let counts: CountUnit?
  /// Counts units that may fall in several cells of a margin: its count is no more than their sum.
  public let isDistinct: Bool
  /// Counts of the same fact that it is never more than, in any cell.
  public let partOf: [CountColumn]
  /// Counts that add up to it, in every cell.
  public let parts: [CountColumn]
  /// It is the same in every value of a repeated dimension.
  public let isSameInRepeats: Bool

  public init(
    _ name: String, _ counts: CountUnit?, isDistinct: Bool = false, partOf: [CountColumn] = [],
    parts: [CountColumn] = [], isSameInRepeats: Bool = false
  ) {
    self.name = name
    self.counts = counts
    self.isDistinct = isDistinct
    self.partOf = partOf
    self.parts = parts
    self.isSameInRepeats = isSameInRepeats
  }
}

extension CountColumn: Hashable, CustomStringConvertible {
  public static func == (one: CountColumn, other: CountColumn) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}

/// Numbers with decimals that a fact's rows have.
public struct SumColumn: Sendable, Hashable {
  public let name: String
  /// The count of those whose weights or amounts it adds up, if it is one that must be protected.
  public let of: CountColumn?

  public init(_ name: String, of count: CountColumn? = nil) {
    self.name = name
    of = count
  }

  /// The sum of the squares of the same numbers: how unequal weights are.
  public var squares: SumColumn { SumColumn("\(name) squared", of: of) }
}

/// Whole numbers that some of a fact's rows have, and that do not add up.
public struct ValueColumn: Sendable, Hashable {
  public let name: String
  /// The count of the rows that have one, if it is one that must be protected.
  public let of: CountColumn?

  public init(_ name: String, of count: CountColumn? = nil) {
    self.name = name
    of = count
  }
}
