import Formats

extension RowReader {
  /// Hands the rows of every message to `body`. A message that is broken is one rejected row, and the next is read.
  func readXML(_ form: XMLForm, _ body: (FieldRow) throws -> Void) throws -> InputDigest {
    let hash = InputHash()
    let bytes = try FileBytes(path: file.path, chunk: limits.chunkBytes) { hash.update($0) }
    let source = try TextSource(bytes, ratioLimit: limits.inflationRatio)
    let messages = XMLMessages(source, root: form.root, blockBytes: limits.blockBytes)
    var reported = 0
    while let message = try read(messages, form) {
      switch message {
      case .broken(_, let line): rejectMessage(line: line)
      case .whole(let rows) where !rows.hasRoot: rejectMessage(line: rows.firstLine)
      case .whole(let rows):
        progress.add(rows: rows.lines.count, bytes: bytes.offset - reported)
        reported = bytes.offset
        try rows.forEach(missing) { row in
          countRead()
          try body(row)
        }
      }
    }
    return hash.digest(compression: source.compression)
  }

  private func read(_ messages: XMLMessages, _ form: XMLForm) throws -> XMLMessages.Message<MessageRows>? {
    do {
      return try messages.next { MessageRows(form, file.layout, stream: $0, firstLine: $1) }
    } catch let error as XMLError {
      throw UnreadableFile("\(file.name):\(error)")
    }
  }
}
