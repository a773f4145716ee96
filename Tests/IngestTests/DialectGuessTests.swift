import Deliveries
import Formats
import Foundation
import Ingest
import TestSupport
import Testing

/// What is found out about a file of which nothing is known.
@Suite struct DialectGuessTests {
  private func description(_ bytes: [UInt8], layouts: [Layout] = []) throws -> FileDescription {
    let path = FileManager.default.temporaryDirectory.appending(path: "guess-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    let form = try FileForm(of: path, wish: FileForm.Wish(), layouts: layouts, limits: ReadingLimits())
    return try FileDescription(form, layouts: layouts, limits: ReadingLimits())
  }

  @Test(arguments: [
    ("a;b\n1,5;2,5\n", "separator: \";\" (guessed)", "quotes: none"),
    ("a|b\n1|2\n", "separator: \"|\" (guessed)", "quotes: none"),
    ("a,b\n\"1,5\",2\n\"3\",4\n", "separator: \",\" (guessed)", "quotes: \""),
    ("a\tb\n1\t2\n", "separator: \"\\t\" (guessed)", "quotes: none"),
    ("a¥b\n1¥2\n", "separator: [\"C2 A5\", \"A5\"] (guessed)", "quotes: none"),
  ])
  func `separator and quotes are guessed`(text: String, separator: String, quotes: String) throws {
    let lines = try description(Array(text.utf8)).lines
    #expect(lines.contains(separator) && lines.contains(quotes))
  }

  private static let encoded: [([UInt8], String)] = [
    (Array("é;b\n1;2\n".utf8), "utf-8"),
    ([0xE9, 0x3B, 0x62, 0x0A, 0x31, 0x3B, 0x32, 0x0A], "windows-1252"),
    ([0x82, 0x3B, 0x62, 0x0A, 0x31, 0x3B, 0x32, 0x0A], "cp850"),
    ("a;b\n1;2\n".utf8.flatMap { [$0, 0] }, "utf-16le"),
    ("a;b\n1;2\n".utf8.flatMap { [0, $0] }, "utf-16be"),
  ]

  @Test(arguments: encoded)
  func `the encoding is guessed from the bytes`(bytes: [UInt8], encoding: String) throws {
    #expect(try description(bytes).lines.contains("encoding: \(encoding)"))
  }

  @Test func `columns are told by the type of their values, never by a value`() throws {
    let lines = try description(
      Array("s;d;j;n;m;t;v\n73282932000074;2016-10-03;03/10/2016;42;1,50;secret;\n;NULL;;7;2;words;\n".utf8)
    ).lines
    #expect(
      lines.suffix(7) == [
        "column 1: s: SIRET, filled in 50 %", "column 2: d: date yyyy-mm-dd, filled in 50 %",
        "column 3: j: date dd/mm/yyyy, filled in 50 %", "column 4: n: integer of up to 2 digits, filled in 100 %",
        "column 5: m: decimal, comma, filled in 100 %", "column 6: t: text of up to 6 bytes, filled in 100 %",
        "column 7: v: empty, filled in 0 %",
      ])
    #expect(!lines.joined().contains("secret") && !lines.joined().contains("73282932000074"))
  }

  private let known = Layout(
    name: "sessions", source: .costs, format: .delimited(DelimitedForm(separator: 0x3B)),
    columns: [
      Layout.Column(["SESSION"], field: "session"), Layout.Column(["MONTANT"], field: "amount"),
      Layout.Column(["NIR"], isIdentifying: true), Layout.Column(["DIVERS"]),
    ])

  @Test func `a layout that fits is named, in whatever order its columns stand`() throws {
    let file = try description(Array("MONTANT;SESSION;NIR;DIVERS\n".utf8), layouts: [known])
    #expect(
      file.lines.contains("layout: sessions fits (in another order: SESSION)")
        || file.lines.contains("layout: sessions fits (in another order: MONTANT)"))
    #expect(file.proposal(knowing: [known], sources: Source.all) == "# layout sessions reads it: no other is needed\n")
  }

  @Test func `of the nearest layout every difference is told`() throws {
    let file = try description(Array("SESSION;MONTANTS;NIR;;EXTRA;SESSION\n".utf8), layouts: [known])
    let said = try #require(file.lines.first { $0.hasPrefix("layout: ") })
    for words in [
      "MONTANT is missing (renamed to MONTANTS, column 2?)", "DIVERS is missing",
      "EXTRA (column 5) is not in the layout",
      "a column without name (column 4)", "SESSION stands twice (columns 1 and 6)",
    ] {
      #expect(said.contains(words), "\(said)")
    }
  }

  @Test func `the proposal takes fields and marks from the nearest layout`() throws {
    let text = "SESSION;AUTRE \"x\";NIR;DIVERS;MONTANT\n".utf8
    let proposal = try description(Array(text), layouts: [known]).proposal(knowing: [known], sources: Source.all)
    #expect(
      proposal.hasSuffix(
        """
        layout: sessions-new
        source: costs
        format: delimited
        encoding: windows-1252
        separator: ";"
        dates: yyyy-mm-dd

        columns:
          - {name: "SESSION", field: session}
          - "AUTRE \\"x\\""   # not in layout sessions
          - {name: "NIR", identifying: true}
          - "DIVERS"
          - {name: "MONTANT", field: amount}

        """))
  }
}
