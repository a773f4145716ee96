import Definition
import Failures
import Foundation
import Ingest
import Reference
import TestSupport
import Testing

/// The pages that are made from the code, and those that stand in the repository.
@Suite struct ReferencePageTests {
  private func pages() throws -> [ReferencePages.Page] {
    let help = try Command.run(["--experimental-dump-help"])
    return try ReferencePages(help: help.output, layouts: Layout.all(in: "\(packageRoot)/Pipelines/layouts")).pages
  }

  @Test func `the pages in Documentation are those that the code makes; make reference writes them again`() throws {
    for page in try pages() {
      let file = FileManager.default.contents(atPath: "\(packageRoot)/Documentation/\(page.path)")
      let written = String(decoding: file ?? Data(), as: UTF8.self)
      #expect(written == page.text, "Documentation/\(page.path) is not what the code says: run make reference")
    }
  }

  @Test func `the command writes the same pages`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reference-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Command.run(["reference", "--output", folder.path]).status == 0)
    for page in try pages() {
      #expect(try String(contentsOf: folder.appending(path: page.path), encoding: .utf8) == page.text)
    }
  }

  @Test func `every command that can be called has a chapter, and a section of the manual`() throws {
    let pages = try pages()
    let chapters = pages.first { $0.path == "reference/commands.md" }!.text
    let manual = pages.first { $0.path == "outcomes.1" }!.text
    for command in ["run", "check", "purge", "checks", "read", "reference"] {
      #expect(chapters.contains("\n## outcomes \(command)\n"))
      #expect(manual.contains("\n.SS \"outcomes \(command)"))
    }
    for status in ExitStatus.allCases { #expect(manual.contains("\n.B \"\(status.rawValue)\"\n")) }
  }
}
