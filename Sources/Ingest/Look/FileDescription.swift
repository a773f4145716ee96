import Formats

/// What a file turns out to be once it has been read to its end: what `outcomes layout` says.
public struct FileDescription: Sendable {
  public let form: FileForm
  /// Records below the header.
  public let rows: Int
  public let columns: [ColumnProfile]
  public let findings: [Finding]
  /// Rows that cannot be read, and rows that have another number of fields than the header.
  public let rejections: [String]
  public let unequalRows: Int
  /// How the header fits each known layout that it resembles, the nearest first.
  let matches: [LayoutMatch]
  let header: [String]
  /// For each column 1 for the first of its name, 2 for the second.
  let occurrences: [Int]

  /// Types are looked at in so many rows.
  private static let profiledRows = 10_000

  /// - Throws: what stands in the way of reading the file to its end.
  public init(_ form: FileForm, layouts: [Layout], limits: ReadingLimits) throws {
    let reader = RawReader(form, limits: limits)
    var header: [String]?
    var columns: [ColumnProfile] = []
    var (rows, unequal) = (0, 0)
    try reader.forEachRecord { record in
      guard header != nil else {
        let names = record.fields.map { String(decoding: $0, as: UTF8.self) }
        header = names
        columns = names.map { ColumnProfile(name: $0) }
        return
      }
      rows += 1
      if record.fields.count != columns.count, form.format.isDelimited { unequal += 1 }
      guard rows <= FileDescription.profiledRows else { return }
      for index in columns.indices {
        let value = index < record.fields.count ? record.fields[index] : []
        value.withUnsafeBytes { columns[index].add($0) }
      }
    }
    guard let header else {
      throw UnreadableFile("\(form.path): empty delivery: no record, not even a header")
    }
    self.form = form
    self.rows = rows
    self.columns = columns
    findings = reader.findings
    rejections = reader.rejections
    unequalRows = unequal
    self.header = header
    occurrences = ColumnName.occurrences(in: header)
    matches = layouts.filter { $0.format.isLike(form.format) }.map { LayoutMatch(header, $0) }.nearestFirst
  }

  /// The lines of the description, values left out: nothing in it names a person.
  public var lines: [String] {
    var lines = ["file: \(form.path)\(form.member.map { ", member \($0)" } ?? "")"]
    lines.append("packed: \(form.compression == .none ? "no" : form.compression.rawValue)")
    lines.append("format: \(formatName)")
    lines += form.sheetChoice.map { ["sheet: \($0)"] } ?? []
    if case .delimited(let dialect) = form.format { lines += FileDescription.lines(of: dialect, form) }
    lines.append("columns: \(columns.count)")
    lines.append("rows: \(rows)\(rows == 0 ? " (a header and nothing below it)" : "")")
    if unequalRows > 0 { lines.append("rows with another number of fields than the header: \(unequalRows)") }
    lines += rejections.prefix(20).map { "rejected: \($0)" }
    if rejections.count > 20 { lines.append("rejected: \(rejections.count - 20) more") }
    lines += findings.map { "found: \($0)" }
    lines += ColumnName.faults(of: header, columns: Array(header.indices)).map { "header: \($0)" }
    lines.append("layout: \(layoutSaid)")
    if !form.format.isXML {
      for (index, column) in columns.enumerated() {
        let share = column.rows == 0 ? "" : ", filled in \(column.filled * 100 / column.rows) %"
        lines.append("column \(index + 1): \(YAMLText.shown(column.name)): \(column.kind)\(share)")
      }
    }
    return lines
  }

  private var formatName: String {
    switch form.format {
    case .delimited: "delimited text"
    case .workbook: "workbook, sheet \(form.sheet.map { "\($0.index + 1) '\($0.name)'" } ?? "1")"
    case .xml(let xml): "XML, root \(xml.root), a row each \(xml.repeated ?? xml.record)"
    }
  }

  private static func lines(of dialect: DelimitedForm, _ form: FileForm) -> [String] {
    let wrapped = dialect.wrappers.isEmpty ? "" : ", or whole lines wrapped"
    return [
      "encoding: \(form.encoding.rawValue)",
      "separator: \(YAMLText.separator(of: dialect))\(form.isGuessed ? " (guessed)" : "")",
      "quotes: \(dialect.quote.map { String(Unicode.Scalar($0)) } ?? "none")\(wrapped)",
      "line end: \(dialect.lineEnd.rawValue)",
    ]
  }

  private var layoutSaid: String {
    if form.format.isXML, let layout = form.layout { return "\(layout.name), by its root element" }
    guard let match = matches.first else { return "none that is known resembles it" }
    if match.fits {
      let moved = match.moved
      return "\(match.layout.name) fits\(moved.isEmpty ? "" : " (in another order: \(moved.joined(separator: ", ")))")"
    }
    return "none fits; nearest \(match.difference)"
  }
}

extension Layout.Format {
  func isLike(_ other: Layout.Format) -> Bool {
    switch (self, other) {
    case (.delimited, .delimited), (.workbook, .workbook), (.xml, .xml): true
    default: false
    }
  }
}
