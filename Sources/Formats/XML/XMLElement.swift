import CLibXML2

/// A start tag, valid while `XMLVisitor.startElement` runs.
public struct XMLElement {
  /// The local name, whatever the prefix.
  public let name: XMLName
  /// The number of attributes, namespace declarations apart.
  public let attributeCount: Int

  /// Five pointers an attribute: local name, prefix, namespace, start of the value, end of the value.
  private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private let parser: xmlParserCtxtPtr

  init(
    name: UnsafePointer<UInt8>, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int,
    parser: xmlParserCtxtPtr
  ) {
    self.name = XMLName(pointer: name)
    self.attributes = attributes
    self.attributeCount = attributeCount
    self.parser = parser
  }

  /// The line on which the tag ends, from 1.
  public var line: Int { parser.pointee.input.map { Int($0.pointee.line) } ?? 0 }

  /// The value of the attribute of that name without prefix, as UTF-8; nil if there is none.
  ///
  /// An ampersand stands as `&#38;`, as libxml2 leaves it where entities are refused; `text(_:)` resolves it.
  public subscript(_ name: XMLName) -> UnsafeRawBufferPointer? {
    value { $0[0] == name.pointer && $0[1] == nil }
  }

  /// The value of the first attribute of that local name that has a prefix, such as the `id` of `r:id`.
  public subscript(prefixed name: XMLName) -> UnsafeRawBufferPointer? {
    value { $0[0] == name.pointer && $0[1] != nil }
  }

  /// The value of the attribute without prefix as a string, ampersands resolved; for the few that are kept.
  public func text(_ name: XMLName) -> String? { self[name].map(Self.resolved) }

  /// As `text(_:)`, for the attribute that has a prefix.
  public func text(prefixed name: XMLName) -> String? { self[prefixed: name].map(Self.resolved) }

  @inline(__always)
  private func value(
    where isWanted: (UnsafeMutablePointer<UnsafePointer<UInt8>?>) -> Bool
  ) -> UnsafeRawBufferPointer? {
    guard var attribute = attributes else { return nil }
    for _ in 0..<attributeCount {
      if isWanted(attribute), let start = attribute[3], let end = attribute[4] {
        return UnsafeRawBufferPointer(start: start, count: end - start)
      }
      attribute += 5
    }
    return nil
  }

  private static func resolved(_ value: UnsafeRawBufferPointer) -> String {
    let text = String(decoding: value, as: UTF8.self)
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    // Every ampersand of the document arrives in this one form, so one pass resolves them all.
    return text.split(separator: "&#38;", omittingEmptySubsequences: false).joined(separator: "&")
  }
}
