/// How a row is found in an XML message; every name is a local name, whatever its prefix (DOMAIN section 2.3).
public struct XMLForm: Sendable, Equatable {
  /// The root of a message.
  public var root: String
  /// The element that holds one row.
  public var record: String
  /// The element within it that may stand several times, each a row with what the record says around it.
  public var repeated: String?

  public init(root: String, record: String, repeated: String? = nil) {
    self.root = root
    self.record = record
    self.repeated = repeated
  }
}
