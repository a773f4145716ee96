import Deliveries
import Formats
import Foundation
import Ingest
import TestSupport
import Testing

/// Where the header of a file stands, and in which sheet.
@Suite struct HeaderPlaceTests {
  private let names = ["offre", "depot", "fin"]

  private func layout(_ format: Layout.Format, line: Int? = nil) -> Layout {
    Layout(
      name: "offres", source: .offers, format: format, headerLine: line,
      columns: zip(names, ["offer", "filed", "filled"]).map { Layout.Column([$0], field: $1) })
  }

  /// What the inspection of a file finds, or the words in which it refuses it.
  private func inspect(_ bytes: [UInt8], _ layout: Layout) throws -> Result<InputFile, UnreadableFile> {
    let path = FileManager.default.temporaryDirectory.appending(path: "head-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      return .success(try #require(Inspection([layout], limits: ReadingLimits()).inspect(path: path, name: "x").first))
    } catch let error as UnreadableFile {
      return .failure(error)
    }
  }

  private func words(_ bytes: [UInt8], _ layout: Layout) throws -> String {
    switch try inspect(bytes, layout) {
    case .success: ""
    case .failure(let error): error.description
    }
  }

  private let text = Layout.Format.delimited(DelimitedForm(separator: [0x3B], quote: 0x22))

  @Test(arguments: [
    ("Offres;2017\n\noffre;depot;fin\n", 3), ("\"Offres\n2017\"\noffre;depot;fin\n", 3), ("\n\n\noffre;depot;fin\n", 4),
  ])
  func `in a text it is said where it stands, and found where the layout says so`(title: String, line: Int) throws {
    let bytes = Array(title.utf8)
    #expect(
      try words(bytes, layout(text)).contains(
        ":\(line): the header of layout offres stands in line \(line), not in the first"))
    #expect(try inspect(bytes, layout(text, line: line)).get().header == names)
    #expect(try words(bytes, layout(text, line: line + 1)).contains("stands in line \(line), not in line \(line + 1)"))
  }

  @Test func `a text of which no line is a header is refused as before`() throws {
    #expect(try words(Array("a;b\n1;2\n".utf8), layout(text)).contains(":1: the header fits no layout"))
  }

  @Test(arguments: [(1, 3), (2, 4)])
  func `in a workbook it is said in which row it stands`(titles: Int, line: Int) throws {
    // A blank row below the title.
    let bytes = try Packed.workbook([names], above: Array(repeating: "Offres", count: titles) + [""])
    #expect(line == titles + 2)
    #expect(try words(bytes, layout(.workbook)).contains(":\(line): the header of layout offres stands in row \(line)"))
    #expect(try inspect(bytes, layout(.workbook, line: line)).get().header == names)
    #expect(
      try words(bytes, layout(.workbook, line: line - 1)).contains("stands in row \(line), not in row \(line - 1)"))
  }

  @Test func `of the sheets that fit the first is read that is not hidden, and the others are said`() throws {
    func sheet(_ hidden: [Int]) throws -> InputFile {
      try inspect(try Packed.workbook([names, ["note"], names, names], hidden: hidden), layout(.workbook)).get()
    }
    #expect(try sheet([1]).sheet?.index == 2 && sheet([1, 3]).sheet?.name == "S4")
    #expect(try sheet([]).sheet?.index == 0 && sheet([1, 3, 4]).sheet?.index == 0)
    #expect(
      try sheet([1]).doubts == [
        "its sheet 'S3' (number 3) is read, and not what fits a layout too: 'S1' (number 1, hidden), 'S4' (number 4); take "
          + "that away if it is a draft"
      ])
  }

  @Test func `a single sheet that fits is not worth a word, unless it is hidden`() throws {
    #expect(try inspect(try Packed.workbook([["note"], names]), layout(.workbook)).get().doubts.isEmpty)
    let hidden = try inspect(try Packed.workbook([["note"], names], hidden: [2]), layout(.workbook)).get()
    #expect(hidden.doubts == ["the sheet that is read, 'S2' (number 2, hidden), is hidden; is it the right one?"])
  }
}
