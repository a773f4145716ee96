import Formats
import Testing

/// Writes down what it is shown: `<a x=1>text</a>`.
private struct Recorder: XMLVisitor {
  var record = ""
  var lines: [Int] = []
  let x: XMLName
  var stopAt: XMLName?
  struct Stop: Error {}

  init(_ stream: XMLStream) { x = stream.name("x") }

  mutating func startElement(_ element: XMLElement) throws {
    if element.name == stopAt { throw Stop() }
    lines.append(element.line)
    record += "<\(element.name.text)"
    if let value = element.text(x) { record += " x=\(value)" }
    if let value = element.text(prefixed: x) { record += " p:x=\(value)" }
    record += ">"
  }

  mutating func endElement(_ name: XMLName) throws { record += "</\(name.text)>" }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
    record += String(decoding: bytes, as: UTF8.self)
  }
}

@Suite struct XMLStreamTests {
  private func parse(
    _ bytes: [UInt8], step: Int = .max, limits: XMLLimits = XMLLimits()
  ) throws -> Recorder {
    let stream = XMLStream(limits: limits)
    var recorder = Recorder(stream)
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(step)
      rest = rest.dropFirst(piece.count)
      try piece.withUnsafeBytes { try stream.push($0, to: &recorder) }
    }
    try stream.finish(&recorder)
    return recorder
  }

  private func failure(_ text: String, limits: XMLLimits = XMLLimits()) -> XMLError? {
    do {
      _ = try parse(Array(text.utf8), limits: limits)
      return nil
    } catch {
      return error as? XMLError
    }
  }

  @Test(arguments: [1, 2, 3, 17, 1000])
  func `the size of the pieces changes nothing`(step: Int) throws {
    let text = "<?xml version='1.0'?>\n<p:a xmlns:p='u' x='1&lt;&amp;&#233;' p:x='2'>é&amp;\n<![CDATA[<]]><b/></p:a>"
    let recorder = try parse(Array(text.utf8), step: step)
    #expect(recorder.record == "<a x=1<&é p:x=2>é&\n<<b></b></a>")
    #expect(recorder.lines == [2, 3])
  }

  @Test func `the declared encoding is honoured`() throws {
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a x='".utf8) + [0xE9] + Array("'>".utf8) + [0xE0]
    #expect(try parse(latin + Array("</a>".utf8)).record == "<a x=é>à</a>")
    let units = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?><a>é</a>".utf16
    let wide: [UInt8] = units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try parse(wide).record == "<a>é</a>")
    #expect(throws: XMLError.self) { try parse(Array("<a>".utf8) + [0xE9] + Array("</a>".utf8)) }
  }

  @Test(arguments: [
    "", "<a>", "<a><b></a>", "<a/><b/>", "<a x=1/>", "<a>&no;</a>", "text", "<a>\u{1}</a>", "<a", "<a>1 &lt",
  ])
  func `what is not well-formed is refused`(text: String) {
    #expect(failure(text) != nil)
  }

  @Test func `an early end tells the elements still open and the line`() {
    let error = failure("<a>\n<b>1")
    #expect(error?.reason == .truncated(openElements: 2))
    #expect(error?.line == 2)
    #expect(failure("")?.reason == .noElement)
    #expect(failure("<?xml version='1.0'?>\n")?.reason == .noElement)
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
  ])
  func `a DOCTYPE is refused`(text: String) {
    #expect(failure(text)?.reason == .doctype)
  }

  @Test func `depth, attributes and tags hold their limits`() {
    let limits = XMLLimits(depth: 3, attributes: 2, markupBytes: 20_000)
    #expect(failure("<a><a><a/></a></a>", limits: limits) == nil)
    #expect(failure("<a><a><a><a/></a></a></a>", limits: limits)?.reason == .tooDeep(limit: 3))
    #expect(failure("<a b='' xmlns:c='u'/>", limits: limits) == nil)
    #expect(failure("<a b='' xmlns:c='u' d=''/>", limits: limits)?.reason == .tooManyAttributes(3, limit: 2))
    let long = String(repeating: "x", count: 100_000)
    #expect(failure("<a>\(long)<b/>\(long)</a>", limits: limits) == nil)
    #expect(failure("<a x='\(long)'/>", limits: limits)?.reason == .markupTooLong(limit: 20_000))
    #expect(failure("<a><!-- \(long) --></a>", limits: limits)?.reason == .markupTooLong(limit: 20_000))
  }

  @Test func `an error of the visitor comes out, and the stream is spent`() throws {
    let stream = XMLStream()
    var recorder = Recorder(stream)
    recorder.stopAt = stream.name("b")
    let text = Array("<a>\n<c/><b/><c/></a>".utf8)
    #expect(throws: Recorder.Stop.self) { try text.withUnsafeBytes { try stream.push($0, to: &recorder) } }
    #expect(recorder.record == "<a>\n<c></c>")
    #expect(stream.position.line == 2)
    #expect(throws: Recorder.Stop.self) { try stream.finish(&recorder) }
  }

  @Test(
    .enabled(if: ZipSharedData.isHere, "\(ZipSharedData.absence)"),
    arguments: [
      "xml_billion_laughs", "xml_deep_100k", "xml_quadratic_blowup", "xml_xxe_file",
    ])
  func `hostile documents are refused at once`(file: String) throws {
    let bytes = ZipSharedData.bytes("\(ZipSharedData.folder)/hostile/\(file).xml")
    let start = ContinuousClock.now
    #expect(throws: XMLError.self) { try parse(bytes) }
    #expect(ContinuousClock.now - start < .seconds(2))
  }
}
