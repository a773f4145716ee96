import Glibc

/// Which numbers of a workbook are days: those in a cell whose style has a date format (ECMA-376 part 1, 18.8.30).
///
/// A day is stored as the number of days since one of two epochs, its time as the fraction.
struct DateStyles {
  /// Whether days are counted from 1904-01-01, which is 0; else from 1900-01-01, which is 1 (18.17.4.1).
  var countsFrom1904 = false
  /// For each style that a cell may name.
  var areDates: [Bool] = []

  /// Whether no cell can be a day.
  var isEmpty: Bool { !areDates.contains(true) }

  /// - Parameter style: the `s` of a cell; none written means the first.
  func isDate(_ style: UnsafeRawBufferPointer?) -> Bool {
    let index = style.map { Int(String(decoding: $0, as: UTF8.self)) ?? -1 } ?? 0
    return areDates.indices.contains(index) && areDates[index]
  }

  /// `yyyy-mm-dd`, with a time `hh:mm:ss` behind a blank where the number has a fraction; `nil` for a number that is no day
  /// up to 9999-12-31. The 60th day of 1900 is none: the format has a 29 February there, which the calendar has not.
  func text(_ number: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let days = Double(String(decoding: number, as: UTF8.self)) else { return nil }
    let since1970: Double
    if countsFrom1904 {
      guard (0..<2_957_004).contains(days) else { return nil }
      since1970 = days - 24_107
    } else {
      guard (1..<2_958_466).contains(days), !(60..<61).contains(days) else { return nil }
      since1970 = days - (days < 60 ? 25_568 : 25_569)
    }
    var seconds = time_t((since1970 * 86_400).rounded())
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    let year = String(parts.tm_year + 1900)
    let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
    let two = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map {
      $0 < 10 ? "0\($0)" : "\($0)"
    }
    let day = "\(padded)-\(two[0])-\(two[1])"
    return Array((seconds % 86_400 == 0 ? day : "\(day) \(two[2]):\(two[3]):\(two[4])").utf8)
  }

  /// Whether a format of numbers shows a day; one that shows only a time of day does not.
  ///
  /// - Parameter code: of a format of the workbook's own; those of the standard are known by their number.
  static func isDate(format: Int, code: String?) -> Bool {
    guard let code else {
      return (14...17).contains(format) || format == 22 || (27...31).contains(format) || format == 36
        || (50...54).contains(format) || (57...58).contains(format)
    }
    var letters: Set<Character> = []
    var rest = code.lowercased()[...]
    // Of several sections the first is for the numbers that days are.
    while let next = rest.popFirst(), next != ";" {
      switch next {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        // A colour, a condition, a language; but `[h]` is hours that go on past 24.
        if rest.prefix(while: { $0 != "]" }).allSatisfy({ "hms".contains($0) }) { letters.insert("h") }
        rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      default: letters.insert(next)
      }
    }
    if code.lowercased().hasPrefix("general") { return false }
    let isMonth = letters.contains("m") && !letters.contains("h") && !letters.contains("s")
    return letters.contains("y") || letters.contains("d") || isMonth
  }
}

/// Reads `styles.xml`: `numFmts` > `numFmt`, and `cellXfs` > `xf`, which cells name by its place.
struct DateStylesVisitor: XMLVisitor {
  private var codes: [Int: String] = [:]
  private var formats: [Int] = []
  private var isInList = false
  private let numFmt, formatCode, numFmtID, cellXfs, xf: XMLName

  init(names: XMLStream) {
    (numFmt, formatCode) = (names.name("numFmt"), names.name("formatCode"))
    (numFmtID, cellXfs, xf) = (names.name("numFmtId"), names.name("cellXfs"), names.name("xf"))
  }

  mutating func startElement(_ element: XMLElement) throws {
    let format = element.text(numFmtID).flatMap { Int($0) }
    switch element.name {
    case cellXfs: isInList = true
    case numFmt: if let format { codes[format] = element.text(formatCode) }
    case xf where isInList: formats.append(format ?? 0)
    default: break
    }
  }

  mutating func endElement(_ name: XMLName) throws {
    if name == cellXfs { isInList = false }
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {}

  func styles(countsFrom1904: Bool) -> DateStyles {
    DateStyles(
      countsFrom1904: countsFrom1904, areDates: formats.map { DateStyles.isDate(format: $0, code: codes[$0]) })
  }
}
