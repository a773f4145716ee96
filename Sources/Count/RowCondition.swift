/// What a fact must be to count in a row: one of the table's dimensions or filters.
public struct RowCondition: Sendable {
  public let dimension: Dimension
  /// In words: `departement=13`.
  public let text: String
  public let isWanted: @Sendable (String) -> Bool

  public init(_ dimension: Dimension, is value: String) {
    self.init(dimension, "\(dimension)=\(value)") { $0 == value }
  }

  /// - Parameter text: the condition in words, for people.
  /// - Parameter isWanted: told a value of the dimension as the tables write it.
  public init(_ dimension: Dimension, _ text: String, isWanted: @escaping @Sendable (String) -> Bool) {
    self.dimension = dimension
    self.text = text
    self.isWanted = isWanted
  }
}
