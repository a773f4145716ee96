/// What may be published, as DOMAIN section 6 fixes it: parameters of the definition.
public struct DisclosureRules: Sendable, Equatable {
  /// A count of persons from 1 to this is hidden.
  public var persons = 4
  /// So is a cell of so many establishments, or fewer.
  public var establishments = 2
  /// Per cent of a cell's hires: hidden where one establishment has more.
  public var dominance = 85
  /// The least width, most less least, of what anyone can find out of a hidden count.
  public var interval = 5
  /// Of a dominated count, in per cent of its value.
  public var dominatedInterval = 15
  /// A rate of fewer leavers is no key figure.
  public var keyFigureLeavers = 60

  /// Persons who share their attributes: fewer stand out in a person-level output.
  public var k = 5

  public init() {}
}
