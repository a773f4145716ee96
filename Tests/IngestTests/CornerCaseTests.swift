import Deliveries
import Foundation
import Ingest
import TestSupport
import Testing

/// The twelve corner cases of the csv-spectrum collection, each with its content as JSON.
@Suite(.enabled(if: hasSharedData, "the folder of corner cases is absent"))
struct CornerCaseTests {
  @Test func `all twelve give what their JSON says`() throws {
    let folder = "\(sharedData)/csv-spectrum"
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/csvs").sorted()
    #expect(names.count == 12)
    for name in names {
      let path = "\(folder)/csvs/\(name)"
      let truth = try Data(contentsOf: URL(filePath: "\(folder)/json/\(name.dropLast(4)).json"))
      let json = try JSONSerialization.jsonObject(with: truth)
      let expected = try #require(json as? [[String: String]] ?? (json as? [String: String]).map { [$0] })
      var found = try objects(path)
      if name == "location_coordinates.csv" {
        // The collection contradicts itself here: the number of its JSON is not the one of its CSV.
        #expect(found[0]["Contact Phone Number"] == "2095257564")
        found[0]["Contact Phone Number"] = expected[0]["Contact Phone Number"]
      }
      #expect(found == expected, "\(name)")
    }
  }

  /// The lines of JSON that are written of a file, read back.
  private func objects(_ path: String) throws -> [[String: String]] {
    let form = try FileForm(of: path, wish: .dialect(",", quote: "\""), layouts: [], limits: ReadingLimits())
    let lines = Written()
    var writer = RecordWriter(.json, masking: nil) { lines.bytes += $0 }
    try RawReader(form, limits: ReadingLimits()).forEachRecord { try writer.write($0.fields) }
    try writer.flush()
    return try lines.bytes.split(separator: 0x0A).map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: String])
    }
  }
}

/// What a writer has handed over.
final class Written {
  var bytes: [UInt8] = []
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

@Suite struct RecordWriterTests {
  private func written(_ records: [[String]], _ format: RecordFormat, names: IdentifyingNames? = nil) throws -> String {
    let written = Written()
    var writer = RecordWriter(format, masking: names) { written.bytes += $0 }
    for record in records { try writer.write(record.map { Array($0.utf8) }) }
    try writer.flush()
    return written.text
  }

  @Test func `CSV quotes what needs it and doubles quotes`() throws {
    #expect(try written([["a", "b"], ["x,y", "say \"no\"\n"]], .csv) == "a,b\n\"x,y\",\"say \"\"no\"\"\n\"\n")
  }

  @Test func `JSON escapes what it must and gives every column a name of its own`() throws {
    #expect(
      try written([["a", "a"], ["1\t\\", "\u{1}", "é"]], .json)
        == "{\"a\":\"1\\t\\\\\",\"a_2\":\"\\u0001\",\"column_3\":\"é\"}\n")
  }

  @Test func `a column that any layout marks is masked by its name, an empty value is not`() throws {
    let layout = Layout(
      name: "x", source: .register, format: .workbook,
      columns: [Layout.Column(["KC_NIR"], isIdentifying: true), Layout.Column(["sexe"])])
    let names = IdentifyingNames([layout])
    #expect(
      try written([["kc_nir ", "sexe"], ["1234567890123", "1"], ["", "2"]], .csv, names: names)
        == "kc_nir ,sexe\n(withheld),1\n,2\n")
  }
}
