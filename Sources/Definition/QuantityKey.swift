/// A key of `rules` or `limits` that holds a whole number with a unit.
struct QuantityKey<Owner>: Sendable {
  let name: String
  /// In the plural.
  let unit: String
  let range: ClosedRange<Int>
  let path: any WritableKeyPath<Owner, Int> & Sendable
  /// For the reference.
  let meaning: String

  init(
    _ name: String, _ unit: String, _ range: ClosedRange<Int>, _ path: any WritableKeyPath<Owner, Int> & Sendable,
    _ meaning: String
  ) {
    self.name = name
    self.unit = unit
    self.range = range
    self.path = path
    self.meaning = meaning
  }

  /// - Parameter owner: with the values that count where a key is left out.
  func documented(in owner: Owner) -> SectionKey {
    SectionKey(
      name, "a whole number, \(range.lowerBound) to \(range.upperBound)", unit: unit,
      standard: "`\(owner[keyPath: path]) \(unit)`", meaning)
  }
}
