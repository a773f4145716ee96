/// The numbers that DOMAIN sections 3 and 5 fix, each a parameter of the definition with the specified value as its
/// default.
public struct Rules: Sendable, Equatable {
  /// A hire before this day is rejected.
  public var firstHireDate = Day(year: 2000, month: 1, day: 1)!
  /// Days; a longer contract has an unknown duration.
  public var longestDuration = 1500
  /// Days; the upper ends of the classes `CDD<=1m` and `CDD 1-6m`.
  public var shortClassDays = 31
  public var mediumClassDays = 181
  /// Days; from here a CDD or CTT lasts at least one month.
  public var monthDays = 30
  /// Days; from here a CDD or CTT is durable.
  public var durableDays = 182
  /// Calendar months after the exit in which a hire counts as access.
  public var accessMonths = 6
  /// Calendar months before the as-of date in which an exit belongs to the cohort.
  public var cohortMonths = 18
  /// Calendar months that the access curve follows a leaver.
  public var curveMonths = 12
  /// Calendar months before the as-of date whose quarters of exit make a series.
  public var trendMonths = 36
  /// Days in a row without a delivery that count as covered all the same: a name gives the first and the last hire.
  public var holeDays = 3
  /// Calendar months before the as-of date in which offers were filled.
  public var offerMonths = 12
  /// Months after its own for which a month's hires are provisional.
  public var provisionalMonths = 6
  /// The quantile of the normal law behind the confidence intervals (1.959963984540054 is 95 %).
  public var confidenceZ = 1.959963984540054
  /// Completed years: the first age of the second band, and the last one.
  public var middleAgeFrom = 26
  public var middleAgeTo = 50
  /// Dispositifs that prepare for a hire; a trailing `*` stands for any ending.
  public var prealable = ["AFPR", "POEI*", "POEC*"]
  /// The NAF codes of temporary-work agencies, of NAF rév. 2 and NAF 2025; a trailing `*` stands for any ending.
  public var interimNAF = ["7820*"]
  /// What a `*` of the BMO open data may hide: from 1 (`met`) or 0 (`xmet`, `smet`) to this count.
  public var secretHigh = 4

  public var disclosure = DisclosureRules()

  /// The bodies through which employers of the general scheme declare their hires: what the published series count.
  public var generalScheme = ["URS", "URSSAF"]

  /// The region and the year of the key figures, and what was published for them, by figure.
  public var region = "93"
  public var planYear = 2016
  public var published: [String: String] = [:]

  public init() {}
}

extension Rules {
  /// Whether a text is one of some patterns: `AFPR`, or `POEI*` with any ending.
  public static func matches(_ text: String, _ patterns: [String]) -> Bool {
    patterns.contains { $0.hasSuffix("*") ? text.hasPrefix($0.dropLast()) : text == $0 }
  }
}
