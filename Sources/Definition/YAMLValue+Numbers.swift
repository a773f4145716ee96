import LabourMarket

/// Numbers are read digit by digit: `Int("+3")` and `Double("0x1p3")` take more than a definition should hold.
extension YAMLValue {
  func wholeNumber(in range: ClosedRange<Int>) throws(DefinitionError) -> Int {
    let text = try text()
    guard let number = Self.wholeNumber(text), range.contains(number) else {
      throw problem("\(label) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  func number(in range: ClosedRange<Double>) throws(DefinitionError) -> Double {
    let text = try text()
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }
    guard isPlain, let number = Double(text), range.contains(number) else {
      throw problem("\(label) must be a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  /// A whole number with its unit, such as `6 months` or `1 month`.
  ///
  /// - Parameter unit: the unit in the plural; another one is refused, for a figure must not change its meaning.
  func quantity(of unit: String, in range: ClosedRange<Int>) throws(DefinitionError) -> Int {
    let text = try text()
    let words = text.split(separator: " ")
    let isOne = words.first == "1"
    guard words.count == 2, words[1] == unit || (isOne && words[1] + "s" == unit),
      let number = Self.wholeNumber(words[0])
    else {
      let example = words.first.flatMap(Self.wholeNumber) ?? range.lowerBound
      throw problem("\(label) must be a number of \(unit), such as '\(example) \(unit)', not '\(text)'")
    }
    guard range.contains(number) else {
      throw problem("\(label) must lie between \(range.lowerBound) and \(range.upperBound) \(unit), not '\(text)'")
    }
    return number
  }

  func day() throws(DefinitionError) -> Day {
    let text = try text()
    let day = Array(text.utf8).withUnsafeBytes { $0.count == 10 ? Day(yearFirst: $0) : nil }
    guard let day else { throw problem("\(label) must be a day of the calendar, yyyy-mm-dd, not '\(text)'") }
    return day
  }

  private static func wholeNumber(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy(isDigit) ? Int(text) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
