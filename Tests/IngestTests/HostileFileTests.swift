import Formats
import Foundation
import Ingest
import TestSupport
import Testing

/// What becomes of each file that was made to break a reader: EXPECTED.md of the shared data says what must.
@Suite(.enabled(if: hasSharedData, "the folder of hostile files is absent"))
struct HostileFileTests {
  private func form(_ name: String, _ wish: FileForm.Wish = FileForm.Wish()) throws -> FileForm {
    try FileForm(of: "\(sharedData)/hostile/\(name)", wish: wish, layouts: [], limits: ReadingLimits())
  }

  private func description(_ name: String, _ wish: FileForm.Wish = FileForm.Wish()) throws -> FileDescription {
    try FileDescription(try form(name, wish), layouts: [], limits: ReadingLimits())
  }

  private func failure(_ name: String) -> String? {
    do {
      let form = try form(name)
      if form.format.isXML {
        _ = try XMLSurvey(form, limits: ReadingLimits())
      } else {
        _ = try FileDescription(form, layouts: [], limits: ReadingLimits())
      }
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func fields(_ name: String, _ wish: FileForm.Wish) throws -> [[String]] {
    var records: [[String]] = []
    try RawReader(try form(name, wish), limits: ReadingLimits()).forEachRecord { record in
      records.append(record.fields.map { String(decoding: $0, as: UTF8.self) })
    }
    return records
  }

  @Test(arguments: [
    "gz_good_1000rows.csv.gz", "gz_multi_member_1000rows.csv.gz", "gz_empty_member_middle.csv.gz",
    "gz_trailing_zeros_ok.csv.gz", "gz_all_header_flags.csv.gz", "bz2_good_1000rows.csv.bz2",
    "bz2_multi_stream_1000rows.csv.bz2",
  ])
  func `a sound archive gives its thousand rows`(name: String) throws {
    #expect(try description(name).rows == 1000)
  }

  @Test(arguments: [
    ("gz_truncated_mid_stream.csv.gz", "truncated"), ("gz_truncated_no_trailer.csv.gz", "truncated"),
    ("gz_truncated_half_trailer.csv.gz", "truncated"), ("gz_second_member_truncated.csv.gz", "inside member 2"),
    ("gz_header_only_10bytes.csv.gz", "truncated"), ("bz2_truncated.csv.bz2", "truncated"),
    ("gz_bad_crc.csv.gz", "corrupt"), ("gz_bad_isize.csv.gz", "corrupt"),
    ("gz_trailing_garbage.csv.gz", "bytes that are no gzip member follow"),
    ("gz_zero_bytes.csv.gz", "empty delivery"), ("csv_zero_bytes.csv", "empty delivery"),
    ("gz_plain_text_misnamed.csv.gz", "its name says gzip"), ("gz_zlib_not_gzip.csv.gz", "the file is zlib"),
    ("gz_double_compressed.csv.gz.gz", "compressed twice: gzip within gzip"),
    ("gz_reserved_flag_set.csv.gz", "reserved flag"), ("gz_bomb_200MiB_single_line.csv.gz", "longest_line"),
    ("xlsx_bomb_sheet_100MiB.xlsx", "over the limit of 200"), ("xlsx_billion_laughs.xlsx", "DOCTYPE"),
    ("xlsx_xxe.xlsx", "DOCTYPE"), ("xlsx_sst_index_out_of_range.xlsx", "sheet 'S' cell A1"),
    ("xlsx_truncated_sheet_xml.xlsx", "sheet 'S' cell A1"), ("xml_billion_laughs.xml", "DOCTYPE"),
    ("xml_quadratic_blowup.xml", "DOCTYPE"), ("xml_xxe_file.xml", "DOCTYPE"), ("xml_deep_100k.xml", "XML depth"),
    ("zip_path_traversal.zip", "leaves its folder"), ("zip_duplicate_names.zip", "'a.csv': the name stands twice"),
    ("zip_two_csv_members.zip", "a.csv, b.csv"),
  ])
  func `a broken or hostile file is refused, and named`(name: String, words: String) throws {
    let message = try #require(failure(name))
    #expect(message.contains(words) && message.contains(name))
  }

  @Test(arguments: ["gz_bad_crc.csv.gz", "gz_truncated_mid_stream.csv.gz", "bz2_truncated.csv.bz2"])
  func `what is cut short or corrupt is refused with its byte`(name: String) throws {
    #expect(try #require(failure(name)).contains(/at byte [1-9][0-9]*:/))
  }

  @Test func `a member may end inside a quoted field`() throws {
    let records = try fields("gz_member_split_in_quoted_crlf_2rows.csv.gz", .dialect(";", quote: "\""))
    #expect(records.count == 3 && records[1][0] == "x\r\ny")
  }

  @Test(arguments: ["a.csv", "b.csv"])
  func `of an archive of two files each can be read`(member: String) throws {
    var wish = FileForm.Wish()
    wish.member = member
    #expect(try description("zip_two_csv_members.zip", wish).rows > 0)
  }

  @Test func `cells are found by their reference`() throws {
    #expect(try description("xlsx_inline_sparse_no_sst.xlsx").rows == 1)
    #expect(try description("xlsx_last_cell_XFD1048576.xlsx").rows == 1)
  }

  @Test(arguments: [
    ("enc_cp1252.csv", TextEncoding.windows1252), ("enc_latin9.csv", .latin9), ("enc_utf8_bom.csv", .utf8),
    ("enc_utf16le_bom.csv", .utf16LE), ("enc_utf16be_bom.csv", .utf16BE), ("enc_utf16be_bom.csv", .utf16),
  ])
  func `the declared encoding is honoured, without a replacement character`(
    name: String, encoding: TextEncoding
  ) throws {
    var wish = FileForm.Wish.dialect(";")
    wish.encoding = encoding
    let records = try fields(name, wish)
    #expect(records[0] == ["code", "libellé", "montant"])
    #expect(records[1][1].hasPrefix("Côte-d") && records[1][1].contains("œuvre €"))
    #expect(records[2] == ["2A", "Île", "0,5"])
    #expect(!records.joined().contains { $0.contains("\u{FFFD}") })
  }

  @Test func `mixed and double encodings are reported with their line and byte`() throws {
    let mixed = try description("enc_mixed_utf8_then_cp1252.csv").findings
    #expect(mixed.map(\.description) == ["mixed-encoding in 1 line, the first at line 4, byte 12"])
    let double = try description("enc_double_encoded_utf8.csv").findings
    #expect(double.map(\.kind) == [.doubleEncoding] && double[0].lines == 3 && double[0].firstLine == 1)
  }

  @Test func `XML in another encoding than it declares is reported`() throws {
    let survey = try XMLSurvey(try form("xml_declared_latin1_is_utf8.xml"), limits: ReadingLimits())
    #expect(survey.findings.map(\.kind) == [.doubleEncoding])
  }

  @Test func `a NUL is rejected with its line and byte, and the next row is read`() throws {
    let file = try description("enc_nul_bytes.csv")
    #expect(file.rows == 1)
    #expect(file.rejections.count == 1 && file.rejections[0].hasSuffix(":2: nul-byte: byte 4 of the line"))
  }

  @Test func `an open quote is rejected on its line where quotes are declared, and is text where not`() throws {
    let quoted = try description("csv_unterminated_quote.csv", .dialect(";", quote: "\""))
    #expect(quoted.rows == 2 && quoted.rejections[0].contains(":2: open-quote"))
    var plain = FileForm.Wish.dialect(";")
    plain.isUnquoted = true
    #expect(try fields("csv_unterminated_quote.csv", plain)[1] == ["1", "\"open"])
  }

  @Test func `a formula is text`() throws {
    let records = try fields("csv_formula_injection.csv", .dialect(";"))
    #expect(records.dropFirst().map { $0[0] } == ["=1+1", "+cmd|calc", "@SUM(1)", "-2+3"])
  }

  @Test func `a header alone is no row, and said so`() throws {
    let file = try description("csv_header_only.csv")
    #expect(file.rows == 0)
    #expect(file.lines.contains("rows: 0 (a header and nothing below it)"))
  }

  @Test func `a blank name and one that stands twice are named`() throws {
    let lines = try description("csv_dup_and_blank_headers.csv").lines
    #expect(lines.contains("header: a column without name (column 3)"))
    #expect(lines.contains("header: a stands twice (columns 1 and 2)"))
  }

  @Test func `lines end as declared, and a stray carriage return is reported`() throws {
    let mixed = try description("csv_mixed_eol.csv", .dialect(";"))
    #expect(mixed.findings.map(\.description) == ["stray-carriage-return in 1 line, the first at line 3, byte 4"])
    var any = FileForm.Wish.dialect(";")
    any.lineEnd = .any
    #expect(try fields("csv_mixed_eol.csv", any) == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]])
    var alone = FileForm.Wish.dialect(";")
    alone.lineEnd = .cr
    #expect(try fields("csv_lone_cr.csv", alone) == [["a", "b"], ["1", "2"], ["3", "4"]])
  }
}

extension FileForm.Wish {
  /// What the tests ask for most.
  static func dialect(_ separator: String, quote: String? = nil) -> FileForm.Wish {
    var wish = FileForm.Wish()
    wish.separator = Array(separator.utf8)
    wish.quote = quote?.utf8.first
    return wish
  }
}
