public import Count
import Deliveries
import Facts
public import Ingest

/// A check of the definition: what it looks at, and from where on it warns, or holds the run.
public struct CheckRule: Sendable, Equatable {
  public var name: String
  public var subject: Subject
  /// Any of them is enough.
  public var warn: [Condition]
  public var fail: [Condition]

  public enum Subject: Sendable, Equatable {
    case sources(SourceValues)
    case table(TableCells)
  }

  /// A measure of some sources, each by itself.
  public struct SourceValues: Sendable, Equatable {
    public var measure: SourceMeasure
    public var sources: [Source]
    /// Of deliveries, those of one layout.
    public var layout: String?
    /// Sources of fewer rows are left out: shares of few rows say little.
    public var leastRows = 0
  }

  /// Some cells of a table, each by itself.
  public struct TableCells: Sendable, Equatable {
    public var table: String
    public var measure: Measure
    /// The dimensions whose values are looked at one by one; of the others, where they have one, the `total`.
    public var each: [Dimension]
    public var filters: [TableDefinition.Filter]
    /// Rows in which a count is less are left out: few persons move much.
    public var base: Base?

    public struct Base: Sendable, Equatable {
      public var measure: Measure
      public var least: Int
    }
  }

  /// When a value is odd. Shares are fractions of 1; percentages are of the value that it is compared with.
  public enum Condition: Sendable, Equatable {
    case above(Double)
    case below(Double)
    case rises(Double)
    case falls(Double)
    case moves(Double)
  }
}

/// What is known of a source after it has been read.
public enum SourceMeasure: String, Sendable, CaseIterable {
  case rows
  case rejectedShare = "rejected_share"
  case filteredShare = "filtered_share"
  case supersededShare = "superseded_share"
  case repairedShare = "repaired_share"
  case deliveryRows = "delivery_rows"
  case deliveryAge = "delivery_age"
  case missingDays = "missing_days"
  case coverage
  case inputs
  case vanished
  case vanishedRows = "vanished_rows"
  case vanishedDays = "vanished_days"
  case changed
  case outsideRange = "outside_range"
  case dateLag = "date_lag"
  case repeatedLines = "repeated_lines"
  case unknownActivities = "unknown_activities"
  case matchRate = "match_rate"
  case unknownCommunes = "unknown_communes"
  case unknownPersons = "unknown_persons"
  case weightedProjects = "weighted_projects"

  /// The sources that have it.
  public var sources: [Source] {
    switch self {
    case .rows, .rejectedShare, .filteredShare, .supersededShare, .repairedShare, .inputs, .vanished, .vanishedRows,
      .changed:
      Source.all
    case .deliveryRows, .deliveryAge: Source.all.filter(\.isDelivered)
    case .outsideRange: [.dpae, .training, .offers, .trust]
    case .dateLag: [.training, .offers, .trust]
    case .repeatedLines: [.dpae, .costs]
    case .unknownPersons: [.dpae, .training, .register]
    case .missingDays, .unknownCommunes, .unknownActivities, .coverage, .vanishedDays: [.dpae]
    case .matchRate: [.training]
    case .weightedProjects: [.survey]
    }
  }

  /// One line, for the documentation.
  public var rule: String {
    switch self {
    case .rows: "rows read"
    case .rejectedShare: "rows rejected, of those read: of the source, and of each file"
    case .filteredShare: "rows filtered, of those read"
    case .supersededShare: "rows superseded, of those read"
    case .repairedShare: "values repaired, of the rows read"
    case .deliveryRows:
      "rows of a new delivery that are not rejected; rises and falls against the median of all others of its layout, a day of its range"
    case .deliveryAge: "days from the latest delivery to the as-of date"
    case .missingDays:
      "days from Monday to Friday without a hire, from the first to the last that deliveries cover, in the last 12 months"
    case .matchRate: "leavers whom some declaration names, of the cohort"
    case .unknownCommunes: "hires whose commune has no bassin, of all"
    case .unknownPersons:
      "hires of unknown persons, of all; and of each file the rows that name no known person, against the median of the others of its layout"
    case .unknownActivities:
      "rows of a file whose activity has not the form of a NAF, of all; against the median of the others of its layout"
    case .coverage: "days that no person-level delivery covers, but for short holes and `known_holes`"
    case .inputs: "1 where no delivery of a source is visible that the last published run had"
    case .vanished: "files that the last published run read and that are gone"
    case .vanishedRows: "accepted rows that a source has lost since, where a file is gone or changed"
    case .vanishedDays: "days that a file that is gone covered, and that nothing covers now"
    case .changed: "files that the last published run read and whose bytes are others now"
    case .outsideRange:
      "rows of a file dated outside the range of its name, or after its delivery, of all"
    case .dateLag:
      "days from the date of a row to the delivery that tells of it, on average of a file; against the median of the others of its layout"
    case .repeatedLines: "rows of a file that have a twin in it, byte for byte, of all its rows"
    case .weightedProjects:
      "weighted projects of the survey without interim, in the region, of the projects of the open data of the same year (their lower bound); the latest year that both have"
    }
  }
}

extension CheckRule.Condition: CustomStringConvertible {
  public var description: String {
    switch self {
    case .above(let limit): "above \(CheckRule.text(limit))"
    case .below(let limit): "below \(CheckRule.text(limit))"
    case .rises(let percent): "rises \(CheckRule.text(percent)) percent"
    case .falls(let percent): "falls \(CheckRule.text(percent)) percent"
    case .moves(let percent): "moves \(CheckRule.text(percent)) percent"
    }
  }

  package var isRelative: Bool {
    switch self {
    case .above, .below: false
    case .rises, .falls, .moves: true
    }
  }

  /// Whether a figure that is no longer there passes it.
  package var isPassedByLoss: Bool {
    switch self {
    case .falls, .moves: true
    case .above, .below, .rises: false
    }
  }

  /// - Parameter reference: what the value is compared with; without it a relative condition never holds.
  package func holds(_ value: Double, against reference: Double?) -> Bool {
    switch self {
    case .above(let limit): return value > limit
    case .below(let limit): return value < limit
    case .rises(let percent): return reference.map { value > $0 + abs($0) * percent / 100 } ?? false
    case .falls(let percent): return reference.map { value < $0 - abs($0) * percent / 100 } ?? false
    case .moves(let percent): return reference.map { abs(value - $0) > abs($0) * percent / 100 } ?? false
    }
  }
}

extension CheckRule: CustomStringConvertible {
  /// In one line, for the manifest and the history.
  public var description: String {
    let parts = [("warn", warn), ("fail", fail)].filter { !$0.1.isEmpty }
      .map { "\($0.0) \($0.1.map(\.description).joined(separator: ", "))" }
    return "\(subject): \(parts.joined(separator: "; "))"
  }

  /// A number without needless zeros.
  package static func text(_ number: Double) -> String {
    let text = "\((number * 10_000).rounded() / 10_000)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension CheckRule.Subject: CustomStringConvertible {
  public var description: String {
    switch self {
    case .sources(let values):
      let isAll = values.sources == values.measure.sources
      let names = isAll ? "each source" : values.sources.map(\.name).joined(separator: ", ")
      let base = values.leastRows > 0 ? " (rows >= \(values.leastRows))" : ""
      return "\(values.measure.rawValue) of \(names)\(values.layout.map { " \($0)" } ?? "")\(base)"
    case .table(let cells):
      let each = cells.each.isEmpty ? "" : " by \(cells.each.map(\.name).joined(separator: ", "))"
      let filters = cells.filters.map { " \($0.dimension)=\($0.value)" }.joined()
      return
        "\(cells.measure) of \(cells.table)\(each)\(filters)\(cells.base.map { " (\($0.measure) >= \($0.least))" } ?? "")"
    }
  }
}

extension CheckRule.Condition {
  /// Each threshold as a definition writes it, and what it says of a value.
  public static let documentation: [(example: String, meaning: String)] = {
    let examples: [Self] = [.above(0.05), .below(0.9), .rises(50), .falls(30), .moves(10)]
    return examples.map { ("\($0)", $0.meaning) }
  }()

  private var meaning: String {
    let reference =
      "what the last published run of an earlier day had, or of a delivery the median of those before it"
    return switch self {
    case .above(let limit): "is greater than \(CheckRule.text(limit)); shares are fractions of 1"
    case .below(let limit): "is less than \(CheckRule.text(limit))"
    case .rises(let percent): "is more than \(CheckRule.text(percent)) % above \(reference)"
    case .falls(let percent): "is more than \(CheckRule.text(percent)) % below it, or gone"
    case .moves(let percent): "is more than \(CheckRule.text(percent)) % above or below it, or gone"
    }
  }
}
