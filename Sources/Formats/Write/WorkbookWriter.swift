/// An XLSX workbook (ECMA-376) in memory, with its texts in shared strings as spreadsheets write them.
public struct WorkbookWriter {
  public enum Cell: Sendable {
    case text(String)
    case number(Int)
    /// The sheet then holds no cell at this place.
    case blank
  }

  private struct Sheet {
    var name: String
    var xml: String
  }

  private var sheets: [Sheet] = []
  private var strings: [String] = []
  private var indexOfString: [String: Int] = [:]
  private var references = 0

  public init() {}

  /// Appends a sheet; the first of `rows` is row 1 and its first cell is A1.
  public mutating func addSheet(_ name: String, rows: [[Cell]]) {
    var xml = Self.declaration + "<worksheet xmlns=\"\(Self.main)\"><sheetData>"
    for (row, cells) in rows.enumerated() {
      xml += "<row r=\"\(row + 1)\">"
      for (column, cell) in cells.enumerated() { append(cell, at: Self.reference(column, row), to: &xml) }
      xml += "</row>"
    }
    xml += "</sheetData></worksheet>"
    sheets.append(Sheet(name: name, xml: xml))
  }

  public func write(to path: String) throws {
    let archive = try ZipWriter(path: path)
    try archive.add("[Content_Types].xml", Array(contentTypes.utf8))
    try archive.add("_rels/.rels", Array(Self.rootRelations.utf8))
    try archive.add("xl/workbook.xml", Array(workbook.utf8))
    try archive.add("xl/_rels/workbook.xml.rels", Array(workbookRelations.utf8))
    for (index, sheet) in sheets.enumerated() {
      try archive.add("xl/worksheets/sheet\(index + 1).xml", Array(sheet.xml.utf8))
    }
    try archive.add("xl/sharedStrings.xml", Array(sharedStrings.utf8))
    try archive.close()
  }

  private mutating func append(_ cell: Cell, at reference: String, to xml: inout String) {
    switch cell {
    case .blank: break
    case .number(let number): xml += "<c r=\"\(reference)\"><v>\(number)</v></c>"
    case .text(let text): xml += "<c r=\"\(reference)\" t=\"s\"><v>\(index(of: text))</v></c>"
    }
  }

  private mutating func index(of text: String) -> Int {
    references += 1
    if let known = indexOfString[text] { return known }
    indexOfString[text] = strings.count
    strings.append(text)
    return strings.count - 1
  }

  /// `A1` of column 0 and row 0, `AA10` of column 26 and row 9.
  private static func reference(_ column: Int, _ row: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters + String(row + 1)
  }
}

/// The parts that a spreadsheet program asks for beside the sheets.
extension WorkbookWriter {
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packaged = "http://schemas.openxmlformats.org/package/2006"
  private static let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static let rootRelations =
    declaration + "<Relationships xmlns=\"\(packaged)/relationships\">"
    + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

  private var contentTypes: String {
    var xml = Self.declaration + "<Types xmlns=\"\(Self.packaged)/content-types\">"
    xml += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    xml += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    xml += override("workbook", "sheet.main")
    for index in sheets.indices { xml += override("worksheets/sheet\(index + 1)", "worksheet") }
    return xml + override("sharedStrings", "sharedStrings") + "</Types>"
  }

  private func override(_ part: String, _ type: String) -> String {
    "<Override PartName=\"/xl/\(part).xml\" ContentType=\"\(Self.contentType).\(type)+xml\"/>"
  }

  private var workbook: String {
    var xml = Self.declaration + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
    for (index, sheet) in sheets.enumerated() {
      xml += "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    return xml + "</sheets></workbook>"
  }

  private var workbookRelations: String {
    var xml = Self.declaration + "<Relationships xmlns=\"\(Self.packaged)/relationships\">"
    for index in sheets.indices { xml += relation(index + 1, "worksheet", "worksheets/sheet\(index + 1).xml") }
    return xml + relation(sheets.count + 1, "sharedStrings", "sharedStrings.xml") + "</Relationships>"
  }

  private func relation(_ number: Int, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"rId\(number)\" Type=\"\(Self.office)/\(type)\" Target=\"\(target)\"/>"
  }

  private var sharedStrings: String {
    var xml = Self.declaration
    xml += "<sst xmlns=\"\(Self.main)\" count=\"\(references)\" uniqueCount=\"\(strings.count)\">"
    for text in strings { xml += "<si><t xml:space=\"preserve\">\(Self.escaped(text))</t></si>" }
    return xml + "</sst>"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
