/// How a delimited text is cut into records and fields.
public struct DelimitedForm: Sendable, Equatable {
  /// One byte or more.
  public var separator: [UInt8]
  /// A byte that may stand before a separator of one byte and belongs to it: `C2` of a UTF-8 `¥`, whose last byte is
  /// also the `¥` of Latin-1.
  public var separatorPrefix: UInt8?
  /// RFC 4180 quoting; `nil` where a quote is a character like any other.
  public var quote: UInt8?
  /// Makes the byte after it a character like any other; `nil` where a quote is doubled for that, as RFC 4180 does.
  public var escape: UInt8?
  public var lineEnd: LineEnd
  /// Marks that may wrap a whole line, which is then unwrapped before it is cut (DOMAIN section 2.2).
  public var wrappers: [UInt8]

  public enum LineEnd: String, Sendable, CaseIterable {
    /// LF, with or without CR before it.
    case lf
    /// CR alone.
    case cr
    /// LF, CRLF or CR.
    case any
  }

  public init(
    separator: [UInt8], separatorPrefix: UInt8? = nil, quote: UInt8? = nil, escape: UInt8? = nil,
    lineEnd: LineEnd = .lf, wrappers: [UInt8] = []
  ) {
    self.separator = separator
    self.separatorPrefix = separatorPrefix
    self.quote = quote
    self.escape = escape
    self.lineEnd = lineEnd
    self.wrappers = wrappers
  }

  public init(separator: UInt8, separatorPrefix: UInt8? = nil, quote: UInt8? = nil, wrappers: [UInt8] = []) {
    self.init(separator: [separator], separatorPrefix: separatorPrefix, quote: quote, wrappers: wrappers)
  }

  /// Whether every separator and every line feed cuts: such a text is indexed by masks, any other a byte at a time.
  var isPlain: Bool { quote == nil && escape == nil && separator.count == 1 && lineEnd == .lf }
}
