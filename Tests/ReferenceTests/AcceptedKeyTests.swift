import Definition
import Foundation
import Ingest
import Reference
import TestSupport
import Testing

/// A reader that meets a key which it does not know lists those that it takes: these must stand on the pages.
@Suite struct AcceptedKeyTests {
  /// The lists of known keys in the answers to a definition, and to the layout that it names.
  private func accepted(_ definition: String, layout: String = "") throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "layouts"), withIntermediateDirectories: true)
    try Data(definition.utf8).write(to: folder.appending(path: "pipeline.yaml"))
    try Data(layout.utf8).write(to: folder.appending(path: "layouts/odd.yaml"))
    do {
      _ = try Definition.load(path: folder.appending(path: "pipeline.yaml").path)
      return []
    } catch {
      return error.problems.filter { $0.message.hasPrefix("unknown key 'no_such_key'") }.map(\.known)
    }
  }

  private func page(_ name: String) throws -> String {
    let help = "{\"serializationVersion\": 0, \"command\": {\"commandName\": \"outcomes\"}}"
    return try ReferencePages(help: help, layouts: []).pages.first { $0.path == "reference/\(name)" }!.text
  }

  @Test func `every key of the definition that its reader accepts is on the page`() throws {
    let page = try page("definition.md")
    let top = try #require(try accepted("no_such_key: 1").first)
    var lists = [top]
    for key in top {
      // A section of keys of its own, and one of entries: sources, tables, checks.
      lists += try accepted("\(key): {no_such_key: 1}") + accepted("\(key): {dpae: {no_such_key: 1}}")
    }
    #expect(lists.count >= 8, "the probe no longer reaches every section")
    for key in lists.joined() { #expect(page.contains("\n| `\(key)` |"), "\(key) is accepted and not documented") }
  }

  @Test func `every key of a layout that its reader accepts is on the page`() throws {
    let page = try page("layouts.md")
    let definition = "pipeline: odd\ninputs: {dpae: {files: [a], layouts: [odd]}}\n"
    let lists = try accepted(definition, layout: "no_such_key: 1\ncolumns: [{name: a, no_such_key: 1}]\n")
    #expect(lists.count == 2)
    for key in lists.joined() { #expect(page.contains("\n| `\(key)` |"), "\(key) is accepted and not documented") }
  }

  @Test func `every default on the page is the one that counts`() throws {
    let page = try page("definition.md")
    #expect(page.contains("| `access` | a whole number, 1 to 120 | months | `6 months` |"))
    #expect(page.contains("| `language` | one of `fr`, `en` | `fr` |"))
  }
}
