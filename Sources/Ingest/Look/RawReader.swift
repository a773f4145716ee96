import Formats

/// Reads the records of a file as they are, every column, the header among them; what `outcomes read` writes.
public final class RawReader {
  /// One record, decoded to UTF-8 and not trimmed.
  public struct Record {
    /// The physical line where it starts; of a workbook, the row of the sheet.
    public let line: Int
    public let fields: [[UInt8]]
  }

  public let form: FileForm
  /// What is odd in the text, once it has been read.
  public private(set) var findings: [Finding] = []
  /// Of delimited text: how many records have another number of fields than the header, and the line of the first.
  public private(set) var unequal: (records: Int, firstLine: Int)?
  /// Records that were left out: where, and why.
  public private(set) var rejections: [String] = []
  private let limits: ReadingLimits

  public init(_ form: FileForm, limits: ReadingLimits) {
    self.form = form
    self.limits = limits
  }

  /// Hands every record to `body`, in the order of the file; empty lines are none, and what stands above the header of a
  /// layout that has a title is none.
  ///
  /// - Throws: when the file cannot be read to its end; what `body` throws.
  public func forEachRecord(_ body: (Record) throws -> Void) throws {
    switch form.format {
    case .delimited(let form): try readDelimited(form, body)
    case .workbook: try readWorkbook(body)
    case .xml(let form): try readXML(form, body)
    }
  }

  private var text: TextSource {
    get throws {
      let bytes = try FileBytes(path: form.path, chunk: limits.chunkBytes)
      return try TextSource(bytes, member: form.member, encoding: form.encoding, limits: limits.unpacking)
    }
  }

  private var headerLine: Int { form.layout?.headerLine ?? 1 }

  private func readDelimited(_ dialect: DelimitedForm, _ body: (Record) throws -> Void) throws {
    let reader = try DelimitedReader(text, form: dialect, blockBytes: limits.blockBytes, limits: limits.text)
    var inspector = TextInspector(form.encoding)
    var width: Int?
    while let block = try reader.nextBlock() {
      for index in 0..<block.count {
        let record = block.record(index)
        let line = block.line(of: index)
        if record.isEmpty || line < headerLine { continue }
        inspector.look(at: record, of: block, line: line)
        if let unclosed = block.unclosed, unclosed.record == index {
          rejections.append(
            "\(form.path):\(line): \(Reason.openQuote.name): the quote opened on line \(unclosed.line) is not closed"
          )
        } else if block.seen.nul, let place = block.text(of: record).firstIndex(of: 0) {
          rejections.append("\(form.path):\(line): \(Reason.nul.name): byte \(place + 1) of the line")
        } else {
          width = width ?? record.fieldCount
          if record.fieldCount != width { unequal = ((unequal?.records ?? 0) + 1, unequal?.firstLine ?? line) }
          try body(
            Record(
              line: line,
              fields: (0..<record.fieldCount).map { form.encoding.decode(block.field($0, of: record)) }))
        }
      }
    }
    findings = inspector.findings
  }

  private func readWorkbook(_ body: (Record) throws -> Void) throws {
    let workbook = try Workbook(path: form.path, limits: limits.workbook)
    try workbook.readRows(of: workbook.sheets[form.sheet?.index ?? 0]) { row in
      if !row.isBlank, row.number >= headerLine {
        try body(Record(line: row.number, fields: (0..<row.width).map { Array(row[$0].bytes) }))
      }
      return .more
    }
  }

  /// Of XML the fields that the layout names, under its own names.
  private func readXML(_ form: XMLForm, _ body: (Record) throws -> Void) throws {
    guard let layout = self.form.layout else {
      throw UnreadableFile(
        "\(self.form.path): is XML whose root is \(form.root); no known layout has it: give --layout")
    }
    let columns = layout.columns.compactMap { column in
      column.field.flatMap { layout.source.place(of: $0) }.map { (name: column.names[0], field: $0) }
    }
    try body(Record(line: 1, fields: columns.map { Array($0.name.utf8) }))
    let messages = XMLMessages(try text, root: form.root, limits: limits.xml, blockBytes: limits.blockBytes)
    var inspector = TextInspector(.utf8)
    let maker = MessageRows.Maker(form, layout)
    while let message = try messages.next({ maker.rows($0, firstLine: $1) }) {
      switch message {
      case .broken(_, let line): rejections.append("\(self.form.path):\(line): \(Reason.xml.name): not well-formed")
      case .whole(let rows) where !rows.hasRoot:
        rejections.append("\(self.form.path):\(rows.firstLine): \(Reason.xml.name): another root element")
      case .whole(let rows):
        rows.look(by: &inspector)
        try rows.forEach(ValueForm(missing: [])) { row in
          try body(Record(line: row.line, fields: columns.map { Array(row[at: $0.field]) }))
        }
      }
    }
    findings = inspector.findings
  }
}
