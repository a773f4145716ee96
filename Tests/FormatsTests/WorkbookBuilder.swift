import Formats
import Testing

/// Makes small workbooks of which the test writes the XML of the cells.
struct WorkbookBuilder {
  /// The content of `sheetData`, or a whole document where it starts with `<?xml`.
  var sheet = ""
  /// The content of `sst`; no part at all when nil.
  var strings: String?
  /// The content of `styleSheet`; no part at all when nil.
  var styles: String?
  var workbook = """
    <workbook xmlns:r="r"><sheets><sheet name="Ventes &amp; R&#38;D" sheetId="1" r:id="rId1"/></sheets></workbook>
    """
  var relationships = """
    <Relationships>
    <Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="s/one.xml"/>
    <Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/strings.xml"/>
    </Relationships>
    """
  var root = """
    <Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """

  static let transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  var bytes: [UInt8] {
    var zip = ZipBuilder()
    zip.add("_rels/.rels", root)
    zip.add("xl/workbook.xml", workbook)
    zip.add("xl/_rels/workbook.xml.rels", relationships)
    let isDocument = sheet.hasPrefix("<?xml")
    zip.addDeflated(
      "xl/s/one.xml",
      isDocument
        ? sheet : "<worksheet xmlns=\"\(Self.transitional)\"><sheetData>\(sheet)</sheetData></worksheet>")
    if let styles { zip.add("xl/styles.xml", "<styleSheet xmlns=\"\(Self.transitional)\">\(styles)</styleSheet>") }
    if let strings { zip.add("xl/strings.xml", "<sst xmlns=\"\(Self.transitional)\">\(strings)</sst>") }
    return zip.bytes
  }

  /// A cell as a test wants to compare it: `B2 text déjà`.
  func cells(limits: WorkbookLimits = WorkbookLimits()) throws -> [String] {
    let file = ArchiveOnDisk(bytes)
    let workbook = try Workbook(path: file.path, limits: limits)
    var cells: [String] = []
    try workbook.readRows(of: try #require(workbook.sheets.first)) { row in
      for column in 0..<row.width where row[column].kind != .blank {
        let cell = row[column]
        cells.append("\(column):\(row.number) \(cell.kind) \(String(decoding: cell.bytes, as: UTF8.self))")
      }
      return .more
    }
    return cells
  }

  /// The error that reading the first sheet ends with.
  func failure(limits: WorkbookLimits = WorkbookLimits()) -> WorkbookError? {
    do {
      _ = try cells(limits: limits)
      return nil
    } catch {
      return error as? WorkbookError
    }
  }
}
