import Formats
import Testing

@Suite struct WorkbookOpeningTests {
  private func open(_ build: (inout WorkbookBuilder) -> Void) throws -> Workbook {
    var builder = WorkbookBuilder()
    build(&builder)
    let file = ArchiveOnDisk(builder.bytes)
    return try Workbook(path: file.path)
  }

  @Test func `the sheets come in the order of the workbook, without charts`() throws {
    let workbook = try open {
      $0.workbook = """
        <w:workbook xmlns:w="w" xmlns:rel="x"><w:sheets><w:sheet name="B" sheetId="9" rel:id="two"/>
        <w:sheet name="chart" sheetId="3" rel:id="three"/><w:sheet name="A" sheetId="1" rel:id="one"/></w:sheets>
        <w:sheet name="elsewhere" rel:id="one"/></w:workbook>
        """
      $0.relationships = """
        <p:Relationships xmlns:p="p"><p:Relationship Id="one" Type="x/worksheet" Target="/xl/a.xml"/>
        <p:Relationship Id="two" Type="x/worksheet" Target="../other/./b.xml"/>
        <p:Relationship Id="three" Type="x/chartsheet" Target="c.xml"/>
        <p:Relationship Id="four" Type="x/sharedStrings" Target="http://h/s.xml" TargetMode="External"/></p:Relationships>
        """
    }
    #expect(workbook.sheets.map(\.name) == ["B", "A"])
    #expect(workbook.sheets.map(\.part) == ["other/b.xml", "xl/a.xml"])
    #expect(workbook.sheet(named: "A")?.part == "xl/a.xml")
    #expect(workbook.sheet(named: "chart") == nil)
  }

  @Test func `a part is found whatever its case`() throws {
    let workbook = try open { $0.relationships = $0.relationships.replacing("s/one.xml", with: "S/One.XML") }
    try workbook.readRows(of: workbook.sheets[0]) { _ in .more }
  }

  @Test func `a sheet whose part is missing is refused when it is read`() throws {
    var builder = WorkbookBuilder()
    builder.relationships = builder.relationships.replacing("s/one.xml", with: "s/two.xml")
    #expect(builder.failure()?.reason == .missingPart("xl/s/two.xml"))
  }

  @Test func `a sheet without relationship is refused by name`() {
    var builder = WorkbookBuilder()
    builder.relationships = "<Relationships/>"
    #expect(builder.failure()?.reason == .missingPart("relationship rId1"))
    #expect(builder.failure()?.sheet == "Ventes & R&D")
  }

  @Test func `other formats are named for what they are`() {
    func reason(_ bytes: [UInt8]) -> WorkbookError.Reason? {
      let file = ArchiveOnDisk(bytes)
      do {
        _ = try Workbook(path: file.path)
        return nil
      } catch {
        return (error as? WorkbookError)?.reason
      }
    }
    var archive = ZipBuilder()
    archive.add("a.csv", "x")
    #expect(reason(archive.bytes) == .notAWorkbook(missing: "xl/workbook.xml"))
    #expect(
      reason([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)) == .compoundFile)
    var binary = WorkbookBuilder()
    binary.root = binary.root.replacing("workbook.xml", with: "workbook.bin")
    #expect(reason(binary.bytes) == .binaryWorkbook)
  }
}
