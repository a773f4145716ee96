/// What an XML document may ask of its reader before it is refused. Entities and DOCTYPE are refused at any size.
public struct XMLLimits: Sendable, Hashable {
  /// Elements open at the same time.
  public var depth: Int
  /// Attributes of one element, namespace declarations among them.
  public var attributes: Int
  /// Bytes of one tag, comment or instruction; text is not concerned, it comes in pieces. The parser holds a tag whole
  /// and compares each attribute with each: 256 KiB of them take it 0.2 s, 1 MiB 3.6 s.
  public var markupBytes: Int

  public init(depth: Int = 256, attributes: Int = 1_000, markupBytes: Int = 256 << 10) {
    self.depth = depth
    self.attributes = attributes
    self.markupBytes = markupBytes
  }
}
