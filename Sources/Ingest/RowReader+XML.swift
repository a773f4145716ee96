import Formats

extension RowReader {
  /// Hands the rows of every message to `body`. A message that is broken is one rejected row, and the next is read.
  func readXML(_ form: XMLForm, _ body: (FieldRow) throws -> Void) throws -> InputDigest {
    let hash = InputHash()
    let source = try file.text(limits) { hash.update($0) }
    let messages = XMLMessages(
      source, root: form.root, limits: limits.xml, blockBytes: limits.blockBytes, hashes: repeats != nil)
    let maker = MessageRows.Maker(form, file.layout)
    // Text that is UTF-8 and declared as Latin-1 comes out encoded twice.
    var inspector = TextInspector(.utf8)
    var reported = 0
    while let message = try read(messages, maker) {
      repeats?.add(messages.last.hash, line: messages.last.line)
      switch message {
      case .broken(_, let line): rejectMessage(line: line)
      case .whole(let rows) where !rows.hasRoot: rejectMessage(line: rows.firstLine)
      case .whole(let rows):
        progress.add(rows: rows.lines.count, bytes: source.offset - reported)
        reported = source.offset
        rows.look(by: &inspector)
        try rows.forEach(values) { row in
          countRead()
          try body(row)
        }
      }
    }
    for mark in messages.marks { inspector.addMark(line: mark) }
    textFindings = inspector.findings
    return hash.digest(compression: source.compression)
  }

  private func read(_ messages: XMLMessages, _ maker: MessageRows.Maker) throws -> XMLMessages.Message<MessageRows>? {
    do {
      return try messages.next { maker.rows($0, firstLine: $1) }
    } catch let error as XMLError {
      throw UnreadableFile("\(file.place):\(error)")
    }
  }
}
