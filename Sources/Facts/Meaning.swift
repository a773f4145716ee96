public import Count
public import LabourMarket

/// What a measure says of persons and establishments, for a reader that knows none of our names: what it counts, what it
/// follows from, and how it hangs together with other counts. Written to the data package as it stands here.
///
/// It is stated for itself, and not read off what the protector works on: an error in one shows against the other.
public struct Meaning: Encodable, Sendable {
  /// The column is a count: of this.
  var counts: CountName?
  /// A unit may fall in several cells: a total is no more than the sum of its parts.
  var distinct: Bool?
  /// Counts that it is never more than, in the same row.
  var partOf: [CountName]?
  /// Those that it is put over in a rate, shown or not: what it leaves of them must not be small either.
  var shareOf: [CountName]?
  /// Counts that add up to it, in the same row.
  var sumOf: [CountName]?
  /// A dimension of numbers along which it never falls.
  var rises: String?
  var cumulates: Cumulation?
  var among: Subpopulation?
  /// Another fact that counts the same units otherwise.
  var equals: Equality?
  /// The column is one count over another.
  var rate: Rate?
  /// The column is made of what these count.
  var follows: [CountName]?
  /// Known to anyone, and of no person or establishment.
  var open: Bool?
  /// By the value of a dimension, where each row is a thing of its own.
  var rows: Rows?
  /// Of a row that is a thing of its own; else the column says it.
  var unit: String?

  struct Rate: Encodable, Sendable {
    let part: CountName
    let whole: CountName
    /// One sum of weights over another: the counts are not in this proportion.
    let weighted: Bool?
  }

  /// A sum that starts anew in each value of a coarser dimension.
  struct Cumulation: Encodable, Sendable {
    let count: CountName
    let along: String
    let within: String
  }

  /// Those of `of` who belong to `to`, a part of `in`; in the rows where `at` holds.
  struct Subpopulation: Encodable, Sendable {
    let of: CountName
    let to: CountName
    let `in`: CountName
    let at: [String: String]
  }

  /// The same units as another fact counts, but for some values, and only in the values of `within` that the table shows.
  struct Equality: Encodable, Sendable {
    let count: CountName
    let without: [String: [String]]
    let within: [String]
  }

  struct Rows: Encodable, Sendable {
    let by: String
    let values: [String: Meaning]
  }

  /// A count by its name: of the table's own fact and the row's own values, unless it says otherwise.
  struct CountName: Encodable, Sendable {
    let count: String
    var fact: String?
    var `where`: [String: Value]?
    /// Dimensions of the row that the count does not depend on.
    var sameFor: [String]?
    /// Holds in rows whose number in a dimension is no more than this, for the count without that dimension.
    var upTo: [String: Int]?

    enum Value: Encodable, Sendable {
      case text(String)
      /// What stands in another column of the row.
      case column(String)

      func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text):
          var container = encoder.singleValueContainer()
          try container.encode(text)
        case .column(let name):
          var container = encoder.singleValueContainer()
          try container.encode(["column": name])
        }
      }
    }

    private enum Key: String, CodingKey {
      case count, fact, `where`, sameFor, upTo
    }

    /// A name that says nothing else is written as text.
    func encode(to encoder: any Encoder) throws {
      guard fact != nil || `where` != nil || sameFor != nil || upTo != nil else {
        var container = encoder.singleValueContainer()
        return try container.encode(count)
      }
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(count, forKey: .count)
      try container.encodeIfPresent(fact, forKey: .fact)
      try container.encodeIfPresent(`where`, forKey: .where)
      try container.encodeIfPresent(sameFor, forKey: .sameFor)
      try container.encodeIfPresent(upTo, forKey: .upTo)
    }

    /// - Parameter fact: `nil` is the table's own.
    init(
      _ column: CountColumn, of fact: Fact? = nil, where values: [Dimension: Value]? = nil,
      sameFor: [Dimension]? = nil, upTo: [Dimension: Int]? = nil
    ) {
      count = column.name
      self.fact = fact?.name
      self.where = values.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.name, $0.value) }) }
      self.sameFor = sameFor?.map(\.name)
      self.upTo = upTo.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.name, $0.value) }) }
    }
  }
}

extension Meaning {
  static func count(
    _ column: CountColumn, partOf: [CountColumn] = [], shareOf: [CountColumn] = [], distinct: Bool? = nil,
    equals: Equality? = nil
  ) -> Meaning {
    let names = { (columns: [CountColumn]) in columns.isEmpty ? nil : columns.map { CountName($0) } }
    return count(
      CountName(column), partOf: names(partOf), shareOf: names(shareOf), distinct: distinct, equals: equals)
  }

  static func count(
    _ count: CountName, partOf: [CountName]? = nil, shareOf: [CountName]? = nil, distinct: Bool? = nil,
    equals: Equality? = nil
  ) -> Meaning {
    var meaning = Meaning()
    meaning.counts = count
    meaning.partOf = partOf
    meaning.shareOf = shareOf
    meaning.distinct = distinct
    meaning.equals = equals
    return meaning
  }

  static func rate(_ part: CountColumn, of whole: CountColumn, weighted: Bool? = nil) -> Meaning {
    rate(CountName(part), of: CountName(whole), weighted: weighted)
  }

  static func rate(_ part: CountName, of whole: CountName, weighted: Bool? = nil) -> Meaning {
    var meaning = Meaning()
    meaning.rate = Rate(part: part, whole: whole, weighted: weighted)
    return meaning
  }

  static func follows(_ columns: CountColumn...) -> Meaning {
    var meaning = Meaning()
    meaning.follows = columns.map { CountName($0) }
    return meaning
  }

  static func follows(_ counts: CountName...) -> Meaning { follows(counts) }

  static func follows(_ counts: [CountName]) -> Meaning {
    var meaning = Meaning()
    meaning.follows = counts
    return meaning
  }

  static let open: Meaning = {
    var meaning = Meaning()
    meaning.open = true
    return meaning
  }()

  func having(_ change: (inout Meaning) -> Void) -> Meaning {
    var meaning = self
    change(&meaning)
    return meaning
  }
}

/// What the data package says of a fact.
struct Packaged: Sendable {
  let publication: FactPublication
  let meanings: @Sendable (Rules) -> [Measure: Meaning]

  init(_ publication: FactPublication, _ meanings: @escaping @Sendable (Rules) -> [Measure: Meaning]) {
    self.publication = publication
    self.meanings = meanings
  }

  static let open = Packaged(.open) { _ in [:] }
  static let `internal` = Packaged(.internal) { _ in [:] }
}

/// How a fact is published.
public enum FactPublication: String, Encodable, Sendable {
  /// Small counts are hidden in the public edition.
  case protected
  /// Open data, and facts of no person or establishment: as delivered.
  case open
  /// In the internal edition only.
  case `internal`
}

extension Fact {
  public var publication: FactPublication { FactRecipe.of(self).packaged.publication }

  /// What the measures of the fact count or follow from, under the rules in force.
  public func meanings(_ rules: Rules) -> [Measure: Meaning] {
    let packaged = FactRecipe.of(self).packaged
    guard packaged.publication == .protected else {
      return Dictionary(uniqueKeysWithValues: measures.map { ($0, .open) })
    }
    return packaged.meanings(rules)
  }
}

/// What a value of a dimension tells of a coarser one, as the data package says it. No table need have that: two
/// dimensions that tell of a third are tied by it.
public struct CoarserDimension: Encodable, Sendable {
  let dimension: String
  /// By value, all that it may be; a value that is not listed tells nothing.
  let map: [String: [String]]
}

extension Coarsenings {
  /// - Parameter labels: the values that are listed.
  public func published(of dimension: Dimension, in fact: Fact, labels: some Sequence<String>) -> [CoarserDimension] {
    of(fact).filter { $0.fine == dimension }.map { known in
      let values = labels.compactMap { label in known.values(label, nil).map { (label, $0.sorted()) } }
      return CoarserDimension(
        dimension: known.coarse.name, map: Dictionary(values) { first, _ in first })
    }
  }
}
