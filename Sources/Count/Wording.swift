/// The languages that people read the results in: what `report: {language: …}` of the definition may say.
public enum Language: String, Sendable, CaseIterable {
  case french = "fr"
  case english = "en"
}

/// One text in both languages.
public struct Wording: Sendable, Equatable {
  public let french: String
  public let english: String

  public init(_ french: String, _ english: String) {
    self.french = french
    self.english = english
  }

  public subscript(language: Language) -> String { language == .french ? french : english }
}
