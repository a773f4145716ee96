import Formats
import Testing

@Suite struct WorkbookRefusalTests {
  private func failure(
    _ sheet: String, strings: String? = nil, limits: WorkbookLimits = WorkbookLimits()
  ) -> WorkbookError? {
    WorkbookBuilder(sheet: sheet, strings: strings).failure(limits: limits)
  }

  @Test func `the last shared string exists and the next one does not`() {
    let strings = "<si><t>a</t></si><si><t>b</t></si>"
    #expect(failure("<row r='4'><c r='K4' t='s'><v>1</v></c></row>", strings: strings) == nil)
    let error = failure("<row r='4'><c r='K4' t='s'><v>2</v></c></row>", strings: strings)
    #expect(error?.reason == .badSharedString("2", count: 2))
    #expect(error?.cell == "K4")
    #expect(error?.description.contains("sheet 'Ventes & R&D' cell K4: shared string '2' does not exist") == true)
  }

  @Test(arguments: ["-1", "1.0", "x", "99999999999999999999999"])
  func `a shared string that is no index is refused`(written: String) {
    let error = failure("<row r='1'><c r='A1' t='s'><v>\(written)</v></c></row>", strings: "<si/><si/>")
    #expect(error?.cell == "A1")
  }

  @Test(arguments: ["1", "A", "A0", "XFE1", "A1048577", "A2", "A1B", "", "É1", "AAAAAAAAAAAAAAAAAAAAAAA1", "A-1"])
  func `a reference that is none, or of another row, is refused`(reference: String) {
    let error = failure("<row r='1'><c r='\(reference)'><v>1</v></c></row>")
    #expect(error?.reason == .badReference(String(reference.prefix(20))))
    #expect(error?.cell == "1")
  }

  @Test(arguments: ["0", "1048577", "x", "-1"])
  func `a row number that is none is refused`(number: String) {
    #expect(failure("<row r='\(number)'/>")?.reason == .badReference(number))
  }

  @Test func `rows ascend, each once`() {
    #expect(failure("<row r='2'/><row r='3'/>") == nil)
    #expect(failure("<row r='3'/><row r='2'/>")?.reason == .rowsOutOfOrder(after: 3))
    #expect(failure("<row r='2'/><row r='2'/>")?.reason == .rowsOutOfOrder(after: 2))
    #expect(failure("<row r='2'/><row><c r='A2'/></row>")?.reason == .rowsOutOfOrder(after: 2))
  }

  @Test func `a cell that stands twice is refused, even without a value`() {
    let error = failure("<row r='17'><c r='K17'/><c r='A17'/><c r='K17'><v>1</v></c></row>")
    #expect(error?.reason == .duplicateCell)
    #expect(error?.cell == "K17")
  }

  @Test func `a row of more cells than columns is refused`() {
    let last = "<row><c r='XFD1'/>"
    #expect(failure(last + "</row>") == nil)
    #expect(failure(last + "<c/></row>")?.reason == .badReference("XFE"))
  }

  @Test func `an unknown type is refused by name`() {
    #expect(failure("<row><c t='zz'><v>1</v></c></row>")?.reason == .unknownCellType("zz"))
  }

  @Test func `XML cut short is refused by sheet, cell and line`() {
    let error = failure("<?xml version='1.0'?>\n<worksheet><sheetData>\n<row r='7'><c r='B7'><v>1")
    #expect(error?.cell == "B7")
    guard case .xml(let xml)? = error?.reason else { return #expect(Bool(false), "\(error as Any)") }
    #expect(xml.reason == .truncated(openElements: 5))
    #expect(xml.line == 3)
  }

  @Test func `a DOCTYPE is refused in every part`() {
    let doctype = "<!DOCTYPE w [<!ENTITY a 'x'>]>"
    #expect(isDoctype(failure("<?xml version='1.0'?>\(doctype)<worksheet><sheetData/></worksheet>")))
    var builder = WorkbookBuilder()
    builder.workbook = doctype + builder.workbook
    #expect(isDoctype(builder.failure()))
    builder = WorkbookBuilder()
    builder.root = doctype + builder.root
    #expect(isDoctype(builder.failure()))
  }

  private func isDoctype(_ error: WorkbookError?) -> Bool {
    guard case .xml(let xml)? = error?.reason else { return false }
    return xml.reason == .doctype
  }

  @Test func `limits hold to the byte`() {
    let inline = "<row r='1'><c r='A1' t='str'><v>abc</v></c><c r='B1' t='str'><v>def</v></c></row>"
    #expect(failure(inline, limits: WorkbookLimits(cellBytes: 3, rowBytes: 6)) == nil)
    #expect(failure(inline, limits: WorkbookLimits(cellBytes: 2))?.reason == .cellTooLong(limit: 2))
    let row = failure(inline, limits: WorkbookLimits(rowBytes: 5))
    #expect(row?.reason == .rowTooLong(limit: 5))
    #expect(row?.cell == "B1")
    let strings = "<si><t>abc</t></si><si><t>de</t></si>"
    #expect(failure("", strings: strings, limits: WorkbookLimits(sharedStrings: 2, sharedStringBytes: 5)) == nil)
    #expect(
      failure("", strings: strings, limits: WorkbookLimits(sharedStrings: 1))?.reason
        == .tooManySharedStrings(limit: 1))
    #expect(
      failure("", strings: strings, limits: WorkbookLimits(sharedStringBytes: 4))?.reason
        == .sharedStringsTooLong(limit: 4))
  }

  @Test func `a sheet over its limit is refused by the archive`() {
    let builder = WorkbookBuilder(sheet: "<row r='1'/>")
    #expect { try builder.cells(limits: WorkbookLimits(sheetBytes: 50)) } throws: {
      guard case .memberTooLarge(_, limit: 50)? = ($0 as? ZipError)?.reason else { return false }
      return true
    }
  }

  @Test func `an error of the caller comes out unchanged`() throws {
    struct Mine: Error {}
    let file = ArchiveOnDisk(WorkbookBuilder(sheet: "<row/><row/>").bytes)
    let workbook = try Workbook(path: file.path)
    #expect(throws: Mine.self) { try workbook.readRows(of: workbook.sheets[0]) { _ in throw Mine() } }
  }
}
