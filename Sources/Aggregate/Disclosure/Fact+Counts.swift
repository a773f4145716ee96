extension Fact {
  /// What a column counts; `nil` where it counts neither persons nor establishments nor their hires: BMO open data and
  /// offers are published as they come.
  public func unit(of column: String) -> CountUnit? {
    switch self {
    case .leaver, .leaverMonth, .entry, .planMonth: .persons
    case .answer: .establishments
    case .hire, .needAndHire, .needAndHireByFAP:
      switch column {
      case "persons": .persons
      case "establishments", "recruiters": .establishments
      default: .hires
      }
    case .keyFigure: .establishments
    case .need, .offer, .revision: nil
    }
  }

  /// A count of the fact. Leavers who are followed are the same in every month since the exit.
  public func reference(_ column: String, _ values: [String: String]) -> CountReference {
    var values = values
    if self == .leaverMonth, column == "followed" { values["month_since_exit"] = nil }
    return CountReference(self, column, values)
  }

  /// Whether the facts lie with establishments that must be many enough, and of which none may dominate.
  var hasEmployers: Bool { hireFacts.contains(self) }

  /// Counts of units that may fall in several cells of a margin: its count is no more than their sum.
  public func isDistinct(_ column: String) -> Bool {
    hireFacts.contains(self) && (column == "persons" || column == "establishments")
  }

  /// Pairs of columns of which the first never counts more than the second, in any cell.
  public var inclusions: [(part: String, whole: String)] {
    switch self {
    case .leaver:
      [
        ("access_durable", "access"), ("access", "access_any"), ("access_any", "mature"), ("employed", "mature"),
        ("access", "mature"), ("access_durable", "mature"), ("access_durable", "access_any"),
      ]
    case .leaverMonth: [("access_any", "followed")]
    case .answer: [("confirmed", "recruiters"), ("others_hiring", "others")]
    case .hire, .needAndHire, .needAndHireByFAP:
      [
        ("hires_durable", "hires_1m"), ("hires_1m", "hires"), ("hires_durable", "hires"), ("persons", "hires"),
        ("establishments", "hires"),
      ]
    case .entry, .need, .offer, .planMonth, .keyFigure, .revision: []
    }
  }

  /// A column that is the sum of two others, in every cell.
  public var partition: (whole: String, parts: [String])? {
    self == .answer ? ("answers", ["recruiters", "others"]) : nil
  }
}

private let hireFacts: Set<Fact> = [.hire, .needAndHire, .needAndHireByFAP]

extension Measure {
  /// The columns whose counts a cell shows or gives away: of a rate, the part and the whole.
  public var countColumns: [String] {
    switch kind {
    case .count(let column), .distinct(let column): [column]
    case .share(let part, let whole), .intervalLow(let part, let whole), .intervalHigh(let part, let whole):
      [part, whole]
    case .sum(let column, _, let sharedBy): [sharedBy ?? Measure.counted(by: column)].compactMap { $0 }
    case .weightedShare(let part, let whole): [part, whole].compactMap(Measure.counted)
    case .median(let column), .mean(let column): column == "days_to_first_hire" ? ["access_any"] : []
    }
  }

  /// The count of those whose weights a column adds up.
  private static func counted(by column: String) -> String? {
    if column == "projects_weighted" { return "recruiters" }
    return column.hasSuffix("_weighted") ? String(column.dropLast("_weighted".count)) : nil
  }

  /// The columns of a rate.
  public var rateColumns: (part: String, whole: String)? {
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
