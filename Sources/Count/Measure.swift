public import LabourMarket

/// A column that counts: its name in YAML and in the tables' headers, and all that is said of it.
public final class Measure: Sendable {
  public let name: String
  public let title: Wording
  public let kind: Kind
  /// What its numbers are, for the dictionary.
  public let unit: MeasureUnit?
  /// The rules of a definition that its numbers depend on beside those of its fact, by their names.
  public let restsOn: [String]
  private let words: @Sendable (Rules) -> Wording

  /// How a cell gets it, from the columns that a fact gives for each of its rows.
  public enum Kind: Sendable, Equatable {
    /// An integer that adds up.
    case count(CountColumn)
    /// A number with decimals that adds up.
    ///
    /// - Parameter sharedBy: the count of rows between which a whole was divided, if one was.
    case sum(SumColumn, Form, sharedBy: CountColumn? = nil)
    /// One count over another, 0...1.
    case share(CountColumn, of: CountColumn)
    /// One sum over another, 0...1.
    case weightedShare(SumColumn, of: SumColumn)
    /// The ends of the Wilson interval of a share.
    case intervalLow(CountColumn, of: CountColumn)
    case intervalHigh(CountColumn, of: CountColumn)
    /// The same of a weighted share, by Kish's effective number: the whole has `squares`.
    case weightedLow(SumColumn, of: SumColumn)
    case weightedHigh(SumColumn, of: SumColumn)
    /// The least number of days that half do not survive, by Kaplan and Meier: values are twice the days, one more where
    /// what was waited for has not been seen.
    case survival(ValueColumn)
    /// The median, and the mean, of the values that rows have.
    case median(ValueColumn)
    case mean(ValueColumn)
    /// Different units among the rows.
    case distinct(CountColumn)
    /// A word, or a number of any kind as one.
    case text
  }

  /// How many decimals a sum shows (DOMAIN section 7).
  public enum Form: Sendable, Equatable {
    /// Two decimals: amounts and weighted sums.
    case amount
    /// Up to two decimals, none when whole.
    case projects
  }

  public enum Shape: Sendable, Equatable {
    case whole
    /// Of a trimmed one none where it is whole, else as many as it needs.
    case decimals(Int, trimmed: Bool = false)
    case text
  }

  public init(
    _ name: String, _ title: Wording, _ kind: Kind, _ unit: MeasureUnit?, restsOn: [String] = [],
    rule: @escaping @Sendable (Rules) -> Wording
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.unit = unit
    self.restsOn = restsOn
    words = rule
  }

  /// One whose words no rule changes.
  public convenience init(
    _ name: String, _ title: Wording, _ kind: Kind, _ unit: MeasureUnit?, restsOn: [String] = [], rule: Wording
  ) {
    self.init(name, title, kind, unit, restsOn: restsOn, rule: { _ in rule })
  }

  /// Its rule in words, by the rules in force.
  public func rule(_ rules: Rules) -> Wording { words(rules) }

  /// Whether the values of several rows may be added up: counts and sums; no rate, median, or count of distinct units.
  public var addsUp: Bool {
    switch kind {
    case .count, .sum: true
    case .share, .weightedShare, .intervalLow, .intervalHigh, .weightedLow, .weightedHigh, .survival, .median, .mean,
      .distinct, .text:
      false
    }
  }

  /// How its numbers are written (DOMAIN section 7).
  public var shape: Shape {
    switch kind {
    case .count, .distinct: .whole
    case .sum(_, let form, _): .decimals(2, trimmed: form == .projects)
    case .share, .weightedShare, .intervalLow, .intervalHigh, .weightedLow, .weightedHigh: .decimals(4)
    case .survival, .median, .mean: .decimals(1)
    case .text: .text
    }
  }

  /// The columns whose counts a cell shows or gives away: of a rate, the part and the whole.
  public var countColumns: [CountColumn] {
    switch kind {
    case .count(let column), .distinct(let column): [column]
    case .share(let part, let whole), .intervalLow(let part, let whole), .intervalHigh(let part, let whole):
      [part, whole]
    case .sum(let column, _, let sharedBy): [sharedBy ?? column.of].compactMap { $0 }
    case .weightedShare(let part, let whole), .weightedLow(let part, let whole), .weightedHigh(let part, let whole):
      [part, whole].compactMap(\.of)
    case .survival(let column), .median(let column), .mean(let column): [column.of].compactMap { $0 }
    case .text: []
    }
  }

  /// The columns of a rate.
  public var rateColumns: (part: CountColumn, whole: CountColumn)? {
    switch kind {
    case .share(let part, let whole): (part, whole)
    case .weightedShare: (countColumns[0], countColumns[1])
    default: nil
    }
  }

  /// A count itself, not what follows from one.
  public var isCount: Bool {
    switch kind {
    case .count, .distinct: true
    default: false
    }
  }
}

extension Measure: Hashable, CustomStringConvertible {
  public static func == (one: Measure, other: Measure) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}
