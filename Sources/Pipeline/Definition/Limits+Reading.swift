import Formats
import Ingest

extension Definition.Limits {
  static let quantities: [QuantityKey<Definition.Limits>] = [
    QuantityKey("rejected_rows", "rows", 0...1_000_000_000, \.rejectedRows),
    QuantityKey("longest_line", "bytes", 1024...1 << 30, \.lineBytes),
    QuantityKey("longest_field", "bytes", 64...1 << 30, \.fieldBytes),
    QuantityKey("zip_entries", "members", 1...1_000_000, \.zipEntries),
    QuantityKey("largest_member", "bytes", 1024...1 << 40, \.zipMemberBytes),
    QuantityKey("largest_sheet", "bytes", 1024...1 << 40, \.sheetBytes),
    QuantityKey("free_disk", "megabytes", 0...1 << 30, \.freeDisk),
    QuantityKey("memory", "megabytes", 0...1 << 30, \.memory),
    QuantityKey("time", "minutes", 0...100_000, \.time),
    QuantityKey("quiet_time", "minutes", 0...10_000, \.quietTime),
    QuantityKey("xml_depth", "elements", 4...4096, \.xmlDepth),
  ]

  /// The section `limits`; a limit that is left out keeps its default.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(
      try section.refuseKeys(otherThan: Self.quantities.map(\.name) + ["rejected_share", "inflation_ratio"]))
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
  func applied(to limits: ReadingLimits) -> ReadingLimits {
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
