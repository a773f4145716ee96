import Formats
import Foundation
import TestSupport
import Testing

/// `report: notice:` and the input folder's `notice.txt`: what a reader must know before the figures.
@Suite struct NoticeTests {
  private func contents(_ night: Night) throws -> [String] {
    let workbook = try Workbook(path: "\(night.output)/current/tables.xlsx")
    var lines: [String] = []
    try workbook.readRows(of: workbook.sheets[0]) { row in
      lines.append(String(decoding: row[0].bytes, as: UTF8.self))
      return .more
    }
    return lines
  }

  @Test func `the definition's line, then the folder's, stand on every form that people open`() throws {
    let night = try Night.plain()
    try night.put("Données inventées.\n\nAucune personne.\n", at: "notice.txt")
    try night.run(definition: try night.define("report: {notice: \"Provisoire.\"}"))
    let notice = "Provisoire. Données inventées. Aucune personne."
    for page in ["report.html", "dictionary.html"] {
      #expect(try night.text(page).contains(">\(notice)</p>"), "\(page)")
    }
    #expect(try night.text("datapackage.json").contains("\"notice\" : \"\(notice)\""))
    #expect(try contents(night).contains(notice))
    #expect(night.log.all.contains { $0.contains(notice) })
    #expect(try !night.text("manifest.json").contains("\"notice.txt\""))
  }

  @Test func `without either nothing is said`() throws {
    let night = try Night.plain()
    try night.put(" \n", at: "notice.txt")
    try night.run(definition: try night.define())
    #expect(try !night.text("datapackage.json").contains("\"notice\""))
    #expect(try !night.text("report.html").contains("<p class=\"notice\""))
  }
}
