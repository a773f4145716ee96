/// What is odd in a file and rejects no row: how many lines show it, and where the first one does.
///
/// Lines after the header, whatever becomes of their rows.
public struct Finding: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A byte that is neither part of UTF-8 nor of the declared encoding; it is read as `?`.
    case wrongByte = "wrong-byte"
    /// Lines in the declared encoding in a file that also has lines in UTF-8.
    case mixedEncoding = "mixed-encoding"
    /// `Ã©` for `é`: UTF-8 taken for Latin-1 and encoded once more. Read as it stands.
    case doubleEncoding = "double-encoding"
    /// U+FFFD: a character that was lost before the file was sent; it is read as `?`.
    case replacement = "replacement-character"
    /// A byte order mark that does not begin the file; it is trimmed off its value.
    case byteOrderMark = "byte-order-mark"
    /// A carriage return that ends no line.
    case strayReturn = "stray-carriage-return"
    /// An identifier of a person that holds another character than letters and digits; it is compared as it stands.
    case identifier
    /// A NIR that is unusable; the row stays.
    case nir
    /// A hire outside the range of dates that the name of a full delivery gives; it stays (DOMAIN section 3).
    case outsideRange = "outside-range"
    /// Records that repeat another of their file byte for byte, in files where both count (DOMAIN section 4).
    case repeatedLines = "repeated-lines"
  }

  public let kind: Kind
  /// Of `repeatedLines` all that have a twin, the first of them included.
  public let lines: Int
  /// Of `repeatedLines` that of the first repeat.
  public let firstLine: Int
  /// In that line, from 1, where a byte is meant.
  public var firstByte: Int?
  /// The column of the first value from 1, which XML has none of, and its name in the header, where a value is meant.
  public var column: Int?
  public var field: String?
  /// Of `repeatedLines`: how many distinct records have a twin, and how many records were looked at.
  public var distinct: Int?
  public var of: Int?
}

extension Finding {
  /// Whether it is said as a warning: most are of every day.
  public var warns: Bool { kind == .byteOrderMark }

  /// What to do about it; `nil` where there is nothing to do.
  var remedy: String? {
    switch kind {
    case .byteOrderMark: "files were joined into one: ask the sender whether each of them is whole"
    case .identifier: "ask the sender what the identifier is"
    case .nir: "ask the sender for NIR of 13 characters, or 15 with the key"
    case .outsideRange: "ask the sender whether the name of the file or its dates are wrong"
    case .repeatedLines: "ask the sender whether a row stands for one thing: each of them counts"
    case .wrongByte, .mixedEncoding, .doubleEncoding, .replacement, .strayReturn: nil
    }
  }
}

extension Finding: CustomStringConvertible {
  public var description: String {
    let count = "\(lines) line\(lines == 1 ? "" : "s")" + (distinct.map { " (\($0) distinct)" } ?? "")
    let byte = firstByte.map { ", byte \($0)" } ?? ""
    let column = column.map { ", column \($0)" } ?? ""
    let place = "line \(firstLine)\(byte)\(column)\(field.map { " (\($0))" } ?? "")"
    return "\(kind.rawValue) in \(count), the first at \(place)\(remedy.map { "; \($0)" } ?? "")"
  }
}

/// The lines that show one kind of oddity, counted as they are read.
struct FindingTally {
  private(set) var lines = 0
  private var firstLine = 0
  private var firstByte: Int?
  private var field: (column: Int?, name: String)?
  private var lastLine = 0

  mutating func add(line: Int, byte: Int) {
    guard line != lastLine else { return }
    if lines == 0 { firstByte = byte }
    add(line: line)
  }

  /// - Parameter field: its column and name, asked for the first line alone.
  mutating func add(line: Int, field: () -> (column: Int?, name: String)?) {
    guard line != lastLine else { return }
    if lines == 0 { self.field = field() }
    add(line: line)
  }

  private mutating func add(line: Int) {
    if lines == 0 { firstLine = line }
    lines += 1
    lastLine = line
  }

  func finding(_ kind: Finding.Kind) -> Finding? {
    guard lines > 0 else { return nil }
    return Finding(
      kind: kind, lines: lines, firstLine: firstLine, firstByte: firstByte, column: field?.column, field: field?.name)
  }
}
