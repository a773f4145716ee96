import Formats
import Testing

@Suite struct WorkbookCellTests {
  private func cells(_ sheet: String, strings: String? = nil) throws -> [String] {
    try WorkbookBuilder(sheet: sheet, strings: strings).cells()
  }

  /// The cell A1 of a workbook of one cell.
  private func cell(_ attributes: String, _ value: String) throws -> String? {
    try cells("<row r='1'><c r='A1' \(attributes)>\(value)</c></row>").first
  }

  @Test func `a cell is found by its reference, not by its order`() throws {
    let found = try cells("<row r='2'><c r='C2'><v>3</v></c><c r='A2'><v>1</v></c></row>")
    #expect(found == ["0:2 number 1", "2:2 number 3"])
  }

  @Test func `a cell without reference takes the next column, a row without number the next row`() throws {
    let found = try cells(
      "<row><c><v>1</v></c><c r='D1'><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row><row><c r='B9'><v>7</v></c></row>"
    )
    #expect(found == ["0:1 number 1", "3:1 number 4", "4:1 number 5", "0:2 number 6", "1:9 number 7"])
  }

  @Test func `the last cell of the largest sheet is read`() throws {
    #expect(try cells("<row r='1048576'><c r='XFD1048576'><v>2</v></c></row>") == ["16383:1048576 number 2"])
  }

  @Test(arguments: [
    ("101", "101"), ("101.0", "101"), ("1.01E2", "101"), ("1.01e+2", "101"), ("1010E-1", "101"), ("+7", "7"),
    ("7.3282932000074E13", "73282932000074"), ("0.0", "0"), ("-12.00", "-12"), (" 5 ", "5"), ("100.", "100"),
    ("1.5", "1.5"), ("0.1", "0.1"), ("-0.25", "-0.25"), ("1E300", "1E300"), ("1.5E-3", "1.5E-3"),
    ("007", "007"), ("12345678901234567890", "12345678901234567890"),
  ])
  func `a whole number is its digits however it is written, others stay as written`(
    written: String, read: String
  ) throws {
    #expect(try cell("", "<v>\(written)</v>") == "0:1 number \(read)")
    #expect(try cell("t='n' s='4'", "<f>1+1</f><v>\(written)</v>") == "0:1 number \(read)")
  }

  @Test(arguments: ["abc", "1e", "1.2.3", "--1", ".", "0x10", "NaN", "1 2"])
  func `a number cell without a number is text`(written: String) throws {
    #expect(try cell("", "<v>\(written)</v>") == "0:1 text \(written)")
  }

  @Test func `the other types give their kind`() throws {
    #expect(try cell("t='b'", "<v>1</v>") == "0:1 boolean 1")
    #expect(try cell("t='b'", "<v>false</v>") == "0:1 boolean 0")
    #expect(try cell("t='e'", "<v>#N/A</v>") == "0:1 error #N/A")
    #expect(try cell("t='str'", "<f>A2</f><v> été </v>") == "0:1 text  été ")
    #expect(try cell("t='d'", "<v>2016-10-01</v>") == "0:1 text 2016-10-01")
    #expect(try cell("t='inlineStr'", "<is><t>a</t></is>") == "0:1 text a")
    #expect(
      try cell("t='inlineStr'", "<is><r><t>a</t></r><rPh><t>x</t></rPh><r><rPr/><t>b</t></r></is>") == "0:1 text ab")
  }

  @Test(arguments: ["", "<v/>", "<v> </v>", "<f>1</f>"])
  func `a cell without value is blank`(value: String) throws {
    #expect(try cell("", value) == nil)
    #expect(try cell("t='s'", value) == nil)
  }

  @Test func `shared strings join their runs and leave out what is phonetic`() throws {
    let found = try cells(
      "<row r='1'><c t='s'><v>0</v></c><c t='s'><v> 2 </v></c><c t='s'><v>1</v></c></row>",
      strings: """
        <si><t xml:space="preserve"> a </t></si><si><t/></si>
        <si><r><rPr><b/></rPr><t>mé</t></r><r><t>tier</t></r><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="1"/></si>
        """)
    #expect(found == ["0:1 text  a ", "1:1 text métier", "2:1 text "])
  }

  @Test func `escapes of the standard are resolved, once`() throws {
    let strings = "<si><t>a_x000D_b_x005F_x000D_c_x00e9__y_x12</t></si><si><t>_xD83D__xDE00__xD83D__x0000_</t></si>"
    let found = try cells("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>", strings: strings)
    #expect(found == ["0:1 text a\rb_x000D_cé_y_x12", "1:1 text 😀_xD83D__x0000_"])
  }

  @Test func `elements of other kinds and places are passed over`() throws {
    let found = try WorkbookBuilder(
      sheet: """
        <?xml version="1.0" encoding="ISO-8859-1"?><!-- <row> --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/main">
        <x:row><x:c><x:v>1</x:v></x:c></x:row><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:extLst><x:v>2</x:v></x:extLst>
        <x:v>a&amp;<![CDATA[<b>]]></x:v></x:c><x:other><x:c><x:v>3</x:v></x:c></x:other></x:row></x:sheetData>
        <x:sheetData/></x:worksheet>
        """
    ).cells()
    #expect(found == ["0:1 text a&<b>"])
  }

  @Test func `a row is told with its blanks and its width, and reading may stop`() throws {
    let sheet = "<row r='3'/><row r='5'><c r='C5' s='1'/></row><row r='6'><c r='B6'><v>1</v></c></row><row r='6'/>"
    let file = ArchiveOnDisk(WorkbookBuilder(sheet: sheet).bytes)
    let workbook = try Workbook(path: file.path)
    var rows: [String] = []
    try workbook.readRows(of: workbook.sheets[0]) { row in
      rows.append("\(row.number) \(row.width) \(row.isBlank) \(row[1].bytes.count) \(row[20_000].kind) \(row[-1].kind)")
      return row.number == 6 ? .enough : .more
    }
    #expect(rows == ["3 0 true 0 blank blank", "5 3 true 0 blank blank", "6 2 false 1 blank blank"])
  }
}
