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

/// Days in a workbook are numbers; that they are days is said by the style of the cell alone.
@Suite struct WorkbookDayTests {
  /// A1 in the second style of a workbook, whose format is given by its number or by its code.
  private func cell(_ value: String, format: Int = 14, code: String? = nil, from1904: Bool = false) throws -> String? {
    var builder = WorkbookBuilder(sheet: "<row r='1'><c r='A1' s='1'><v>\(value)</v></c></row>")
    let format = code == nil ? format : 164
    let own = code.map { "<numFmts><numFmt numFmtId='164' formatCode='\($0)'/></numFmts>" } ?? ""
    builder.styles =
      own
      + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='\(format)'/></cellXfs>"
    if from1904 {
      builder.workbook = builder.workbook.replacing("<sheets>", with: "<workbookPr date1904='1'/><sheets>")
    }
    return try builder.cells().first
  }

  @Test(arguments: [
    ("42737", "2017-01-02"), ("42767", "2017-02-01"), ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"),
    ("2958465", "9999-12-31"), ("42737.0", "2017-01-02"), ("4.2737E4", "2017-01-02"), (" 42737 ", "2017-01-02"),
    ("42737.75", "2017-01-02 18:00:00"), ("42737.99999999", "2017-01-03"),
  ])
  func `a number under a date format is its day`(number: String, day: String) throws {
    #expect(try cell(number) == "0:1 day \(day)")
  }

  @Test(arguments: ["0", "0.5", "60", "-1", "2958466"])
  func `a number that is no day of the calendar stays one`(number: String) throws {
    #expect(try cell(number) == "0:1 number \(number)")
  }

  @Test(arguments: [("0", "1904-01-01"), ("41275", "2017-01-02"), ("2957003", "9999-12-31")])
  func `days are counted from 1904 where the workbook says so`(number: String, day: String) throws {
    #expect(try cell(number, from1904: true) == "0:1 day \(day)")
  }

  @Test(arguments: [
    "dd/mm/yyyy", "yyyy\\-mm\\-dd", "[$-40C]d mmmm yyyy;@", "mmm", "d/m", "[Red]yyyy", "dd/mm/yyyy hh:mm",
  ])
  func `a format of the workbook's own is a date where it shows a day`(code: String) throws {
    #expect(try cell("42737", code: code) == "0:1 day 2017-01-02")
  }

  @Test(arguments: [
    "0.00", "General", "[Red]0", "hh:mm", "mm:ss", "0&quot; days&quot;", "0;dd/mm/yyyy", "_d0", "[h]:mm",
  ])
  func `and is none where it does not`(code: String) throws {
    #expect(try cell("42737", code: code) == "0:1 number 42737")
  }

  @Test(arguments: [(14, true), (13, false), (17, true), (18, false), (22, true), (21, false), (0, false)])
  func `of the formats of the standard those that show a day are dates`(format: Int, isDay: Bool) throws {
    #expect(try cell("42737", format: format) == "0:1 \(isDay ? "day 2017-01-02" : "number 42737")")
  }

  @Test func `the style of another list, or of no list, is none`() throws {
    let styles = "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/></cellXfs>"
    for style in ["", "s='0'", "s='1'", "s='x'"] {
      let sheet = "<row r='1'><c r='A1' \(style)><v>42737</v></c></row>"
      #expect(try WorkbookBuilder(sheet: sheet, styles: styles).cells() == ["0:1 number 42737"])
    }
  }

  @Test func `a text under a date format stays a text`() throws {
    let styles = "<cellXfs><xf numFmtId='14'/></cellXfs>"
    let sheet = "<row r='1'><c r='A1' t='str'><v>42737</v></c></row>"
    #expect(try WorkbookBuilder(sheet: sheet, styles: styles).cells() == ["0:1 text 42737"])
  }
}
