import Count
import Drawing
import LabourMarket

extension Language {
  /// The text in this language; each is written beside its translation.
  func callAsFunction(_ french: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
    self == .french ? Language.spaced(french()) : english()
  }

  /// French sets `; : ? !` and its quotes off by spaces at which no line may break.
  private static func spaced(_ text: String) -> String {
    var spaced = ""
    for scalar in text.unicodeScalars {
      if ";:?!»%".unicodeScalars.contains(scalar), spaced.last == " " {
        spaced.removeLast()
        spaced += scalar == ":" || scalar == "»" ? "\u{A0}" : "\u{202F}"
      }
      spaced.unicodeScalars.append(scalar == " " && spaced.last == "«" ? "\u{A0}" : scalar)
    }
    return spaced
  }

  var numbers: NumberStyle { self == .french ? .french : .english }

  /// `31 mars 2017`, `31 March 2017`.
  func date(_ day: Day) -> String {
    let (year, month, day) = day.components
    let number = self == .french && day == 1 ? "1er" : String(day)
    return "\(number) \(months[month - 1]) \(year)"
  }

  /// `yyyy-mm` as `janv. 2016`; any other text as it is.
  func month(_ text: String) -> String {
    guard let (year, month) = Language.parts(text) else { return text }
    return "\(shortMonths[month - 1]) \(year)"
  }

  /// `yyyy-mm` as `janvier 2016`.
  func wholeMonth(_ text: String) -> String {
    guard let (year, month) = Language.parts(text) else { return text }
    return "\(months[month - 1]) \(year)"
  }

  /// `yyyy-mm` as `01/16`, for the foot of a picture.
  func tick(_ text: String) -> String {
    guard let (year, month) = Language.parts(text) else { return text }
    return "\(month < 10 ? "0" : "")\(month)/\(String(year).suffix(2))"
  }

  private static func parts(_ text: String) -> (year: Int, month: Int)? {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 2, let year = parts[0], let month = parts[1], (1...12).contains(month) else { return nil }
    return (year, month)
  }

  private var months: [String] {
    self == .french
      ? [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
      ]
      : [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]
  }

  private var shortMonths: [String] {
    self == .french
      ? ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
      : ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  }
}
