public import Count
public import Deliveries
import Facts
public import LabourMarket

/// All that a report is made of: the same facts give the same bytes.
///
/// No run id, clock, duration, number of threads or folder is among them.
public struct ReportFacts: Sendable {
  public var language: Language
  /// A line that stands at the top and at the end; `nil` is none.
  public var notice: String?
  /// The name of the pipeline.
  public var pipeline: String
  public var asOf: Day
  /// For a public report exact counts of rows are made coarse: added to the tables, they could give a secret away.
  public var isPublic: Bool
  public var rules: Rules
  /// Until when, and on which days, anything could have been seen; `nil` of a report of tables alone.
  public var observed: Observation?
  /// As they are published, so protected already; in the order of the definition.
  public var tables: [OutcomeTable]
  /// Tables that the definition declares and this audience does not get.
  public var withheld: [TableDefinition]
  /// By dimension and code: names that came with the inputs.
  public var labels: [Dimension: [String: String]]
  public var quality: Quality
  public var provenance: Provenance

  public init(
    language: Language, notice: String? = nil, pipeline: String, asOf: Day, isPublic: Bool, rules: Rules,
    observed: Observation? = nil,
    tables: [OutcomeTable],
    withheld: [TableDefinition] = [], labels: [Dimension: [String: String]] = [:], quality: Quality = Quality(),
    provenance: Provenance = Provenance()
  ) {
    self.language = language
    self.notice = notice
    self.pipeline = pipeline
    self.asOf = asOf
    self.isPublic = isPublic
    self.rules = rules
    self.observed = observed
    self.tables = tables
    self.withheld = withheld
    self.labels = labels
    self.quality = quality
    self.provenance = provenance
  }
}

/// What became of the rows that were read.
public struct Quality: Sendable {
  /// In the order in which they are shown.
  public var accounts: [Account] = []
  public var hires = Hires()

  public init() {}

  /// The rows of one source: read = accepted + rejected + filtered + superseded (DOMAIN section 3).
  public struct Account: Sendable {
    public var source: String
    public var title: (french: String, english: String)
    public var read = 0
    public var accepted = 0
    public var rejected: [String: Int] = [:]
    public var filtered: [String: Int] = [:]
    /// What reports call a reason for which rows are filtered, by its name.
    public var filterTitles: [String: (french: String, english: String)] = [:]
    public var superseded = 0
    /// Mended and counted all the same.
    public var repaired: [String: Int] = [:]

    /// - Parameter title: what reports call the source; `nil` is its name.
    public init(source: String, title: (french: String, english: String)? = nil) {
      self.source = source
      self.title = title ?? (source, source)
    }
  }

  /// Of the hires that stand once versions are settled.
  public struct Hires: Sendable {
    public var all = 0
    /// Of a known person: only these can be matched with trainings.
    public var withPerson = 0
    /// Whose declaration says when it was made, and of these the ones made after the hire.
    public var withCreation = 0
    public var late = 0

    public init() {}
  }
}

/// Where the figures come from.
public struct Provenance: Sendable {
  public var version = ""
  /// The definition and its layouts.
  public var definition: [File] = []
  /// In byte order within each source.
  public var inputs: [File] = []
  /// Rules and limits, by name, with their unit.
  public var parameters: [String: String] = [:]

  public init() {}

  public struct File: Sendable {
    public var name: String
    public var sha256: String
    public var source: String
    public var layout: String
    public var delivered: String?

    public init(name: String, sha256: String, source: String = "", layout: String = "", delivered: String? = nil) {
      self.name = name
      self.sha256 = sha256
      self.source = source
      self.layout = layout
      self.delivered = delivered
    }
  }
}
