import CBZip2
import Formats
import Foundation

/// Bytes packed in one way or another.
public enum Packed {
  /// One bzip2 stream.
  public static func bzip2(_ bytes: [UInt8]) -> [UInt8] {
    var source = bytes.map { CChar(bitPattern: $0) }
    var packed = [CChar](repeating: 0, count: bytes.count * 2 + 1024)
    var count = UInt32(packed.count)
    let status = BZ2_bzBuffToBuffCompress(&packed, &count, &source, UInt32(source.count), 1, 0, 0)
    precondition(status == BZ_OK, "bzip2 status \(status)")
    return packed[..<Int(count)].map { UInt8(bitPattern: $0) }
  }

  /// A zip archive of some members.
  public static func zip(_ members: KeyValuePairs<String, [UInt8]>) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "zip-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try ZipWriter(path: path)
    for (name, content) in members { try writer.add(name, content) }
    try writer.close()
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// A workbook of some sheets, `S1` and so on, each with one row of texts.
  ///
  /// - Parameter hidden: the numbers of sheets that are hidden.
  /// - Parameter titles: rows of one text above that of each sheet; an empty one is a blank row.
  public static func workbook(
    _ rows: [[String]], hidden: [Int] = [], above titles: [String] = []
  ) throws -> [UInt8] {
    let numbers = rows.indices.map { $0 + 1 }
    let sheets = numbers.map { number in
      let state = hidden.contains(number) ? " state=\"hidden\"" : ""
      return "<sheet name=\"S\(number)\" sheetId=\"\(number)\"\(state) r:id=\"rId\(number)\"/>"
    }.joined()
    let links = numbers.map { "<Relationship Id=\"rId\($0)\" Type=\"x/worksheet\" Target=\"s\($0).xml\"/>" }
    let path = FileManager.default.temporaryDirectory.appending(path: "xlsx-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try ZipWriter(path: path)
    let root = "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/>"
    try writer.add("_rels/.rels", Array("<Relationships>\(root)</Relationships>".utf8))
    try writer.add(
      "xl/workbook.xml", Array("<workbook xmlns:r=\"r\"><sheets>\(sheets)</sheets></workbook>".utf8))
    try writer.add(
      "xl/_rels/workbook.xml.rels", Array("<Relationships>\(links.joined())</Relationships>".utf8))
    for (number, row) in Swift.zip(numbers, rows) {
      let lines = titles.map { $0.isEmpty ? [] : [$0] } + [row]
      let cells = lines.map { texts in
        "<row>" + texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
      }.joined()
      let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      let xml = "<worksheet xmlns=\"\(space)\"><sheetData>\(cells)</sheetData></worksheet>"
      try writer.add("xl/s\(number).xml", Array(xml.utf8))
    }
    try writer.close()
    return Array(try Data(contentsOf: URL(filePath: path)))
  }
}
