public import Count

extension Definition {
  /// How `report.html` is written.
  public struct ReportOptions: Sendable, Equatable {
    public var language = Language.french

    public init() {}
  }
}

extension Definition.ReportOptions {
  static let keys = [
    SectionKey(
      "language", SectionKey.choice(of: Language.self), standard: "`\(Self().language.rawValue)`",
      "the language of `report.html`")
  ]

  /// The section `report`; a key that is left out keeps its default.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
    language = problems.gather(try section["language"]?.choice(of: Language.self) ?? language) ?? language
    try problems.raise()
  }
}
