import CLibXML2

/// What libxml2's callbacks find behind their context pointer.
///
/// It lives behind an `UnsafeMutablePointer` and not in a class, so that 4 million callbacks a workbook pay neither a
/// reference count nor an exclusivity check.
struct XMLStreamCore {
  let limits: XMLLimits
  /// Set just after libxml2 has made it, and it needs this core's address for that.
  var parser: xmlParserCtxtPtr!

  /// The visitor and its functions, valid while a piece is parsed.
  var visitor: UnsafeMutableRawPointer!
  var callbacks: Unmanaged<XMLCallbacks>!

  /// Elements open now.
  var depth = 0
  var hasElement = false
  /// Bytes pushed since the last callback: all of them may belong to one tag that is not complete.
  var silentBytes = 0
  var failure: (any Error)?
  private var failurePosition: (line: Int, column: Int)?

  init(limits: XMLLimits) { self.limits = limits }

  var position: (line: Int, column: Int) {
    if let failurePosition { return failurePosition }
    guard let input = parser.pointee.input else { return (0, 0) }
    return (Int(input.pointee.line), Int(input.pointee.col))
  }

  /// Keeps the first failure and stops the parser, which would not hear of an error thrown through C.
  mutating func fail(_ error: any Error, at place: (line: Int, column: Int)? = nil) {
    guard failure == nil else { return }
    failurePosition = place ?? position
    failure = error
    xmlStopParser(parser)
  }

  mutating func fail(_ reason: XMLError.Reason, at place: (line: Int, column: Int)? = nil) {
    let place = place ?? position
    fail(XMLError(reason: reason, line: place.line, column: place.column), at: place)
  }
}

extension UnsafeMutablePointer<XMLStreamCore> {
  init(context: UnsafeMutableRawPointer?) { self = context!.assumingMemoryBound(to: XMLStreamCore.self) }

  /// Hands one piece to libxml2, then throws what went wrong in it. Not a mutating method of the core: the callbacks
  /// change the core meanwhile.
  func parse(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws {
    if let failure = pointee.failure { throw failure }
    pointee.silentBytes += piece.count
    let bytes = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
    let code = xmlParseChunk(pointee.parser, bytes, Int32(piece.count), isLast ? 1 : 0)
    if pointee.failure == nil && pointee.silentBytes > pointee.limits.markupBytes {
      pointee.fail(.markupTooLong(limit: pointee.limits.markupBytes))
    }
    // Some failures of decoding are told by the code alone; lesser codes stay from warnings.
    if pointee.failure == nil && (pointee.parser.pointee.wellFormed == 0 || code == XML_ERR_INVALID_ENCODING.rawValue) {
      pointee.fail(.notWellFormed("libxml2 error \(code), bytes that are not in the declared encoding"))
    }
    if let failure = pointee.failure { throw failure }
  }
}

extension XMLStreamCore {
  /// The callbacks, which capture nothing: C knows functions only.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { context, _, _, _ in UnsafeMutablePointer(context: context).pointee.fail(.doctype) }
    handler.serror = { context, error in UnsafeMutablePointer(context: context).note(error) }
    handler.startElementNs = { context, name, _, _, namespaceCount, _, count, _, attributes in
      UnsafeMutablePointer(context: context)
        .startElement(name!, attributes, count: Int(count), namespaceCount: Int(namespaceCount))
    }
    handler.endElementNs = { context, name, _, _ in UnsafeMutablePointer(context: context).endElement(name!) }
    // One function for all three: with two, libxml2 would look into each text to see whether it is blank.
    handler.characters = { UnsafeMutablePointer(context: $0).characters($1, count: $2) }
    handler.ignorableWhitespace = { UnsafeMutablePointer(context: $0).characters($1, count: $2) }
    handler.cdataBlock = { UnsafeMutablePointer(context: $0).characters($1, count: $2) }
    handler.comment = { context, _ in UnsafeMutablePointer(context: context).pointee.silentBytes = 0 }
    handler.processingInstruction = { context, _, _ in UnsafeMutablePointer(context: context).pointee.silentBytes = 0 }
    return handler
  }
}

extension UnsafeMutablePointer<XMLStreamCore> {
  fileprivate func startElement(
    _ name: UnsafePointer<xmlChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int,
    namespaceCount: Int
  ) {
    guard pointee.failure == nil else { return }
    pointee.silentBytes = 0
    pointee.depth += 1
    pointee.hasElement = true
    guard pointee.depth <= pointee.limits.depth else { return pointee.fail(.tooDeep(limit: pointee.limits.depth)) }
    guard count + namespaceCount <= pointee.limits.attributes else {
      return pointee.fail(.tooManyAttributes(count + namespaceCount, limit: pointee.limits.attributes))
    }
    let element = XMLElement(
      name: name, attributes: attributes, attributeCount: count, parser: pointee.parser)
    do {
      try pointee.callbacks._withUnsafeGuaranteedRef { try $0.start(pointee.visitor, element) }
    } catch { pointee.fail(error) }
  }

  fileprivate func endElement(_ name: UnsafePointer<xmlChar>) {
    guard pointee.failure == nil else { return }
    pointee.silentBytes = 0
    pointee.depth -= 1
    do {
      try pointee.callbacks._withUnsafeGuaranteedRef { try $0.end(pointee.visitor, XMLName(pointer: name)) }
    } catch { pointee.fail(error) }
  }

  fileprivate func characters(_ bytes: UnsafePointer<xmlChar>?, count: Int32) {
    guard pointee.failure == nil else { return }
    pointee.silentBytes = 0
    do {
      let text = UnsafeRawBufferPointer(start: bytes, count: Int(count))
      try pointee.callbacks._withUnsafeGuaranteedRef { try $0.characters(pointee.visitor, text) }
    } catch { pointee.fail(error) }
  }

  /// Errors of namespaces are let pass: senders' prefixes vary, and names are matched without them.
  fileprivate func note(_ error: xmlErrorPtr?) {
    guard let error = error?.pointee, error.level == XML_ERR_FATAL, pointee.failure == nil else { return }
    let place = (line: Int(error.line), column: Int(error.int2))
    // The words of libxml2 for an early end speak of extra content.
    if error.code == Int32(XML_ERR_DOCUMENT_END.rawValue) && (pointee.depth > 0 || !pointee.hasElement) {
      return pointee.fail(pointee.hasElement ? .truncated(openElements: pointee.depth) : .noElement, at: place)
    }
    let words = error.message.map { String(cString: $0) } ?? "libxml2 error \(error.code)"
    pointee.fail(.notWellFormed(words.split(whereSeparator: \.isNewline).joined(separator: " ")), at: place)
  }
}
