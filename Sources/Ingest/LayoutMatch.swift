import Formats

/// How a header fits a layout: where the fields stand, or what differs.
struct LayoutMatch {
  let layout: Layout
  /// Column from 0 of each field of the source, -1 where there is none.
  private(set) var columns: [Int]
  /// The columns of `Source.wideField`, each with the code in its name.
  private(set) var wide: [(code: String, column: Int)] = []
  /// Header names that the layout does not list, and columns of the layout that the header lacks.
  private(set) var added: [String] = []
  private(set) var missing: [String] = []

  /// Columns of the header that the layout knows.
  private var knownCount = 0

  var fits: Bool { added.isEmpty && missing.isEmpty }

  init(_ header: [String], _ layout: Layout) {
    self.layout = layout
    columns = [Int](repeating: -1, count: layout.source.fields.count)
    var isFound = [Bool](repeating: false, count: layout.columns.count)
    var occurrences: [String: Int] = [:]
    for (position, written) in header.enumerated() {
      let name = LayoutMatch.normalised(written)
      occurrences[name, default: 0] += 1
      let occurrence = occurrences[name]!
      let match = layout.columns.indices.first { index in
        (!isFound[index] || layout.columns[index].isWide) && layout.columns[index].occurrence == occurrence
          && layout.columns[index].names.contains { LayoutMatch.normalised($0).matches(name) }
      }
      guard let match else {
        added.append(written.isEmpty ? "a column without name (column \(position + 1))" : written)
        continue
      }
      isFound[match] = true
      knownCount += 1
      if layout.columns[match].isWide {
        if layout.columns[match].field == Source.wideField { wide.append((name.uppercased(), position)) }
        continue
      }
      if let field = layout.columns[match].field, let index = layout.source.fields.firstIndex(of: field) {
        columns[index] = position
      }
    }
    for (column, found) in zip(layout.columns, isFound) where !found && !column.isOptional && !column.isWide {
      missing.append(column.names[0] + (column.occurrence > 1 ? " (occurrence \(column.occurrence))" : ""))
    }
  }

  /// What a reader must change, in words: added and missing columns, each with the nearest name of the other side.
  ///
  /// Where few names are known the first line may be no header but a row: then nothing of it is shown.
  var difference: String {
    guard knownCount * 2 > added.count else {
      return
        "layout \(layout.name): \(knownCount) of its \(layout.columns.count) column names stand in the first line, "
        + "beside \(added.count) others; is the header missing, or the separator another one?"
    }
    let missingPart = missing.map { name in
      nearestName(to: name, in: added).map { "\(name) is missing (the header has \($0))" } ?? "\(name) is missing"
    }
    let addedPart = added.map { name in
      nearestName(to: name, in: missing) == nil ? "\(name) is not in the layout" : nil
    }
    let parts = missingPart + addedPart.compactMap(\.self)
    let shown = parts.prefix(6).joined(separator: "; ")
    return "layout \(layout.name): \(shown)\(parts.count > 6 ? "; and \(parts.count - 6) more" : "")"
  }

  /// Names are compared trimmed and in lower case.
  private static func normalised(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let end = (bytes.lastIndex { !isBlank($0) } ?? start - 1) + 1
    return String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
  }
}

extension Layout.Column {
  /// A column for each FAP métier.
  fileprivate var isWide: Bool { names[0].contains("<fap>") }
}

extension String {
  /// Equal, `<yy>` of the pattern standing for the two digits of a year, `<fap>` for the code of a métier: a letter, a
  /// digit, a letter, two digits.
  fileprivate func matches(_ name: String) -> Bool {
    if let place = firstRange(of: "<fap>") {
      guard name.hasPrefix(self[..<place.lowerBound]) else { return false }
      let code = Array(name.dropFirst(self[..<place.lowerBound].count).utf8)
      let isLetter = code.map { (0x61...0x7A).contains($0) }
      let isDigit = code.map { (0x30...0x39).contains($0) }
      return code.count == 5 && isLetter[0] && isDigit[1] && isLetter[2] && isDigit[3] && isDigit[4]
    }
    guard let place = firstRange(of: "<yy>") else { return self == name }
    let (before, after) = (self[..<place.lowerBound], self[place.upperBound...])
    guard name.hasPrefix(before), name.hasSuffix(after), name.count == before.count + 2 + after.count else {
      return false
    }
    return name.dropFirst(before.count).prefix(2).allSatisfy { $0.isASCII && $0.isNumber }
  }
}
