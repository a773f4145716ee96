import Formats

/// The rows of one XML message, kept until the message has ended well.
///
/// A column is named `Element`, or `Ancestor/Element` where the same element stands in several places; the first one in
/// a row counts.
struct MessageRows: XMLVisitor {
  private struct Leaf {
    let name: XMLName
    let ancestor: Int?
    let field: Int
  }

  /// Where a value stands in `text`.
  typealias Span = (start: Int, count: Int)

  private let root: XMLName
  private let record: XMLName
  private let repeated: XMLName?
  private let leaves: [Leaf]
  private let ancestors: [XMLName]
  private let fieldCount: Int
  private(set) var firstLine = 1

  /// How many of each ancestor are open.
  private var open: [Int]
  private var text: [UInt8] = []
  /// The field that is being read, and where its text began.
  private var current: (field: Int, start: Int)?
  /// What the message, the record and the repeated part say, by field.
  private var ofMessage: [Span]
  private var ofRecord: [Span]
  private var ofPart: [Span]
  private var level = Level.message
  private var recordLine = 0
  private var partLine = 0
  private var rowsOfRecord = 0
  private(set) var hasRoot = false
  /// By row: the line of the file where it begins, and `fieldCount` spans.
  private(set) var lines: [Int] = []
  private var spans: [Span] = []

  private enum Level { case message, record, part }

  private init(_ form: XMLForm, _ layout: Layout, stream: XMLStream) {
    let paths = layout.columns.compactMap { column -> (path: [String], field: Int)? in
      guard let field = column.field, let index = layout.source.place(of: field) else { return nil }
      return (column.names[0].split(separator: "/").map(String.init), index)
    }
    let ancestorNames = Array(Set(paths.compactMap { $0.path.count > 1 ? $0.path[0] : nil })).sorted()
    root = stream.name(form.root)
    record = stream.name(form.record)
    repeated = form.repeated.map(stream.name)
    ancestors = ancestorNames.map(stream.name)
    leaves = paths.map { path, field in
      Leaf(
        name: stream.name(path[path.count - 1]), ancestor: path.count > 1 ? ancestorNames.firstIndex(of: path[0]) : nil,
        field: field)
    }
    fieldCount = layout.source.fields.count
    open = [Int](repeating: 0, count: ancestors.count)
    ofMessage = [Span](repeating: (0, 0), count: fieldCount)
    ofRecord = ofMessage
    ofPart = ofMessage
  }

  mutating func startElement(_ element: XMLElement) {
    let name = element.name
    if !hasRoot { hasRoot = name == root }
    if name == record {
      (level, rowsOfRecord, recordLine) = (.record, 0, firstLine + element.line - 1)
      for field in 0..<fieldCount { ofRecord[field] = (0, 0) }
    } else if name == repeated, level == .record {
      (level, partLine) = (.part, firstLine + element.line - 1)
      for field in 0..<fieldCount { ofPart[field] = (0, 0) }
    }
    for index in ancestors.indices where ancestors[index] == name { open[index] += 1 }
    for leaf in leaves where leaf.name == name {
      if let ancestor = leaf.ancestor, open[ancestor] == 0 { continue }
      current = (leaf.field, text.count)
    }
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) {
    if current != nil { text.append(contentsOf: bytes) }
  }

  mutating func endElement(_ name: XMLName) {
    if let (field, start) = current {
      current = nil
      keep((start, text.count - start), as: field)
    }
    for index in ancestors.indices where ancestors[index] == name { open[index] -= 1 }
    if name == repeated, level == .part {
      addRow(line: rowsOfRecord == 0 ? recordLine : partLine, part: ofPart)
      level = .record
    } else if name == record {
      if rowsOfRecord == 0 { addRow(line: recordLine, part: ofRecord) }
      level = .message
    }
  }

  private mutating func keep(_ span: Span, as field: Int) {
    switch level {
    case .message: if ofMessage[field].count == 0 { ofMessage[field] = span }
    case .record: if ofRecord[field].count == 0 { ofRecord[field] = span }
    case .part: if ofPart[field].count == 0 { ofPart[field] = span }
    }
  }

  private mutating func addRow(line: Int, part: [Span]) {
    rowsOfRecord += 1
    lines.append(line)
    for field in 0..<fieldCount {
      spans.append(part[field].count > 0 ? part[field] : ofRecord[field].count > 0 ? ofRecord[field] : ofMessage[field])
    }
  }

  /// Shows the text of the fields that are read to an inspector.
  func look(by inspector: inout TextInspector) {
    text.withUnsafeBytes { inspector.look(atField: $0, offset: 0, line: firstLine) }
  }

  /// Hands the rows to `body`, in the order of the message.
  func forEach(_ values: ValueForm, _ body: (FieldRow) throws -> Void) rethrows {
    let fields = UnsafeMutablePointer<UnsafeRawBufferPointer>.allocate(capacity: fieldCount)
    defer { fields.deallocate() }
    try text.withUnsafeBytes { text in
      for (row, line) in lines.enumerated() {
        for field in 0..<fieldCount {
          let span = spans[row * fieldCount + field]
          let value = UnsafeRawBufferPointer(rebasing: text[span.start..<span.start + span.count])
          fields[field] = values.value(value)
        }
        try body(FieldRow(fields: fields, line: line))
      }
    }
  }
}

extension MessageRows {
  /// Makes the rows of one message after the other: what follows from the layout is worked out once for a stream.
  final class Maker {
    private let form: XMLForm
    private let layout: Layout
    private var empty: (rows: MessageRows, stream: XMLStream)?

    init(_ form: XMLForm, _ layout: Layout) {
      self.form = form
      self.layout = layout
    }

    func rows(_ stream: XMLStream, firstLine: Int) -> MessageRows {
      if empty?.stream !== stream { empty = (MessageRows(form, layout, stream: stream), stream) }
      var rows = empty!.rows
      rows.firstLine = firstLine
      return rows
    }
  }
}
