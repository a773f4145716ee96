import Formats
import Foundation

/// Sound inputs from which libFuzzer starts.
public enum FuzzSeeds {
  public static func write(to folder: String) throws {
    for (target, seeds) in try all() {
      let path = "\(folder)/\(target.rawValue)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (index, bytes) in seeds.enumerated() {
        try Data(bytes).write(to: URL(filePath: "\(path)/seed-\(index)"))
      }
    }
  }

  private static let text = Array("a;b\n1;\"2;3\"\r\n\"x\r\ny\";é\n".utf8)

  public static func all() throws -> [FuzzTarget: [[UInt8]]] {
    [
      .gzip: [try gzip([text]), try gzip([text, [], text])],
      .bzip2: [Packed.bzip2(text), Packed.bzip2(text) + Packed.bzip2([])],
      .zip: [try Packed.zip(["a.csv": text, "b/c.csv": [UInt8](repeating: 65, count: 300)]), try Packed.zip([:])],
      .workbook: [try workbook()],
      .delimited: (0..<128).filter { $0 % 9 == 0 }.map { [UInt8($0)] + text },
      .xml: [message, message + message].map { Array($0.utf8) },
      .yaml: try ["xdp-dpae", "fr-due", "bmo-survey"].map { try read("Pipelines/layouts/\($0).yaml") }
        + [try read("Pipelines/nightly.yaml")],
      .layout: [text, text.flatMap { [$0, 0] }, try gzip([text]), Packed.bzip2(text)],
    ]
  }

  private static let message = """
    <?xml version="1.0" encoding="ISO-8859-1"?>
    <n:FR_DUE_Upload xmlns:n="x"><n:FR_DuesGroup k="v"><a><b> 1 </b></a><e><c>CDD</c></e><e/></n:FR_DuesGroup>
    <!-- c --><![CDATA[d]]>&amp;&#65;</n:FR_DUE_Upload>

    """

  private static func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(packageRoot)/\(name)")))
  }

  private static func gzip(_ members: [[UInt8]]) throws -> [UInt8] {
    try written { path in
      let writer = try GzipWriter(path: path, effort: .fast)
      for member in members {
        try writer.write(member)
        try writer.endMember()
      }
      try writer.close()
    }
  }

  private static func workbook() throws -> [UInt8] {
    try written { path in
      let parts: KeyValuePairs<String, String> = [
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml":
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"i1\"/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels":
          "<Relationships><Relationship Id=\"i1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/>"
          + "<Relationship Id=\"i2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
        "xl/sharedStrings.xml": "<sst><si><t>one</t></si><si><r><t>two</t></r></si></sst>",
        "xl/worksheets/s.xml":
          "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"C1\"><v>2.5</v></c></row>"
          + "<row r=\"7\"><c t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>",
      ]
      let writer = try ZipWriter(path: path)
      for (name, content) in parts { try writer.add(name, Array(content.utf8)) }
      try writer.close()
    }
  }

  private static func written(_ body: (String) throws -> Void) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "seed-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
    return Array(try Data(contentsOf: URL(filePath: path)))
  }
}
