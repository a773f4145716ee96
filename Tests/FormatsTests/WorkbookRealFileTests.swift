import Formats
import Testing

/// The published files of the BMO survey against the totals that their publisher gives, and the hostile ones.
@Suite(.enabled(if: ZipSharedData.isHere, "\(ZipSharedData.absence)"))
struct WorkbookRealFileTests {
  struct Needs: Equatable {
    var rows = 0
    var visibleFrance = 0
    var visiblePACA = 0
    var rowsPACA = 0
    var secretPACA = 0
  }

  private func needs(_ file: String) throws -> Needs {
    let workbook = try Workbook(path: "\(ZipSharedData.folder)/bmo/\(file)")
    let sheet = try #require(workbook.sheets.last)
    var needs = Needs()
    var columns: [String: Int] = [:]
    try workbook.readRows(of: sheet) { row in
      if row.number == 1 {
        for column in 0..<row.width { columns[String(decoding: row[column].bytes, as: UTF8.self)] = column }
        return .more
      }
      needs.rows += 1
      let met = row[columns["met"]!].bytes
      let isPACA = row[columns["REG"]!].bytes.elementsEqual("93".utf8)
      let isSecret = met.elementsEqual("*".utf8)
      let count = isSecret ? 0 : Int(String(decoding: met, as: UTF8.self))!
      needs.visibleFrance += count
      needs.visiblePACA += isPACA ? count : 0
      needs.rowsPACA += isPACA ? 1 : 0
      needs.secretPACA += isPACA && isSecret ? 1 : 0
      return .more
    }
    return needs
  }

  @Test func `the needs of 2023 are those published`() throws {
    let expected = Needs(
      rows: 50_437, visibleFrance: 3_013_134, visiblePACA: 276_755, rowsPACA: 2_670, secretPACA: 306)
    #expect(try needs("Base_open_data_23.xlsx") == expected)
  }

  @Test func `the needs of 2024 are those published`() throws {
    let found = try needs("Base_open_data_BMO_2024.xlsx")
    #expect(found.rows == 53_443)
    #expect(found.visibleFrance == 2_751_069)
    #expect(found.visiblePACA == 246_545)
  }

  /// Reads every sheet, and gives the cells with a value as `column:row text`.
  private func read(_ file: String) throws -> [String] {
    let workbook = try Workbook(path: "\(ZipSharedData.folder)/hostile/\(file).xlsx")
    var cells: [String] = []
    for sheet in workbook.sheets {
      try workbook.readRows(of: sheet) { row in
        for column in 0..<row.width where row[column].kind != .blank {
          cells.append("\(column):\(row.number) \(String(decoding: row[column].bytes, as: UTF8.self))")
        }
        return .more
      }
    }
    return cells
  }

  @Test func `sparse and extreme workbooks are read by cell reference`() throws {
    #expect(try read("xlsx_inline_sparse_no_sst") == ["0:1 code", "2:1 v", "2:5 1.5"])
    #expect(try read("xlsx_last_cell_XFD1048576") == ["0:1 1", "16383:1048576 2"])
  }

  @Test(arguments: ["xlsx_billion_laughs", "xlsx_xxe"])
  func `a hostile DOCTYPE is refused`(file: String) {
    #expect { try read(file) } throws: { "\($0)".contains("DOCTYPE") }
  }

  @Test func `a bomb is stopped by the ratio that it declares`() {
    #expect { try read("xlsx_bomb_sheet_100MiB") } throws: {
      ($0 as? ZipError)?.reason == .ratioTooHigh(1027, limit: 200)
    }
  }

  @Test func `a missing shared string and a cut sheet are refused by cell`() {
    #expect { try read("xlsx_sst_index_out_of_range") } throws: {
      "\($0)".contains("sheet 'S' cell A1: shared string '99'")
    }
    #expect { try read("xlsx_truncated_sheet_xml") } throws: { "\($0)".contains("sheet 'S' cell A1: XML line 1") }
  }
}
