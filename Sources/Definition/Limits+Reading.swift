import Formats
package import Ingest

extension Definition.Limits {
  static let quantities: [QuantityKey<Definition.Limits>] = [
    QuantityKey(
      "rejected_rows", "rows", 0...1_000_000_000, \.rejectedRows,
      "rejected rows of one source below which their share is not looked at"),
    QuantityKey(
      "longest_line", "bytes", 1024...1 << 30, \.lineBytes,
      "one line of delimited text; a longer one is no text: the file is refused"),
    QuantityKey(
      "longest_field", "bytes", 64...1 << 30, \.fieldBytes,
      "one field of delimited text"),
    QuantityKey(
      "zip_entries", "members", 1...1_000_000, \.zipEntries,
      "members of a zip archive"),
    QuantityKey(
      "largest_member", "bytes", 1024...1 << 40, \.zipMemberBytes,
      "one member of a zip archive, once inflated"),
    QuantityKey(
      "largest_sheet", "bytes", 1024...1 << 40, \.sheetBytes,
      "the XML of one sheet of a workbook"),
    QuantityKey(
      "free_disk", "megabytes", 0...1 << 30, \.freeDisk,
      "free where the output lies, before the first row is read"),
    QuantityKey(
      "memory", "megabytes", 0...1 << 30, \.memory,
      "what the process may hold; past it the run ends; 0 is no limit; `--memory` takes its place"),
    QuantityKey(
      "time", "minutes", 0...100_000, \.time,
      "what a run may take; past it the run ends; 0 is no limit; `--time-limit` takes its place"),
    QuantityKey(
      "quiet_time", "minutes", 0...10_000, \.quietTime,
      "for how long a delivery must have been left alone to be taken for whole; `--quiet-time` takes its place"),
    QuantityKey(
      "xml_depth", "elements", 4...4096, \.xmlDepth,
      "elements of an XML message that may be open at the same time"),
  ]

  private static let otherKeys = [
    SectionKey(
      "rejected_share", "a number, 0 to 1", unit: "of the rows read", standard: "`\(Self().rejectedShare)`",
      "rejected rows of one source, past which a run fails, once there are more than `rejected_rows`"),
    SectionKey(
      "inflation_ratio", "a whole number, 1 to 100000", unit: "bytes out for one byte in",
      standard: "`\(Self().inflationRatio)`", "of a compressed file, past its first 16 MiB"),
  ]

  static let keys = quantities.map { $0.documented(in: Self()) } + otherKeys

  /// The section `limits`; a limit that is left out keeps its default.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
    for key in Self.quantities {
      guard let value = section[key.name] else { continue }
      let number = problems.gather(try value.quantity(of: key.unit, in: key.range))
      if let number { self[keyPath: key.path] = number }
    }
    if let value = section["rejected_share"] {
      let share = problems.gather(try value.number(in: 0...1))
      rejectedShare = share ?? rejectedShare
    }
    if let value = section["inflation_ratio"] {
      let ratio = problems.gather(try value.wholeNumber(in: 1...100_000))
      inflationRatio = ratio ?? inflationRatio
    }
    try problems.raise()
  }

  /// The limits as the readers take them.
  package func applied(to limits: ReadingLimits) -> ReadingLimits {
    var limits = limits
    limits.text.lineBytes = lineBytes
    limits.text.fieldBytes = fieldBytes
    limits.unpacking.inflationRatio = inflationRatio
    limits.unpacking.zipEntries = zipEntries
    limits.unpacking.zipMemberBytes = zipMemberBytes
    limits.workbook.sheetBytes = sheetBytes
    limits.xml.depth = xmlDepth
    return limits
  }
}
