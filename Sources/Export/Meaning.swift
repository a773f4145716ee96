import Aggregate
import LabourMarket

/// What a measure says of persons and establishments, for a reader that knows none of our names: what it counts, what it
/// follows from, and how it hangs together with other counts. Written to the data package as it stands here.
///
/// It is stated for itself, and not read off what the protector works on: an error in one shows against the other.
struct Meaning: Encodable {
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
  var unit: MeasureUnitName?

  typealias MeasureUnitName = String

  struct Rate: Encodable {
    let part: CountName
    let whole: CountName
    /// One sum of weights over another: the counts are not in this proportion.
    let weighted: Bool?
  }

  /// A sum that starts anew in each value of a coarser dimension.
  struct Cumulation: Encodable {
    let count: CountName
    let along: String
    let within: String
  }

  /// Those of `of` who belong to `to`, a part of `in`; in the rows where `at` holds.
  struct Subpopulation: Encodable {
    let of: CountName
    let to: CountName
    let `in`: CountName
    let at: [String: String]
  }

  /// The same units as another fact counts, but for some values, and only in the values of `within` that the table shows.
  struct Equality: Encodable {
    let count: CountName
    let without: [String: [String]]
    let within: [String]
  }

  struct Rows: Encodable {
    let by: String
    let values: [String: Meaning]
  }

  /// A count by its name: of the table's own fact and the row's own values, unless it says otherwise.
  struct CountName: Encodable, ExpressibleByStringLiteral {
    let count: String
    var fact: String?
    var `where`: [String: Value]?
    /// Dimensions of the row that the count does not depend on.
    var sameFor: [String]?
    /// Holds in rows whose number in a dimension is no more than this, for the count without that dimension.
    var upTo: [String: Int]?

    enum Value: Encodable {
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

    init(stringLiteral count: String) { self.count = count }

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

    init(
      _ count: String, of fact: Fact? = nil, where values: [String: Value]? = nil, sameFor: [String]? = nil,
      upTo: [String: Int]? = nil
    ) {
      self.count = count
      self.fact = fact?.rawValue
      self.where = values
      self.sameFor = sameFor
      self.upTo = upTo
    }
  }
}

extension Meaning {
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

  static func rate(_ part: CountName, of whole: CountName, weighted: Bool? = nil) -> Meaning {
    var meaning = Meaning()
    meaning.rate = Rate(part: part, whole: whole, weighted: weighted)
    return meaning
  }

  static func follows(_ counts: CountName...) -> Meaning {
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

// MARK: Facts

/// How a fact is published.
enum FactPublication: String, Encodable {
  /// Small counts are hidden in the public edition.
  case protected
  /// Open data, and facts of no person or establishment: as delivered.
  case open
  /// In the internal edition only.
  case `internal`
}

extension Fact {
  var publication: FactPublication {
    switch self {
    case .need, .offer: .open
    case .revision: .internal
    case .leaver, .leaverMonth, .entry, .hire, .answer, .needAndHire, .needAndHireByFAP, .planMonth, .keyFigure:
      .protected
    }
  }

  /// By measure.
  func meanings(_ rules: Rules) -> [String: Meaning] {
    switch self {
    case .leaver: Meaning.leavers
    case .leaverMonth: Meaning.curve(rules)
    case .entry: Meaning.entries
    case .planMonth: Meaning.plan
    case .hire: Meaning.hires { _ in nil }
    case .needAndHire:
      Meaning.hires { count in
        Meaning.Equality(
          count: Meaning.CountName(count, of: .hire), without: ["interim": ["yes"]], within: ["year"])
      }
    case .needAndHireByFAP: Meaning.hires { _ in nil }
    case .answer: Meaning.answers
    case .keyFigure: Meaning.keyFigures(rules)
    case .need, .offer, .revision: Dictionary(uniqueKeysWithValues: measures.map { ($0.name, .open) })
    }
  }
}

extension Meaning {
  fileprivate static let leavers: [String: Meaning] = [
    "leavers": .count("mature"),
    "not_mature": .count("not_mature"),
    "access_any": .count("access_any", partOf: ["mature"], shareOf: ["mature"]),
    "access": .count("access", partOf: ["access_any", "mature"], shareOf: ["mature"]),
    "access_durable": .count("access_durable", partOf: ["access", "access_any", "mature"], shareOf: ["mature"]),
    "employed": .count("employed", partOf: ["mature"], shareOf: ["mature"]),
    "access_any_rate": .rate("access_any", of: "mature"),
    "access_rate": .rate("access", of: "mature"),
    "access_rate_low": .follows("access", "mature"),
    "access_rate_high": .follows("access", "mature"),
    "access_durable_rate": .rate("access_durable", of: "mature"),
    "employed_rate": .rate("employed", of: "mature"),
    "days_to_first_hire": .follows("access_any"),
  ]

  /// The leavers who are followed are the same in every month; those hired by the last month of access are, of them, those
  /// whom the table of access counts.
  fileprivate static func curve(_ rules: Rules) -> [String: Meaning] {
    let month = "month_since_exit"
    let followed = CountName("followed", sameFor: [month])
    let mature = CountName("mature", of: .leaver)
    let hired = CountName("access_any", of: .leaver)
    let hiredSoFar = Meaning.count(
      "access_any",
      partOf: [followed, CountName("access_any", of: .leaver, upTo: [month: rules.accessMonths])],
      shareOf: [followed])
    return [
      "leavers": .count(followed, partOf: [mature]),
      "access_any": hiredSoFar.having {
        $0.rises = month
        $0.among = Subpopulation(of: hired, to: followed, in: mature, at: [month: String(rules.accessMonths)])
      },
      "access_any_rate": .rate("access_any", of: followed),
    ]
  }

  fileprivate static let entries: [String: Meaning] = [
    "entries": .count("entries"),
    "amount_eur": .follows("entries"),
  ]

  fileprivate static let plan: [String: Meaning] = {
    let entries = CountName("entries", of: .entry)
    let certifying = CountName("entries", of: .entry, where: ["training_type": .text("certifiante")])
    return [
      "entries": .count(entries),
      "entries_cumulated": Meaning.count("entries_cumulated").having {
        $0.cumulates = Cumulation(count: entries, along: "month", within: "year")
      },
      "target": .open,
      "target_cumulated": .open,
      "certifying_share": .rate(certifying, of: entries),
      "amount_eur": .follows(entries),
    ]
  }()

  fileprivate static func hires(_ equality: (String) -> Equality?) -> [String: Meaning] {
    [
      "hires": .count("hires", equals: equality("hires")),
      "hires_1m": .count("hires_1m", partOf: ["hires"], equals: equality("hires_1m")),
      "hires_durable": .count("hires_durable", partOf: ["hires_1m", "hires"], equals: equality("hires_durable")),
      "establishments": .count("establishments", partOf: ["hires"], distinct: true),
      "persons": .count("persons", partOf: ["hires"], distinct: true, equals: equality("persons")),
      "projects_weighted": .follows("recruiters"),
      "hires_weighted": .follows("hires"),
    ]
  }

  fileprivate static let answers: [String: Meaning] = [
    "answers": Meaning.count("answers").having { $0.sumOf = ["recruiters", "others"] },
    "recruiters": .count("recruiters"),
    "recruiters_weighted": .follows("recruiters"),
    "confirmed": .count("confirmed", partOf: ["recruiters"], shareOf: ["recruiters"]),
    "confirmed_weighted": .follows("confirmed"),
    "confirmed_rate": .rate("confirmed", of: "recruiters", weighted: true),
    "others": .count("others"),
    "others_weighted": .follows("others"),
    "others_hiring_rate": .rate("others_hiring", of: "others", weighted: true),
  ]

  fileprivate static func keyFigures(_ rules: Rules) -> [String: Meaning] {
    let planYear = CountName.Value.text(String(rules.planYear))
    let entries = CountName("entries", of: .entry, where: ["year": planYear])
    let certifying = CountName(
      "entries", of: .entry, where: ["year": planYear, "training_type": .text("certifiante")])
    let survey = { CountName($0, of: .answer, where: ["year": .column("period")]) }
    let access = { Meaning.rate(CountName($0, of: .leaver), of: CountName("mature", of: .leaver)) }
    let figures: [String: (Meaning, MeasureUnitName)] = [
      "projects": (.open, "projects"),
      "confirmed_intentions": (.rate(survey("confirmed"), of: survey("recruiters"), weighted: true), "share"),
      "training_entries": (.count(entries), "entries"),
      "training_amount": (.follows(entries), "euro"),
      "certifying_share": (.rate(certifying, of: entries), "share"),
      "access_any_rate": (access("access_any"), "share"),
      "access_rate": (access("access"), "share"),
      "access_durable_rate": (access("access_durable"), "share"),
      "employed_rate": (access("employed"), "share"),
      "offer_days_region": (.open, "days"),
      "offer_days_elsewhere": (.open, "days"),
      "trust_rate": (.rate("trusting", of: "trust_answers", weighted: true), "share"),
      "main_sector_1": (.open, "sector"),
      "main_sector_2": (.open, "sector"),
      "main_sector_3": (.open, "sector"),
      "main_sector_4": (.open, "sector"),
    ]
    let values = figures.mapValues { meaning, unit in meaning.having { $0.unit = unit } }
    return [
      "value": Meaning().having { $0.rows = Rows(by: "figure", values: values) },
      "unit": .open,
      "period": .open,
      "published": .open,
    ]
  }
}
