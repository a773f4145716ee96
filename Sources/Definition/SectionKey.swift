/// A key that a definition or a layout file may hold: its reader takes no other, and the reference says of it what stands here.
public struct SectionKey: Sendable {
  public let name: String
  /// What may stand there, such as `a whole number, 1 to 256`.
  public let value: String
  /// In the plural; empty where the value has none.
  public let unit: String
  /// What counts where the key is left out; `nil` where it may not be.
  public let standard: String?
  public let meaning: String

  init(_ name: String, _ value: String, unit: String = "", standard: String?, _ meaning: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.standard = standard
    self.meaning = meaning
  }

  /// One of a closed list of words.
  static func choice<Choice>(of type: Choice.Type) -> String
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    choice(among: Choice.allCases.map(\.rawValue))
  }

  static func choice(among words: [String]) -> String { "one of " + words.map { "`\($0)`" }.joined(separator: ", ") }
}

/// Some keys that stand together.
public struct Section: Sendable {
  /// The key that they stand under, such as `rules`; a name in italics stands for any.
  public let place: String
  public let text: String
  public let keys: [SectionKey]
  /// As it could stand in a file.
  public let example: String

  init(_ place: String, _ text: String, _ keys: [SectionKey], example: String = "") {
    self.place = place
    self.text = text
    self.keys = keys
    self.example = example
  }
}

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
