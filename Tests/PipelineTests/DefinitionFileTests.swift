import Foundation
import Testing

/// What is refused before any key is looked at: the file, and YAML beyond its plain part.
@Suite struct `A definition file` {
  @Test func `that does not exist is refused`() throws {
    #expect(
      try DefinitionFolder(["night.yaml": ""]).refusal("nihgt.yaml")
        == "nihgt.yaml:1:1: no such file; give the path of a definition; did you mean 'night.yaml'? Known: night.yaml")
  }

  @Test func `that is a folder is refused`() throws {
    #expect(
      try DefinitionFolder(["folder/a": ""]).refusal("folder")
        == "folder:1:1: cannot be read; give the path of a YAML file")
  }

  @Test func `that is empty, or holds comments only, is refused`() throws {
    #expect(try refusal(of: "") == "pipeline.yaml:1:1: is empty")
    #expect(try refusal(of: "# nothing yet\n") == "pipeline.yaml:1:1: is empty")
  }

  @Test func `of more than a megabyte is refused`() throws {
    let line = "# \(String(repeating: "x", count: 1021))\n"
    #expect(
      try refusal(of: String(repeating: line, count: 1025))
        == "pipeline.yaml:1:1: is larger than 1048576 bytes: not a definition")
  }

  @Test func `in another encoding than UTF-8 is refused`() throws {
    let folder = try DefinitionFolder([:])
    try folder.write(Data([0x70, 0xE9, 0x0A]), to: "pipeline.yaml")
    #expect(folder.refusal() == "pipeline.yaml:1:1: is not UTF-8; save it in that encoding")
  }

  @Test func `with a second document is refused`() throws {
    #expect(
      try refusal(of: "pipeline: a\n---\npipeline: b\n")
        == "pipeline.yaml:2:1: a second document; write one document a file")
  }

  @Test func `with an anchor is refused, however deep its aliases would go`() throws {
    let laughs = """
      a: &a [x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
      d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
      e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
      f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
      g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
      h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]
      i: [*h, *h, *h, *h, *h, *h, *h, *h, *h]
      """
    #expect(
      try refusal(of: laughs)
        == "pipeline.yaml:1:4: anchor '&a': anchors and aliases are not read; write the value out where it is needed")
    #expect(try refusal(of: "a: &b 1")?.contains(":1:4: anchor '&b'") == true)
    #expect(try refusal(of: "a: *b")?.contains("undefined alias") == true)
  }

  @Test func `nested a hundred thousand deep is refused`() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(try refusal(of: "a: " + deep)?.contains("not YAML: Maximum nesting level reached") == true)
  }

  @Test func `with a key that stands twice is refused`() throws {
    #expect(
      try refusal(of: "pipeline: a\njobs: 1\npipeline: b\n")?.hasSuffix("key 'pipeline' stands twice; keep one") == true
    )
    #expect(
      try refusal(of: "pipeline: a\n'pipeline': b\n")?.hasSuffix("key 'pipeline' stands twice; keep one") == true)
  }

  @Test func `that is not YAML is refused where it stops being it`() throws {
    #expect(try refusal(of: "pipeline: a\ninputs: [\n")?.hasPrefix("pipeline.yaml:3:1: not YAML: ") == true)
    #expect(try refusal(of: "pipeline: a\n\tjobs: 1\n")?.hasPrefix("pipeline.yaml:2:1: not YAML: ") == true)
    #expect(try refusal(of: "pipeline: a\u{0}b")?.hasPrefix("pipeline.yaml:1:1: not YAML: ") == true)
  }

  @Test(arguments: ["just a text", "[a, b]"])
  func `that holds something else than keys is refused`(text: String) throws {
    #expect(
      try refusal(of: text)?.hasPrefix("pipeline.yaml:1:1: the file must be keys with values (key: value), not ")
        == true)
  }

  @Test func `may begin with a byte order mark and end its lines as Windows does`() throws {
    let text = try #require(DefinitionFolder.sample["pipeline.yaml"])
    let folder = try DefinitionFolder(DefinitionFolder.sample)
    try folder.write(Data(("\u{FEFF}" + text.replacing("\n", with: "\r\n")).utf8), to: "pipeline.yaml")
    #expect(folder.refusal() == nil)
  }

  @Test func `without a folder of layouts is refused where it names one`() throws {
    let folder = try DefinitionFolder(["pipeline.yaml": sampleDefinition()])
    #expect(
      folder.refusal() == "pipeline.yaml:3:41: the folder layouts holds no layout; put <name>.yaml files there")
  }

  private func refusal(of text: String) throws -> String? {
    try DefinitionFolder(["pipeline.yaml": text]).refusal()
  }
}
