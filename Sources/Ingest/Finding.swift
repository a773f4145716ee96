/// What is odd in the text of a file and rejects no row: how many lines show it, and where the first one does.
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
    /// A carriage return that ends no line.
    case strayReturn = "stray-carriage-return"
  }

  public let kind: Kind
  public let lines: Int
  public let firstLine: Int
  /// In that line, from 1.
  public let firstByte: Int
}

extension Finding: CustomStringConvertible {
  public var description: String {
    "\(kind.rawValue) in \(lines) line\(lines == 1 ? "" : "s"), the first at line \(firstLine), byte \(firstByte)"
  }
}
