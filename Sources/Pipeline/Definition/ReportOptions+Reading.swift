public import Catalogue

extension Definition {
  /// How `report.html` is written.
  public struct ReportOptions: Sendable, Equatable {
    public var language = Language.french

    public init() {}
  }
}

extension Definition.ReportOptions {
  /// The section `report`; a key that is left out keeps its default.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: ["language"]))
    language = problems.gather(try section["language"]?.choice(of: Language.self) ?? language) ?? language
    try problems.raise()
  }
}
