import Formats

/// The elements of an XML file that no known layout reads: which there are, how many, and which hold text.
public struct XMLSurvey: Sendable {
  public struct Element: Sendable {
    public let name: String
    public fileprivate(set) var count = 0
    public fileprivate(set) var isLeaf = true
  }

  public let root: String
  /// In the order in which they first stand in the file; of one that has thousands, the first ones.
  public private(set) var elements: [Element] = []
  public private(set) var messages = 0
  /// Messages that are not well-formed, with their place.
  public private(set) var rejections: [String] = []
  public private(set) var findings: [Finding] = []

  private static let mostElements = 2_000

  /// - Throws: `UnreadableFile` for a DOCTYPE or a limit, which no reader would pass either.
  public init(_ form: FileForm, limits: ReadingLimits) throws {
    guard case .xml(let xml) = form.format else { throw UnreadableFile("\(form.path): is no XML") }
    let path = form.path
    root = xml.root
    let bytes = try FileBytes(path: path, chunk: limits.chunkBytes)
    let source = try TextSource(bytes, member: form.member, limits: limits.unpacking)
    // Messages are told apart by their XML declarations alone: an unknown root may hold elements of its own name.
    let reader = XMLMessages(source, root: "", limits: limits.xml, blockBytes: limits.blockBytes)
    var indices: [String: Int] = [:]
    var inspector = TextInspector(.utf8)
    do {
      while let message = try reader.next({ stream, line in SurveyVisitor(firstLine: line, inspector: inspector) }) {
        switch message {
        case .broken(let error, let line):
          rejections.append("\(path):\(line): xml: \(error.reason.isTruncation ? "ends too early" : "not well-formed")")
        case .whole(let visitor):
          messages += 1
          inspector = visitor.inspector
          for seen in visitor.elements { add(seen, &indices) }
        }
      }
    } catch let error as XMLError {
      throw UnreadableFile("\(path):\(error)")
    }
    findings = inspector.findings
  }

  private mutating func add(_ element: Element, _ indices: inout [String: Int]) {
    if let index = indices[element.name] {
      elements[index].count += element.count
      elements[index].isLeaf = elements[index].isLeaf && element.isLeaf
    } else if elements.count < XMLSurvey.mostElements {
      indices[element.name] = elements.count
      elements.append(element)
    }
  }
}

private struct SurveyVisitor: XMLVisitor {
  let firstLine: Int
  var inspector: TextInspector
  private(set) var elements: [XMLSurvey.Element] = []
  private var indices: [XMLName: Int] = [:]
  private var open: [Int] = []
  private var line = 0

  init(firstLine: Int, inspector: TextInspector) {
    self.firstLine = firstLine
    self.inspector = inspector
  }

  mutating func startElement(_ element: XMLElement) {
    line = firstLine + element.line - 1
    let index = indices[element.name] ?? elements.count
    if index == elements.count {
      indices[element.name] = index
      elements.append(XMLSurvey.Element(name: element.name.text))
    }
    elements[index].count += 1
    if let parent = open.last { elements[parent].isLeaf = false }
    open.append(index)
  }

  mutating func endElement(_ name: XMLName) { open.removeLast() }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) { inspector.look(atField: bytes, offset: 0, line: line) }
}

extension XMLError.Reason {
  fileprivate var isTruncation: Bool { if case .truncated = self { true } else { false } }
}

extension XMLSurvey {
  /// The lines that describe it, and a layout to start from.
  public func lines(_ form: FileForm) -> [String] {
    var lines = ["file: \(form.path)\(form.member.map { ", member \($0)" } ?? "")"]
    lines.append("packed: \(form.compression == .none ? "no" : form.compression.rawValue)")
    lines.append("format: XML, root \(root), messages \(messages)")
    lines += rejections.prefix(20).map { "rejected: \($0)" }
    lines += findings.map { "found: \($0)" }
    lines.append("layout: no known layout has this root")
    lines += elements.map { "element \($0.name): \($0.count)\($0.isLeaf ? ", text" : "")" }
    return lines
  }

  /// - Parameter sources: those that a layout may name.
  public func proposal(_ sources: [Source]) -> String {
    let groups = elements.filter { !$0.isLeaf && $0.name != root }
    let record = groups.max { ($0.count, $1.name) < ($1.count, $0.name) }
    let leaves = elements.filter(\.isLeaf).map { "  - \(YAMLText.quoted($0.name))" }
    return """
      # Proposed by outcomes layout. Give it a name, save it under that name in layouts/, and check each column.
      layout: new
      source:                       # one of \(sources.map(\.name).joined(separator: ", "))
      format: xml
      root: \(YAMLText.quoted(root))
      record: \(YAMLText.quoted(record?.name ?? root))              # the element that holds one row

      columns:
      \(leaves.joined(separator: "\n"))

      """
  }
}
