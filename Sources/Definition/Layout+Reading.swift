import Formats
import Ingest

private typealias LineEnd = DelimitedForm.LineEnd

extension Layout {
  enum FormatName: String, CaseIterable {
    case delimited, workbook, xml
  }

  enum ZipMembers: String, CaseIterable {
    case one, all
  }

  /// The content of a layout file.
  ///
  /// - Parameter name: the file's name without `.yaml`, which the layout repeats.
  init(named name: String, reading file: YAMLFile) throws(DefinitionError) {
    let layout = try YAMLMapping(file.root)
    var problems = Problems()
    problems.gather(try layout.refuseKeys(otherThan: Self.keys))
    problems.gather(try layout.required("layout").refuseText(otherThan: name))
    let format = problems.gather(try Self.format(of: layout))
    let encoding = problems.gather(try layout["encoding"]?.encoding() ?? .windows1252)
    let missing = problems.gather(try layout["missing"]?.texts() ?? [])
    let headerLine = problems.gather(try layout["header_line"]?.wholeNumber(in: 1...1_000_000))
    if format?.isXML == true, let value = layout["header_line"] {
      problems.add(value.problem("XML has no header_line; leave the key out"))
    }
    let dates = problems.gather(try layout["dates"]?.choice(of: DateForm.self) ?? .yearFirst)
    let members = problems.gather(try layout["zip_members"]?.choice(of: ZipMembers.self) ?? .all)
    let fileNames = problems.gather(try layout["file_names"]?.fileNamePatterns() ?? [])
    let source = problems.gather(try layout.required("source").source())
    if let source, !source.isDelivered, let value = layout["file_names"] {
      problems.add(
        value.problem("the files of source '\(source.name)' are seen whatever their name; leave file_names out"))
    }
    let columns = problems.gather(try layout.required("columns").layoutColumns(feeding: source))
    try problems.raise()
    guard let source, let format, let encoding, let missing, let dates, let members, let columns, let fileNames
    else {
      preconditionFailure("a part that is nil left a problem")
    }
    self.init(
      name: name, source: source, format: format, encoding: encoding, missing: missing, dates: dates,
      takesSeveralMembers: members == .all, headerLine: headerLine ?? nil, columns: columns, fileNames: fileNames)
  }

  private static func format(of layout: YAMLMapping) throws(DefinitionError) -> Format {
    let format = try layout.required("format").choice(of: FormatName.self)
    let foreign = (format == .delimited ? [] : formKeys) + (format == .xml ? [] : xmlKeys)
    for key in foreign.map(\.name) where layout[key] != nil {
      let owner = format == .workbook ? "a workbook" : format == .xml ? "XML" : "delimited text"
      throw layout[key]!.problem("\(owner) has no \(key); leave the key out")
    }
    switch format {
    case .workbook: return .workbook
    case .xml:
      return .xml(
        XMLForm(
          root: try layout.required("root").text(), record: try layout.required("record").text(),
          repeated: try layout["repeated"]?.text()))
    case .delimited:
      let separator = try layout.required("separator")
      let (bytes, prefix) = try separator.separator()
      let form = DelimitedForm(
        separator: bytes, separatorPrefix: prefix, quote: try layout["quote"]?.mark(),
        escape: try layout["escape"]?.mark(), lineEnd: try layout["line_end"]?.choice(of: LineEnd.self) ?? .lf,
        wrappers: try layout["wrapped_by"]?.marks() ?? [])
      guard bytes[0] != form.quote, bytes[0] != form.escape, !form.wrappers.contains(bytes[0]) else {
        throw separator.problem("the separator is also a quote of the layout")
      }
      guard form.quote == nil || form.wrappers.isEmpty else {
        throw layout["wrapped_by"]!.problem("a layout has either quoted fields (quote) or wrapped lines (wrapped_by)")
      }
      return .delimited(form)
    }
  }
}

extension YAMLValue {
  /// Some characters of ASCII, or the byte strings that separate in one file: `["C2 A5", "A5"]`.
  fileprivate func separator() throws(DefinitionError) -> (bytes: [UInt8], prefix: UInt8?) {
    guard isList else {
      let text = try text()
      guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ $0 < 0x80 && !isLineEnd($0) }) else {
        throw problem("\(label) must be 1 to 8 characters of ASCII; write any other bytes in hex, as a list")
      }
      return (Array(text.utf8), nil)
    }
    let spellings = try list().map { (spelling) throws(DefinitionError) in try spelling.hexBytes() }
    let ends = Set(spellings.compactMap(\.last))
    let prefixes = Set(spellings.filter { $0.count == 2 }.map { $0[0] })
    guard let last = ends.first, ends.count == 1, prefixes.count <= 1, spellings.contains([last]) else {
      throw problem("\(label) must be one byte, alone or also after one other, such as [\"C2 A5\", \"A5\"]")
    }
    return ([last], prefixes.first)
  }

  /// The name of an encoding, or another one that is in use for it.
  fileprivate func encoding() throws(DefinitionError) -> TextEncoding {
    if let encoding = TextEncoding(named: try text()) { return encoding }
    return try choice(of: TextEncoding.self)
  }

  private func hexBytes() throws(DefinitionError) -> [UInt8] {
    let text = try text()
    let words = text.split(separator: " ")
    let bytes = words.compactMap { $0.utf8.count == 2 && $0.first != "+" ? UInt8($0, radix: 16) : nil }
    guard (1...2).contains(bytes.count), bytes.count == words.count, !bytes.contains(where: isLineEnd) else {
      throw problem("'\(text)' must be one or two bytes in hex, such as \"C2 A5\"")
    }
    return bytes
  }

  /// One character of ASCII.
  fileprivate func mark() throws(DefinitionError) -> UInt8 {
    let text = try text()
    guard text.utf8.count == 1, let byte = text.utf8.first, !isLineEnd(byte) else {
      throw problem("\(label) must be one character of ASCII; write any other bytes of a separator in hex, as a list")
    }
    return byte
  }

  fileprivate func marks() throws(DefinitionError) -> [UInt8] {
    try list().map { (element) throws(DefinitionError) in try element.mark() }
  }

  fileprivate func refuseText(otherThan name: String) throws(DefinitionError) {
    let text = try text()
    guard text == name else { throw problem("layout '\(text)' stands in the file of layout '\(name)'") }
  }

  fileprivate func fileNamePatterns() throws(DefinitionError) -> [FileNamePattern] {
    try list().map { (element) throws(DefinitionError) in try element.fileNamePattern() }
  }

  private func fileNamePattern() throws(DefinitionError) -> FileNamePattern {
    let text = try text()
    do {
      return try FileNamePattern(text)
    } catch {
      throw problem(error.description)
    }
  }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
