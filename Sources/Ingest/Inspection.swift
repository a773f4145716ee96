import Formats
import Glibc

/// Finds out what a file is: its layout by its header, its delivery by its name. Its rows are not read.
public struct Inspection: Sendable {
  private let layouts: [Layout]
  private let limits: ReadingLimits

  /// - Parameter layouts: those that the input allows, the first that fits its header.
  public init(_ layouts: [Layout], limits: ReadingLimits) {
    self.layouts = layouts
    self.limits = limits
  }

  /// - Parameter name: the path below the input folder, for messages.
  /// - Throws: `UnreadableFile` with what differs from the nearest layout; the failures of the formats.
  public func inspect(path: String, name: String) throws -> InputFile {
    let head = try FileBytes(path: path, chunk: limits.chunkBytes).peek(4)
    let kind = head.withUnsafeBytes { Compression(firstBytes: $0) } == .zip ? Kind.workbook : try textKind(path)
    let candidates = layouts.filter { Kind($0.format) == kind }
    guard !candidates.isEmpty else {
      let expected = layouts.map(\.name).joined(separator: ", ")
      throw UnreadableFile("\(name): is \(kind.rawValue); the layouts of its input are \(expected)")
    }
    return switch kind {
    case .workbook: try inspectWorkbook(path, name, candidates)
    case .text: try inspectText(path, name, candidates)
    case .xml: inspectXML(path, name, candidates[0])
    }
  }

  /// What a file is at first sight; the raw value is for messages.
  private enum Kind: String {
    case workbook = "a zip archive or workbook"
    case xml = "XML"
    case text = "delimited text"

    init(_ format: Layout.Format) {
      self =
        switch format {
        case .delimited: .text
        case .workbook: .workbook
        case .xml: .xml
        }
    }
  }

  /// XML begins with a tag, after blanks and a byte order mark.
  private func textKind(_ path: String) throws -> Kind {
    let source = try TextSource(FileBytes(path: path, chunk: limits.chunkBytes), ratioLimit: limits.inflationRatio)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
    defer { buffer.deallocate() }
    let marks: [UInt8] = [0xEF, 0xBB, 0xBF]
    while case let count = try source.read(into: buffer), count > 0 {
      if let first = buffer[..<count].first(where: { $0 > 0x20 && !marks.contains($0) }) {
        return first == 0x3C ? .xml : .text
      }
    }
    return .text
  }

  /// Elements may be absent, and stand in any order: there is no header to compare.
  private func inspectXML(_ path: String, _ name: String, _ layout: Layout) -> InputFile {
    let names = layout.columns.map { $0.names[0] }
    let match = LayoutMatch(names, layout)
    return file(path, name, match, names, sheet: nil)
  }

  private func inspectText(_ path: String, _ name: String, _ candidates: [Layout]) throws -> InputFile {
    var nearest: LayoutMatch?
    for layout in candidates {
      guard case .delimited(let form) = layout.format else { continue }
      let header = try header(path, form, layout.encoding)
      let match = LayoutMatch(header, layout)
      if match.fits { return file(path, name, match, header, sheet: nil) }
      if match.isNearer(than: nearest) { nearest = match }
    }
    throw UnreadableFile("\(name):1: the header fits no layout; nearest \(nearest?.difference ?? "none")")
  }

  private func header(_ path: String, _ form: DelimitedForm, _ encoding: TextEncoding) throws -> [String] {
    let source = try TextSource(FileBytes(path: path, chunk: limits.chunkBytes), ratioLimit: limits.inflationRatio)
    let reader = try DelimitedReader(source, form: form, blockBytes: 1 << 14, lineLimit: limits.lineBytes)
    guard let block = try reader.nextBlock() else { return [] }
    let record = block.record(0)
    return (0..<record.fieldCount).map { field in
      String(decoding: encoding.decode(block.field(field, of: record)), as: UTF8.self)
    }
  }

  /// The data sheet is the first whose first row is a header.
  private func inspectWorkbook(_ path: String, _ name: String, _ candidates: [Layout]) throws -> InputFile {
    let workbook = try Workbook(path: path, limits: limits.workbook)
    var nearest: LayoutMatch?
    for (index, sheet) in workbook.sheets.enumerated() {
      var header: [String] = []
      try workbook.readRows(of: sheet) { row in
        if row.isBlank { return .more }
        header = (0..<row.width).map { String(decoding: row[$0].bytes, as: UTF8.self) }
        return .enough
      }
      for layout in candidates {
        let match = LayoutMatch(header, layout)
        if match.fits { return file(path, name, match, header, sheet: index) }
        if match.isNearer(than: nearest) { nearest = match }
      }
    }
    throw UnreadableFile("\(name): no sheet has a known header; nearest \(nearest?.difference ?? "none")")
  }

  private func file(
    _ path: String, _ name: String, _ match: LayoutMatch, _ header: [String], sheet: Int?
  ) -> InputFile {
    let fileName = String(name.split(separator: "/").last ?? "")
    let patterns = layouts.flatMap(\.fileNames)
    return InputFile(
      path: path, name: name, size: fileSize(path), layout: match.layout,
      delivery: match.layout.source.isDelivered ? patterns.lazy.compactMap { $0.match(fileName) }.first : nil,
      columns: match.columns, wide: match.wide, header: header, sheet: sheet)
  }
}

private func fileSize(_ path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

extension LayoutMatch {
  /// Fewer columns differ.
  fileprivate func isNearer(than other: LayoutMatch?) -> Bool {
    guard let other else { return true }
    return added.count + missing.count < other.added.count + other.missing.count
  }
}
