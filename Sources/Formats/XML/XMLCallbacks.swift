/// A visitor's three functions behind a type that C callbacks can know: they cannot be generic.
///
/// A class, because a call through its table needs neither a reference count nor an existential box; three closures
/// instead cost a retain and a release each time.
class XMLCallbacks {
  func start(_ visitor: UnsafeMutableRawPointer, _ element: XMLElement) throws {}
  func end(_ visitor: UnsafeMutableRawPointer, _ name: XMLName) throws {}
  func characters(_ visitor: UnsafeMutableRawPointer, _ bytes: UnsafeRawBufferPointer) throws {}
}

/// The functions of one type of visitor.
final class XMLCallbacksOf<Visitor: XMLVisitor & ~Copyable>: XMLCallbacks {
  override func start(_ visitor: UnsafeMutableRawPointer, _ element: XMLElement) throws {
    try visitor.assumingMemoryBound(to: Visitor.self).pointee.startElement(element)
  }

  override func end(_ visitor: UnsafeMutableRawPointer, _ name: XMLName) throws {
    try visitor.assumingMemoryBound(to: Visitor.self).pointee.endElement(name)
  }

  override func characters(_ visitor: UnsafeMutableRawPointer, _ bytes: UnsafeRawBufferPointer) throws {
    try visitor.assumingMemoryBound(to: Visitor.self).pointee.characters(bytes)
  }
}
