/// How `outcomes read` writes records.
public enum RecordFormat: String, Sendable, CaseIterable {
  /// RFC 4180, UTF-8.
  case csv
  /// One object a line.
  case json
}

/// Writes records in the order in which they come, the first one being the header.
public struct RecordWriter {
  private let format: RecordFormat
  private let masked: IdentifyingNames?
  private var header: [[UInt8]]?
  private var showing: [IdentifyingNames.Showing] = []
  private var output: [UInt8] = []
  private let sink: ([UInt8]) throws -> Void

  private static let mask = Array("(withheld)".utf8)

  /// - Parameter format: of every record; the first gives JSON its keys.
  /// - Parameter names: those of the columns whose values are not shown; `nil` shows all.
  /// - Parameter sink: takes what has been written, a part at a time.
  public init(_ format: RecordFormat, masking names: IdentifyingNames?, sink: @escaping ([UInt8]) throws -> Void) {
    self.sink = sink
    self.format = format
    masked = names
  }

  public mutating func write(_ fields: [[UInt8]]) throws {
    guard let header else {
      begin(fields)
      return
    }
    let isCautious = masked?.isCautious == true || showing.contains(.suspected)
    let beyond: IdentifyingNames.Showing = isCautious ? .masked : .shown
    let shown = fields.enumerated().map { index, field in
      let isHidden =
        switch index < showing.count ? showing[index] : beyond {
        case .shown: false
        case .suspected: SuspectValues.holdNIR(field)
        case .masked: true
        }
      return isHidden && !field.isEmpty ? RecordWriter.mask : field
    }
    switch format {
    case .csv: addCSV(shown)
    case .json: addJSON(shown, header)
    }
    if output.count > 1 << 16 { try flush() }
  }

  private mutating func begin(_ fields: [[UInt8]]) {
    var names: [[UInt8]] = []
    var (known, occurrences): ([String: Int], [String: Int]) = ([:], [:])
    for field in fields {
      let name = String(decoding: field, as: UTF8.self)
      let key = ColumnName.normalised(name)
      known[key, default: 0] += 1
      showing.append(masked?.showing(name, occurrence: known[key]!) ?? .shown)
      occurrences[name, default: 0] += 1
      // JSON keeps one value a name.
      names.append(occurrences[name]! > 1 ? Array("\(name)_\(occurrences[name]!)".utf8) : field)
    }
    header = names
    if format == .csv { addCSV(fields) }
  }

  private mutating func addCSV(_ fields: [[UInt8]]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(0x2C) }
      let isQuoted = field.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) } || (fields.count == 1 && field.isEmpty)
      guard isQuoted else {
        output += field
        continue
      }
      output.append(0x22)
      for byte in field { output += byte == 0x22 ? [0x22, 0x22] : [byte] }
      output.append(0x22)
    }
    output.append(0x0A)
  }

  private mutating func addJSON(_ fields: [[UInt8]], _ header: [[UInt8]]) {
    output.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(0x2C) }
      addString(index < header.count ? header[index] : Array("column_\(index + 1)".utf8))
      output.append(UInt8(ascii: ":"))
      addString(field)
    }
    output += [UInt8(ascii: "}"), 0x0A]
  }

  private mutating func addString(_ text: [UInt8]) {
    output.append(0x22)
    for byte in text {
      switch byte {
      case 0x22, 0x5C: output += [0x5C, byte]
      case 0x0A: output += Array("\\n".utf8)
      case 0x0D: output += Array("\\r".utf8)
      case 0x09: output += Array("\\t".utf8)
      case 0..<0x20:
        output += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: output.append(byte)
      }
    }
    output.append(0x22)
  }

  /// Hands over what is still held; to be called at the end.
  public mutating func flush() throws {
    try sink(output)
    output.removeAll(keepingCapacity: true)
  }
}
