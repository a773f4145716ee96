extension Definition.Limits {
  static let quantities: [QuantityKey<Definition.Limits>] = [
    QuantityKey("rejected_rows", "rows", 0...1_000_000_000, \.rejectedRows),
    QuantityKey("longest_line", "bytes", 1024...1 << 30, \.lineBytes),
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
}
