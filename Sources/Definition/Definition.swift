public import Count
import Facts
public import Ingest
public import LabourMarket

/// One pipeline, as its YAML file states it: what is read, by which rules, into which tables.
public struct Definition: Sendable, Equatable {
  /// The name of the pipeline, for the manifest and the log.
  public var name: String
  /// The folder that the globs of `inputs` start from; `--input` takes its place.
  public var input: String?
  /// The folder that receives `runs/` and `current`; `--output` takes its place.
  public var output: String?
  /// The day on which the figures are true; `nil` is today in Paris. `--as-of` takes its place.
  public var asOf: Day?
  public var audience: Audience
  /// Worker threads; `nil` is one a core. Never changes a figure.
  public var jobs: Int?
  /// In the order of the file.
  public var inputs: [Input]
  /// Globs below the input folder, of files that no input reads and that are right where they are.
  public var ignored: [String] = []
  public var rules: Rules
  public var limits: Limits
  public var report: ReportOptions
  public var publishing = Publishing()
  /// In the order of the file.
  public var tables: [TableDefinition]
  /// In the order of the file.
  public var checks: [CheckRule] = []
  public var monitoring = Monitoring()
  /// Days without a person-level delivery of which everybody knows: exits over them stay immature, and no check fails.
  public var knownHoles: [ClosedRange<Day>] = []

  /// Some files of one source.
  public struct Input: Sendable, Equatable {
    public var source: Source
    /// Globs below the input folder, in any case of the letters: `*` and `?` within a name, `/` between folders, `**` any
    /// folders or none. A dot file never matches.
    public var files: [String]
    /// Globs of files that another input reads.
    public var excluded: [String]
    /// Layouts that a file may have, the first that fits its header.
    public var layouts: [Layout]
    public var isOptional: Bool
    /// Whether the run warns where no delivery is visible.
    public var isExpected = true
    public var coverage = StatedCoverage.stated
    /// Whether a file of declarations is read whose name gives no date.
    public var acceptsUndated = false
    /// Where the input stands in the definition, for messages.
    public var line: Int
  }

  /// What a run tolerates before it fails with exit code 65, and what a file may cost.
  public struct Limits: Sendable, Equatable {
    /// Share of the rows of one source, 0...1, that may be rejected once `rejectedRows` is passed.
    public var rejectedShare: Double = 0.5
    /// Number of rejected rows of one source below which the share is not looked at.
    public var rejectedRows: Int = 1000
    /// Bytes of one line, and of one field, of delimited text.
    public var lineBytes: Int = 1 << 20
    public var fieldBytes: Int = 1 << 18
    /// Bytes out for one byte in, of a compressed file.
    public var inflationRatio: Int = 1100
    /// Members of a zip archive, and bytes of one of them once inflated.
    public var zipEntries: Int = 10_000
    public var zipMemberBytes: Int = 64 << 30
    /// Bytes of the XML of one sheet of a workbook.
    public var sheetBytes: Int = 512 << 20
    /// Elements of an XML message that may be open at the same time.
    public var xmlDepth: Int = 256
    /// MiB that must be free where the output lies, before the first row is read.
    public var freeDisk: Int = 256
    /// MiB that the process may hold, and minutes that a run may take; 0 is no limit.
    public var memory: Int = 0
    public var time: Int = 0
    /// Minutes for which a delivery must have been left alone before it is taken for whole.
    public var quietTime: Int = 0

    public init() {}
  }
}

/// What is said where no delivery states by persons which days it covers (DOMAIN section 4b).
public enum StatedCoverage: String, Sendable, CaseIterable {
  case stated, none
}

/// For whom the tables are made: `public` applies the disclosure rules of DOMAIN section 6.
public enum Audience: String, Sendable, CaseIterable {
  case `internal`, `public`
}
