import Formats
import Glibc

/// Finds out what a file is: its layout by its header, its delivery by its name. Its rows are not read.
public struct Inspection: Sendable {
  private let layouts: [Layout]
  private let limits: ReadingLimits

  /// - Parameter layouts: those that the input allows, the first that fits its header.
  /// - Parameter limits: what a file may ask of its reader; those on archives and on the header hold here already.
  public init(_ layouts: [Layout], limits: ReadingLimits) {
    self.layouts = layouts
    self.limits = limits
  }

  /// A file, or one member of a zip archive.
  private struct Candidate {
    let path: String
    var member: String?
    var compression = Compression.none
    /// The path below the input folder.
    let name: String

    /// The whole path, as everything that stops a run names a file.
    var place: String { member.map { "\(path)/\($0)" } ?? path }
  }

  /// - Parameter path: where the file is opened.
  /// - Parameter name: the path below the input folder, by which the file is known once it is read.
  /// - Returns: one file, or one for each member of a zip archive of texts.
  /// - Throws: `UnreadableFile` with what differs from the nearest layout; the failures of the formats.
  public func inspect(path: String, name: String) throws -> [InputFile] {
    guard try FileBytes(path: path, chunk: limits.chunkBytes).compression() == .zip else {
      return [try inspectText(Candidate(path: path, name: name))]
    }
    let archive = try ZipArchive(path: path, limits: limits.unpacking.zip)
    if archive.isWorkbook { return [try inspectWorkbook(Candidate(path: path, compression: .zip, name: name))] }
    let members = archive.textMembers
    guard !members.isEmpty else { throw UnreadableFile("\(path): a zip archive that holds no file") }
    let files = try members.map { member in
      try inspectText(Candidate(path: path, member: member.name, name: "\(name)/\(member.name)"))
    }
    if files.count > 1, let single = files.first(where: { !$0.layout.takesSeveralMembers }) {
      let names = members.prefix(8).map(\.name).joined(separator: ", ")
      throw UnreadableFile(
        "\(path): a zip archive of \(files.count) files (\(names)), and layout \(single.layout.name) takes one "
          + "(zip_members: one); ask the sender for one file an archive")
    }
    return files
  }

  private func inspectText(_ candidate: Candidate) throws -> InputFile {
    var candidate = candidate
    let isXML = try isXML(&candidate)
    let candidates = layouts.filter { isXML ? $0.format.isXML : $0.format.isDelimited }
    guard !candidates.isEmpty else { throw unexpected(candidate, isXML ? "XML" : "delimited text") }
    guard !isXML else {
      // Elements may be absent, and stand in any order: there is no header to compare.
      let names = candidates[0].columns.map { $0.names[0] }
      return file(candidate, LayoutMatch(names, candidates[0]), names, sheet: nil)
    }
    var nearest: LayoutMatch?
    var conflict: EncodingConflict?
    for layout in candidates {
      guard case .delimited(let form) = layout.format else { continue }
      do {
        let header = try header(candidate, form, layout)
        let match = LayoutMatch(header, layout)
        if match.fits { return file(candidate, match, header, sheet: nil) }
        if match.isNearer(than: nearest) { nearest = match }
      } catch let error as EncodingConflict {
        conflict = conflict ?? error
      }
    }
    if let conflict, nearest == nil { throw conflict }
    for layout in candidates {
      if case .delimited(let form) = layout.format, let line = line(ofHeader: layout, candidate, form) {
        throw misplaced(layout, in: "line", line, candidate)
      }
    }
    throw UnreadableFile(
      "\(candidate.place):1: the header fits no layout; nearest \(nearest?.difference ?? "none"); \(remedy(candidate))")
  }

  private func unexpected(_ candidate: Candidate, _ kind: String) -> UnreadableFile {
    let expected = layouts.map(\.name).joined(separator: ", ")
    return UnreadableFile("\(candidate.place): is \(kind); the layouts of its input are \(expected)")
  }

  private func text(_ candidate: Candidate, _ encoding: TextEncoding) throws -> TextSource {
    let bytes = try FileBytes(path: candidate.path, chunk: limits.chunkBytes)
    return try TextSource(bytes, member: candidate.member, encoding: encoding, limits: limits.unpacking)
  }

  private func isXML(_ candidate: inout Candidate) throws -> Bool {
    do {
      let text = try text(candidate, .utf8)
      candidate.compression = text.compression
      return try text.isXML()
    } catch is EncodingConflict {
      return false
    }
  }

  /// The record in which the layout has the names of its columns; empty where none begins on that line.
  ///
  /// - Throws: `UnreadableFile` where there is no line at all.
  private func header(_ candidate: Candidate, _ form: DelimitedForm, _ layout: Layout) throws -> [String] {
    var header: [String]?
    try records(candidate, form, layout.encoding) { line, fields in
      let wanted = layout.headerLine ?? 1
      header = line == wanted ? fields() : []
      return line < wanted ? .more : .enough
    }
    guard let header else {
      throw UnreadableFile("\(candidate.place): empty delivery: no line, not even a header")
    }
    return header
  }

  /// A title above a header is seldom longer.
  private static let titleLines = 100

  /// Where among the first lines a header of the layout stands.
  private func line(ofHeader layout: Layout, _ candidate: Candidate, _ form: DelimitedForm) -> Int? {
    var found: Int?
    // What is wrong with the text is of less use to who reads the message than what is wrong with its header.
    try? records(candidate, form, layout.encoding) { line, fields in
      if LayoutMatch(fields(), layout).fits { found = line }
      return found == nil && line < Inspection.titleLines ? .more : .enough
    }
    return found
  }

  /// Hands the first records to `body`, each with its line and its fields.
  private func records(
    _ candidate: Candidate, _ form: DelimitedForm, _ encoding: TextEncoding,
    _ body: (_ line: Int, _ fields: () -> [String]) -> RowDemand
  ) throws {
    let reader = try DelimitedReader(
      text(candidate, encoding), form: form, blockBytes: 1 << 14, limits: limits.text)
    while let block = try reader.nextBlock() {
      for index in 0..<block.count {
        let record = block.record(index)
        let fields = {
          (0..<record.fieldCount).map { field in
            String(decoding: encoding.decode(block.field(field, of: record)), as: UTF8.self)
          }
        }
        if body(block.line(of: index), fields) == .enough { return }
      }
    }
  }

  /// The names of the columns are there, and not where the layout looks for them.
  private func misplaced(_ layout: Layout, in unit: String, _ line: Int, _ candidate: Candidate) -> UnreadableFile {
    let wanted = layout.headerLine.map { "in \(unit) \($0)" } ?? "in the first"
    return UnreadableFile(
      "\(candidate.place):\(line): the header of layout \(layout.name) stands in \(unit) \(line), not \(wanted); take "
        + "away what stands above it, or say header_line: \(line) in a layout for such files")
  }

  /// The data sheet is the first that is not hidden and has a header, else the first hidden one.
  private func inspectWorkbook(_ candidate: Candidate) throws -> InputFile {
    let candidates = layouts.filter { $0.format == .workbook }
    guard !candidates.isEmpty else { throw unexpected(candidate, "a workbook") }
    let workbook = try Workbook(path: candidate.path, limits: limits.workbook)
    var nearest: LayoutMatch?
    var fitting: [(match: LayoutMatch, header: [String], index: Int)] = []
    for (index, sheet) in workbook.sheets.enumerated() {
      for layout in candidates where fitting.last?.index != index {
        let header = try workbook.header(of: sheet, in: layout.headerLine)
        let match = LayoutMatch(header, layout)
        if match.fits { fitting.append((match, header, index)) }
        if match.isNearer(than: nearest) { nearest = match }
      }
    }
    if let data = fitting.first(where: { !workbook.sheets[$0.index].isHidden }) ?? fitting.first {
      let others = fitting.map(\.index).filter { $0 != data.index }
      return file(
        candidate, data.match, data.header, sheet: (data.index, workbook.sheets[data.index].name),
        doubts: workbook.doubts(reading: data.index, notReading: others))
    }
    for sheet in workbook.sheets {
      for layout in candidates {
        if let row = try workbook.row(ofHeader: layout, in: sheet, among: Inspection.titleLines) {
          throw misplaced(layout, in: "row", row, candidate)
        }
      }
    }
    throw UnreadableFile(
      "\(candidate.place): no sheet has a known header; nearest \(nearest?.difference ?? "none"); \(remedy(candidate))")
  }

  private func remedy(_ candidate: Candidate) -> String {
    "ask the sender, or see what 'outcomes layout \(candidate.path)' proposes"
  }

  private func file(
    _ candidate: Candidate, _ match: LayoutMatch, _ header: [String], sheet: (index: Int, name: String)?,
    doubts: [String] = []
  ) -> InputFile {
    // Of an archive, the member's own name tells the delivery, else the archive's.
    let names = [candidate.member, candidate.path].compactMap { $0?.split(separator: "/").last.map(String.init) }
    let patterns = match.layout.fileNames + layouts.flatMap(\.fileNames)
    let delivery = names.lazy.compactMap { name in patterns.lazy.compactMap { $0.match(name) }.first }.first
    return InputFile(
      path: candidate.path, member: candidate.member, name: candidate.name, size: fileSize(candidate.path),
      compression: candidate.compression, layout: match.layout,
      delivery: match.layout.source.isDelivered ? delivery : nil, columns: match.columns,
      wide: match.wide, header: header, moved: match.moved, sheet: sheet, doubts: doubts)
  }
}

private func fileSize(_ path: String) -> Int {
  var status = stat()
  return stat(systemPath(path), &status) == 0 ? Int(status.st_size) : 0
}

extension Workbook {
  /// The names of the columns: the texts of a row.
  ///
  /// - Parameter line: the number of that row; `nil` is the first that is not blank.
  func header(of sheet: Sheet, in line: Int?) throws -> [String] {
    var header: [String] = []
    try readRows(of: sheet) { row in
      if line.map({ row.number < $0 }) ?? row.isBlank { return .more }
      if line == nil || row.number == line { header = row.texts }
      return .enough
    }
    return header
  }

  /// The number of a row that is a header of the layout, among the first of a sheet.
  fileprivate func row(ofHeader layout: Layout, in sheet: Sheet, among count: Int) throws -> Int? {
    var found: Int?
    try readRows(of: sheet) { row in
      if LayoutMatch(row.texts, layout).fits { found = row.number }
      return found == nil && row.number < count ? .more : .enough
    }
    return found
  }

  /// What a reader should know of the choice of a sheet, in words.
  ///
  /// - Parameter others: the sheets that fit a layout too.
  fileprivate func doubts(reading index: Int, notReading others: [Int]) -> [String] {
    let said = { (index: Int) in
      "'\(self.sheets[index].name)' (number \(index + 1)\(self.sheets[index].isHidden ? ", hidden" : ""))"
    }
    if !others.isEmpty {
      let list = others.map(said).joined(separator: ", ")
      return [
        "its sheet \(said(index)) is read, and not what fits a layout too: \(list); take that away if it is a draft"
      ]
    }
    return sheets[index].isHidden ? ["the sheet that is read, \(said(index)), is hidden; is it the right one?"] : []
  }
}

extension SheetRow {
  fileprivate var texts: [String] { (0..<width).map { String(decoding: self[$0].bytes, as: UTF8.self) } }
}

extension LayoutMatch {
  /// Fewer columns differ.
  func isNearer(than other: LayoutMatch?) -> Bool {
    guard let other else { return true }
    return added.count + missing.count < other.added.count + other.missing.count
  }
}
