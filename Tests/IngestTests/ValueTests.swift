import Deliveries
import Formats
import Foundation
import Ingest
import TestSupport
import Testing

/// How the bytes of a field become a value (DOMAIN section 3).
@Suite struct ValueTests {
  /// What the identifiers of a register's rows are read as, and what is odd in the file.
  private func read(
    _ bytes: [UInt8], encoding: TextEncoding = .windows1252, quote: UInt8? = nil, wrappers: [UInt8] = []
  ) throws -> (values: [[UInt8]], findings: [Finding]) {
    let path = FileManager.default.temporaryDirectory.appending(path: "values-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    let layout = Layout(
      name: "plain", source: RegisterTable.source,
      format: .delimited(DelimitedForm(separator: 0x7C, quote: quote, wrappers: wrappers)), encoding: encoding,
      missing: ["NULL"], columns: [Layout.Column(["id"], field: "national_id"), Layout.Column(["nir"], field: "nir")])
    let file = try Inspection([layout], limits: ReadingLimits()).inspect(path: path, name: "values.csv")[0]
    let reader = PlainFiles.reader(file)
    var values: [[UInt8]] = []
    try reader.forEachRow { values.append(Array($0[at: 0])) }
    return (values, reader.findings)
  }

  private func value(_ field: [UInt8], encoding: TextEncoding = .windows1252) throws -> [UInt8] {
    try read(Array("id|nir\n".utf8) + field + Array("|1\n".utf8), encoding: encoding).values[0]
  }

  @Test(arguments: [[], [0x20], [0x09], [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xA0], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
  func `blanks, no-break spaces and byte order marks are trimmed, alone and together`(blank: [UInt8]) throws {
    let text = Array("1 2".utf8)
    #expect(try value(blank + text + blank) == text)
    #expect(try value(blank + [0x20] + text + [0x20] + blank + blank) == text)
    #expect(try value(blank + [0xC2, 0xA0] + blank) == [])
    #expect(try value([0x20] + Array("NULL".utf8) + [0xC2, 0xA0]) == [])
  }

  @Test(arguments: ["à", "aà", "Àà", "é", "…", "¯", "\u{2009}", "a\u{A0}b"])
  func `a letter that ends in the byte of a space is not cut`(text: String) throws {
    #expect(try value(Array(text.utf8)) == Array(text.utf8))
    #expect(try value(Array("\u{A0}\(text)\u{A0}".utf8)) == Array(text.utf8))
  }

  @Test func `the byte A0 alone is a space where the text is no UTF-8, and a letter in CP850`() throws {
    #expect(try value([0x46, 0xE9, 0xA0]) == [0x46, 0xE9])
    #expect(try value([0xA0, 0xC3, 0xA0]) == [0xC3, 0xA0])
    #expect(try value([0xA0, 0x46, 0xA0], encoding: .utf8) == [0x46])
    #expect(try value([0xA0, 0x46, 0xA0], encoding: .cp850) == [0xA0, 0x46, 0xA0])
  }

  @Test func `names of columns are trimmed like values`() throws {
    #expect(try read(Array("\u{A0}id\u{202F}|\u{FEFF}nir\n1|2\n".utf8)).values == [[0x31]])
  }

  private let mark = "\u{FEFF}"

  @Test func `a byte order mark where files were joined is trimmed, and found`() throws {
    let (values, findings) = try read(Array("\(mark)id|nir\n1|2\n\(mark)3|4\n5|\(mark)6\n".utf8))
    #expect(values == [[0x31], [0x33], [0x35]])
    #expect(findings.map { [$0.lines, $0.firstLine, $0.firstByte] } == [[2, 3, 1]])
    #expect(findings.map(\.kind) == [.byteOrderMark] && findings.map(\.warns) == [true])
  }

  @Test func `the mark that begins a file is nothing to find`() throws {
    #expect(try read(Array("\(mark)id|nir\n1|2\n".utf8)).findings.isEmpty)
  }

  @Test func `a line is unwrapped, and a value unquoted, after the mark before it`() throws {
    let (wrapped, found) = try read(Array("id|nir\n'1|2'\n\(mark)'3|4'\n".utf8), wrappers: [0x27, 0x22])
    #expect(wrapped == [[0x31], [0x33]] && found.map(\.firstLine) == [3])
    let (quoted, foundToo) = try read(Array("id|nir\n\"1\"|2\n\(mark)\"3|3\"|4\n".utf8), quote: 0x22)
    #expect(quoted == [[0x31], Array("3|3".utf8)] && foundToo.map(\.firstLine) == [3])
  }

  @Test func `a line that holds a mark alone is none`() throws {
    for quote in [nil, 0x22] as [UInt8?] {
      let (values, findings) = try read(Array("id|nir\n1|2\n\(mark)\n3|4\n\(mark)".utf8), quote: quote)
      #expect(values == [[0x31], [0x33]] && findings.map(\.kind) == [.byteOrderMark], "\(findings)")
    }
  }
}
