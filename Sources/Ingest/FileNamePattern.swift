public import LabourMarket

/// How the name of a file gives its delivery (DOMAIN section 4): literal text with `<first>`, `<last>` and
/// `<delivered>` in it, such as `XDP_DPAE_<first>_<last>_<delivered>`.
///
/// `<first>` and `<last>` are the ends of the range of hire dates, yyyymmdd or yyyy-mm-dd; without `<last>` the range ends
/// on the day of the delivery. `<delivered>` is such a day, alone or with a time: HHMM or HHMMSS, joined or after `_`.
public struct FileNamePattern: Sendable, Equatable {
  /// As the layout writes it.
  public let text: String
  private let parts: [Part]

  private enum Part: Sendable, Equatable {
    case literal([UInt8])
    case placeholder(Placeholder)
  }

  private enum Placeholder: String, CaseIterable {
    case first, last, delivered
  }

  /// Why a text is no pattern.
  public struct Invalid: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// - Throws: `Invalid` for an unknown placeholder, one that stands twice, no `<delivered>`, or the last day of a
  ///   range without its first.
  public init(_ text: String) throws(Invalid) {
    let parts = try Self.parse(text)
    func count(_ placeholder: Placeholder) -> Int { parts.count { $0 == .placeholder(placeholder) } }
    for placeholder in Placeholder.allCases where count(placeholder) > 1 {
      throw Invalid(description: "<\(placeholder)> stands twice in '\(text)'")
    }
    guard count(.delivered) == 1 else {
      throw Invalid(description: "'\(text)' has no <delivered>: a file name gives the delivery date")
    }
    guard count(.first) >= count(.last) else {
      throw Invalid(description: "'\(text)' has the end of a range only: give <first> too")
    }
    self.text = text
    self.parts = parts
  }

  /// The delivery that a name states.
  ///
  /// - Parameter fileName: the name of the file, with or without its folders. Its beginning is compared, letters of
  ///   ASCII in either case; what follows must not go on with a letter or a digit (`_2.csv.gz`, `.csv` and the end
  ///   are fine).
  /// - Returns: `nil` where the name has another form, a date is not in the calendar, or the range ends before it
  ///   begins. Of several readings of `<delivered>`, the longest.
  public func match(_ fileName: String) -> Delivery? {
    let name = fileName.utf8.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    var found = Found()
    guard matches(parts[...], name[...], &found), let delivered = found.delivered else { return nil }
    guard let first = found.first else { return Delivery(delivered: delivered) }
    let last = found.last ?? delivered.day
    return first <= last ? Delivery(delivered: delivered, range: first...last) : nil
  }

  private struct Found {
    var first: Day?
    var last: Day?
    var delivered: DeliveryTime?
  }

  private func matches(_ parts: ArraySlice<Part>, _ name: ArraySlice<UInt8>, _ found: inout Found) -> Bool {
    guard let part = parts.first else { return name.first.map(isLetterOrDigit) != true }
    let rest = parts.dropFirst()
    switch part {
    case .literal(let text):
      guard name.count >= text.count, zip(name, text).allSatisfy({ lowercased($0) == $1 }) else { return false }
      return matches(rest, name.dropFirst(text.count), &found)
    case .placeholder(let placeholder):
      guard let (day, after) = day(at: name) else { return false }
      switch placeholder {
      case .first: found.first = day
      case .last: found.last = day
      case .delivered:
        // The longest form first; a shorter one where what follows does not fit (`20161110_2.csv` has no time).
        for form in TimeForm.longestFirst {
          guard let second = form.second(at: after) else { continue }
          found.delivered = DeliveryTime(day: day, second: second)
          if matches(rest, after.dropFirst(form.length), &found) { return true }
        }
        return false
      }
      return matches(rest, after, &found)
    }
  }
}

extension FileNamePattern {
  private static func parse(_ text: String) throws(Invalid) -> [Part] {
    var parts: [Part] = []
    var rest = text.utf8.map(lowercased)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
        throw Invalid(description: "a '<' without its '>' in '\(text)'")
      }
      let name = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
      guard let placeholder = Placeholder(rawValue: name) else {
        throw Invalid(description: "unknown placeholder <\(name)> in '\(text)'; known: <first>, <last>, <delivered>")
      }
      if start > rest.startIndex { parts.append(.literal(Array(rest[..<start]))) }
      parts.append(.placeholder(placeholder))
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { parts.append(.literal(Array(rest))) }
    return parts
  }
}

/// The forms of a time after the day of `<delivered>`.
private struct TimeForm {
  let separator: UInt8?
  /// 0, 4 (HHMM) or 6 (HHMMSS).
  let digits: Int

  static let longestFirst = [
    TimeForm(separator: UInt8(ascii: "_"), digits: 6), TimeForm(separator: nil, digits: 6),
    TimeForm(separator: UInt8(ascii: "_"), digits: 4), TimeForm(separator: nil, digits: 4),
    TimeForm(separator: nil, digits: 0),
  ]

  var length: Int { (separator == nil ? 0 : 1) + digits }

  /// Of the day; `nil` where the form has a time and the text does not begin with a real one.
  func second(at text: ArraySlice<UInt8>) -> Int32? {
    guard text.count >= length else { return nil }
    var time = text.prefix(length)
    if let separator, time.popFirst() != separator { return nil }
    let clock = stride(from: 0, to: 6, by: 2).map { $0 < digits ? number(time.dropFirst($0).prefix(2)) : 0 }
    guard let hour = clock[0], let minute = clock[1], let second = clock[2] else { return nil }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int32(hour * 3600 + minute * 60 + second)
  }
}

/// The day of the calendar that a text begins with, yyyymmdd or yyyy-mm-dd, and what follows it.
private func day(at text: ArraySlice<UInt8>) -> (day: Day, after: ArraySlice<UInt8>)? {
  let hyphen = UInt8(ascii: "-")
  let isSpaced = text.count >= 10 && text.dropFirst(4).first == hyphen && text.dropFirst(7).first == hyphen
  let month = text.dropFirst(isSpaced ? 5 : 4)
  let rest = month.dropFirst(isSpaced ? 3 : 2)
  guard rest.count >= 2, let year = number(text.prefix(4)), let month = number(month.prefix(2)),
    let ofMonth = number(rest.prefix(2)), let day = Day(year: year, month: month, day: ofMonth)
  else { return nil }
  return (day, rest.dropFirst(2))
}

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for digit in digits {
    guard isDigit(digit) else { return nil }
    value = value * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return value
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// A byte of a UTF-8 character beyond ASCII counts as a letter: it would be `é` far more often than a mark.
private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  byte >= 0x80 || isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased(byte))
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
