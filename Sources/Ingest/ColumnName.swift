/// How the names of a header are compared.
enum ColumnName {
  /// Trimmed and in lower case.
  static func normalised(_ name: String) -> String {
    var name = name
    return name.withUTF8 {
      String(decoding: ValueForm(missing: []).value(UnsafeRawBufferPointer($0)), as: UTF8.self).lowercased()
    }
  }

  /// For each name of a header 1 where it is the first of its spelling, 2 where it is the second.
  static func occurrences(in header: [String]) -> [Int] {
    var counts: [String: Int] = [:]
    return header.map { name in
      counts[normalised(name), default: 0] += 1
      return counts[normalised(name)]!
    }
  }

  /// Equal, `<yy>` of the pattern standing for the two digits of a year, `<fap>` for the code of a métier: a letter, a
  /// digit, a letter, two digits.
  static func matches(_ name: String, pattern: String) -> Bool {
    // Nearly all are plain, and a header may have thousands of names.
    guard pattern.utf8.contains(UInt8(ascii: "<")) else { return pattern == name }
    if let place = pattern.firstRange(of: "<fap>") {
      guard name.hasPrefix(pattern[..<place.lowerBound]) else { return false }
      let code = Array(name.dropFirst(pattern[..<place.lowerBound].count).utf8)
      let isLetter = code.map { (0x61...0x7A).contains($0) }
      let isDigit = code.map { (0x30...0x39).contains($0) }
      return code.count == 5 && isLetter[0] && isDigit[1] && isLetter[2] && isDigit[3] && isDigit[4]
    }
    guard let place = pattern.firstRange(of: "<yy>") else { return pattern == name }
    let (before, after) = (pattern[..<place.lowerBound], pattern[place.upperBound...])
    guard name.hasPrefix(before), name.hasSuffix(after), name.count == before.count + 2 + after.count else {
      return false
    }
    return name.dropFirst(before.count).prefix(2).allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// What no header should have: columns without name, and a name that stands twice.
  ///
  /// - Parameter columns: from 0; only these are looked at.
  /// - Parameter showingNames: false where the line may be a row, whose values are nobody's business.
  static func faults(of header: [String], columns: [Int], showingNames: Bool = true) -> [String] {
    var faults: [String] = []
    for column in columns where normalised(header[column]).isEmpty {
      faults.append("a column without name (column \(column + 1))")
    }
    let places = header.enumerated().map { (normalised($1), $0) }
    let firstOf = Dictionary(places) { first, _ in first }
    for column in columns {
      let name = normalised(header[column])
      guard !name.isEmpty, let first = firstOf[name], first < column else { continue }
      let shown = showingNames ? "\(header[column]) stands twice" : "the same name twice"
      faults.append("\(shown) (columns \(first + 1) and \(column + 1))")
    }
    return faults
  }
}
