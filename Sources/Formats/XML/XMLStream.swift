import CLibXML2
import Glibc

/// An XML document read piece by piece by libxml2's SAX2 push parser, in bounded memory.
///
/// Refused at once, whatever the document says of itself: a DOCTYPE, and with it every entity but the five of XML;
/// no other file and no network is ever read. Encodings are those that the document declares; visitors see UTF-8.
///
/// ```swift
/// let stream = XMLStream()
/// var visitor = CountingVisitor(looking: stream.name("row"))
/// while let piece = try next() { try stream.push(piece, to: &visitor) }
/// try stream.finish(&visitor)
/// ```
public final class XMLStream {
  private let core: UnsafeMutablePointer<XMLStreamCore>

  /// Small enough for `XMLLimits.markupBytes` to be watched closely; from 2 to 64 KiB the speed is the same.
  private static let pieceSize = 16 << 10
  private static let initialised: Void = xmlInitParser()
  /// Faults of decoding are also printed by libxml2, with bytes of the document: personal data has no place on stderr.
  nonisolated(unsafe) private static let nowhere = fopen("/dev/null", "w")

  public init(limits: XMLLimits = XMLLimits()) {
    _ = Self.initialised
    core = .allocate(capacity: 1)
    core.initialize(to: XMLStreamCore(limits: limits))
    var handler = XMLStreamCore.handler
    guard let parser = xmlCreatePushParserCtxt(&handler, core, nil, 0, nil) else {
      fatalError("libxml2 has no memory for a parser")
    }
    // NOENT, DTDLOAD and HUGE stay off.
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
    core.pointee.parser = parser
  }

  deinit {
    // The context does not own the document that libxml2 makes for itself in some corners.
    if let document = core.pointee.parser.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(core.pointee.parser)
    core.deinitialize(count: 1)
    core.deallocate()
  }

  /// Makes the stream ready for another document, which costs a tenth of a new stream; names stay as they are.
  ///
  /// - Precondition: the last document ended well.
  public func reset() {
    let parser = core.pointee.parser!
    if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
    parser.pointee.myDoc = nil
    xmlCtxtResetPush(parser, nil, 0, nil, nil)
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
    (core.pointee.depth, core.pointee.hasElement, core.pointee.silentBytes) = (0, false, 0)
  }

  /// The name as this document's elements and attributes will carry it.
  public func name(_ text: String) -> XMLName {
    let length = Int32(text.utf8.count)
    guard let pointer = xmlDictLookup(core.pointee.parser.pointee.dict, text, length) else {
      fatalError("libxml2 has no memory for a name")
    }
    return XMLName(pointer: pointer)
  }

  /// Where the parser stands, or where it stopped: line and column from 1.
  public var position: (line: Int, column: Int) { core.pointee.position }

  /// Parses the next piece of the document.
  ///
  /// - Parameter bytes: of any size, cut anywhere; not kept.
  /// - Parameter visitor: the same value from the first piece to `finish`.
  /// - Throws: `XMLError`, or what the visitor threw. The stream is then spent.
  public func push(_ bytes: UnsafeRawBufferPointer, to visitor: inout some XMLVisitor & ~Copyable) throws {
    try visiting(&visitor) {
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.pieceSize))
        rest = rest.dropFirst(piece.count)
        try core.parse(piece, isLast: false)
      }
    }
  }

  /// Tells the parser that the document has ended.
  ///
  /// - Throws: `XMLError` when it ended too early.
  public func finish(_ visitor: inout some XMLVisitor & ~Copyable) throws {
    try visiting(&visitor) {
      try core.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }
  }

  private func visiting<Visitor: XMLVisitor & ~Copyable>(
    _ visitor: inout Visitor, _ body: () throws -> Void
  ) throws {
    // libxml2 keeps this setting by thread, and a stream may have moved to another one.
    xmlSetGenericErrorFunc(Self.nowhere, nil)
    let core = core
    let callbacks = XMLCallbacksOf<Visitor>()
    try withUnsafeMutablePointer(to: &visitor) { visitor in
      core.pointee.visitor = UnsafeMutableRawPointer(visitor)
      core.pointee.callbacks = Unmanaged.passUnretained(callbacks)
      try withExtendedLifetime(callbacks, body)
    }
  }
}
