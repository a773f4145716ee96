/// How a delimited text is cut into fields.
public struct DelimitedForm: Sendable, Equatable {
  /// The last byte of the separator, and the byte that may stand before it (`C2` of a UTF-8 `¥`, whose last byte is
  /// also the `¥` of Latin-1).
  public var separator: UInt8
  public var separatorPrefix: UInt8?
  /// RFC 4180 quoting; `nil` where a quote is a character like any other.
  public var quote: UInt8?
  /// Marks that may wrap a whole line, which is then unwrapped before it is cut (DOMAIN section 2.2).
  public var wrappers: [UInt8]

  public init(separator: UInt8, separatorPrefix: UInt8? = nil, quote: UInt8? = nil, wrappers: [UInt8] = []) {
    self.separator = separator
    self.separatorPrefix = separatorPrefix
    self.quote = quote
    self.wrappers = wrappers
  }
}
