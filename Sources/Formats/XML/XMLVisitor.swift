/// What to do with the parts of an XML document, in their order.
///
/// The three functions are called for each element and text, so they should not allocate; what they are given is valid
/// during the call only. An error thrown by one ends the parse, and comes out of `XMLStream.push`.
public protocol XMLVisitor: ~Copyable {
  mutating func startElement(_ element: XMLElement) throws
  mutating func endElement(_ name: XMLName) throws
  /// Text or CDATA as UTF-8, references resolved. One text may come in any number of pieces.
  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws
}

/// The local name of an element or attribute, interned by one `XMLStream`: comparing two is comparing pointers.
///
/// The names to look for come from `XMLStream.name(_:)`; names of different streams never compare equal.
public struct XMLName: Hashable, @unchecked Sendable {
  // Sendable: the bytes never change while the stream lives; after it the pointer is compared, never followed.
  let pointer: UnsafePointer<UInt8>

  /// The name's characters, for messages.
  public var text: String { String(cString: pointer) }
}
