/// A cell of the current row.
public struct SheetCell {
  /// What its value is.
  public enum Kind: UInt8, Sendable {
    /// No value, or no cell there.
    case blank
    /// Text as written, also that of a formula and of an ISO date; a number cell that holds no number is text.
    case text
    /// A number: whole ones as their digits (`101`, also when written `101.0` or `1.01E2`), others as written.
    case number
    /// A number under a date format, as `yyyy-mm-dd`, behind a blank its time `hh:mm:ss` where it has one.
    case day
    /// `0` or `1`.
    case boolean
    /// A formula that failed: `#N/A` and the like.
    case error
  }

  public let kind: Kind
  /// The value as UTF-8, empty for a blank; valid until the row's callback returns.
  public let bytes: UnsafeRawBufferPointer

  static var blank: SheetCell { SheetCell(kind: .blank, bytes: UnsafeRawBufferPointer(start: nil, count: 0)) }
}
