/// A column that counts: its name in YAML and in the tables' headers, its rule in words, and how a cell gets it.
public struct Measure: Sendable, Equatable {
  public let name: String
  public let rule: String
  let kind: Kind

  /// Whether the values of several rows may be added up: counts and sums; no rate, median, or count of distinct units.
  public var addsUp: Bool {
    switch kind {
    case .count, .sum: true
    case .share, .weightedShare, .intervalLow, .intervalHigh, .median, .mean, .distinct: false
    }
  }

  /// How its numbers are written (DOMAIN section 7).
  public var shape: Shape {
    switch kind {
    case .count, .distinct: .whole
    case .sum(_, let form, _): .decimals(2, trimmed: form == .projects)
    case .share, .weightedShare, .intervalLow, .intervalHigh: .decimals(4)
    case .median, .mean: .decimals(1)
    }
  }

  public enum Shape: Sendable, Equatable {
    case whole
    /// Of a trimmed one none where it is whole, else as many as it needs.
    case decimals(Int, trimmed: Bool = false)
  }

  /// The names are those of the columns that a fact gives for each of its rows.
  enum Kind: Sendable, Equatable {
    /// An integer that adds up.
    case count(String)
    /// A number with decimals that adds up.
    ///
    /// - Parameter sharedBy: the count of rows between which a whole was divided, if one was.
    case sum(String, Form, sharedBy: String? = nil)
    /// One count over another, 0...1.
    case share(String, of: String)
    /// One sum over another, 0...1.
    case weightedShare(String, of: String)
    /// The ends of the Wilson interval of a share.
    case intervalLow(String, of: String)
    case intervalHigh(String, of: String)
    /// The median, and the mean, of the values that rows have.
    case median(String)
    case mean(String)
    /// Different units among the rows.
    case distinct(String)
  }

  /// How many decimals a sum shows (DOMAIN section 7).
  enum Form: Sendable, Equatable {
    /// Two decimals: amounts and weighted sums.
    case amount
    /// Up to two decimals, none when whole.
    case projects
  }

  init(_ name: String, _ rule: String, _ kind: Kind) {
    self.name = name
    self.rule = rule
    self.kind = kind
  }
}
