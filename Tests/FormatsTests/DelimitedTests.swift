import CByteScan
import Formats
import Foundation
import Testing

@Suite struct ByteScanTests {
  @Test func `masks find what a byte at a time finds, at every length`() {
    var state: UInt64 = 1
    for length in 0..<400 {
      let bytes = (0..<length).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        let rare: [UInt8] = [0xA5, 0x00, 0x0D]
        if Int(state >> 40) % 97 < 3 { return rare[Int(state >> 40) % 97] }
        return [0x7C, 0x0A, 0x41, 0x42, 0x20][Int(state >> 33) % 5]
      }
      #expect(scan(bytes, byte_scan) == scan(bytes, byte_scan_scalar))
    }
  }

  @Test(arguments: [0, 1, 15, 16, 17, 255 * 16 - 1, 255 * 16, 255 * 16 + 17, 20_000])
  func `lines counted many at a time are as many as one by one`(length: Int) {
    let everyLine = [UInt8](repeating: 0x0A, count: length)
    let some = (0..<length).map { $0 % 7 == 0 ? UInt8(0x0A) : UInt8(truncatingIfNeeded: $0) }
    #expect(count_lines(everyLine, length) == length)
    #expect(count_lines(some, length) == count_lines_scalar(some, length))
  }

  private typealias Scan = (
    UnsafePointer<UInt8>?, Int, UInt8, UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
  ) -> byte_scan_count

  private func scan(_ bytes: [UInt8], _ scan: Scan) -> [[UInt32]] {
    var positions = [UInt32](repeating: 0, count: bytes.count + 8)
    var rowEnds = positions
    let count = scan(bytes, bytes.count, 0x7C, &positions, &rowEnds)
    return [
      Array(positions[..<count.positions]), Array(rowEnds[..<count.rows]),
      [UInt32(count.has_high), UInt32(count.has_nul), UInt32(count.has_return)],
    ]
  }
}

@Suite struct DelimitedReaderTests {
  private func records(
    _ text: [UInt8], _ form: DelimitedForm, block: Int = 16, chunk: Int = 3, limit: Int = 1 << 20,
    fieldLimit: Int = 1 << 18
  ) throws -> [[String]] {
    let path = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text).write(to: URL(filePath: path))
    let source = try TextSource(FileBytes(path: path, chunk: chunk))
    let reader = try DelimitedReader(
      source, form: form, blockBytes: block, limits: TextLimits(lineBytes: limit, fieldBytes: fieldLimit))
    var records: [[String]] = []
    while let block = try reader.nextBlock() {
      for index in 0..<block.count {
        let record = block.record(index)
        records.append(
          (0..<record.fieldCount).map { String(decoding: block.field($0, of: record), as: UTF8.self) })
      }
    }
    return records
  }

  private struct UnclosedQuote: Equatable {
    let line: Int
    let quoteLine: Int
  }

  /// The records of which a quote is never closed.
  private func unclosed(_ text: [UInt8], _ form: DelimitedForm, limit: Int = 1 << 20) throws -> [UnclosedQuote] {
    let path = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text).write(to: URL(filePath: path))
    let reader = try DelimitedReader(
      TextSource(FileBytes(path: path)), form: form, blockBytes: 16, limits: TextLimits(lineBytes: limit))
    var found: [UnclosedQuote] = []
    while let block = try reader.nextBlock() {
      if let (record, line) = block.unclosed {
        found.append(UnclosedQuote(line: block.line(of: record), quoteLine: line))
      }
    }
    return found
  }

  private let plain = DelimitedForm(separator: 0x7C)
  private let quoted = DelimitedForm(separator: 0x2C, quote: 0x22)

  @Test(arguments: [16, 17, 64, 1 << 16], [1, 2, 5, 1 << 16])
  func `any size of block and read cuts alike`(block: Int, chunk: Int) throws {
    let lines = (0..<60).map { line in (0..<5).map { "\(line * $0 * 7919)" } }
    let text = Array(lines.map { $0.joined(separator: "|") }.joined(separator: "\n").utf8)
    #expect(try records(text, plain, block: block, chunk: chunk) == lines)
  }

  @Test(arguments: [16, 40, 1 << 16])
  func `quotes keep separators, line ends and doubled quotes`(block: Int) throws {
    let text = Array("a,\"b,c\",\"d\"\"e\"\r\n\"x\r\ny\",,\"\"\r\nlast,1,2".utf8)
    #expect(
      try records(text, quoted, block: block) == [["a", "b,c", "d\"e"], ["x\r\ny", "", ""], ["last", "1", "2"]])
  }

  @Test func `a quote is a character like any other where the layout has none`() throws {
    #expect(try records(Array("\"a|b\"\n".utf8), plain) == [["\"a", "b\""]])
  }

  @Test(arguments: [16, 64])
  func `a quote that is never closed costs its own line, and those after it are read`(block: Int) throws {
    let text = Array("a,b\n1,\"open\n2,x\n3,y\n".utf8)
    #expect(try records(text, quoted, block: block) == [["a", "b"], ["1,\"open"], ["2", "x"], ["3", "y"]])
    #expect(try unclosed(text, quoted) == [UnclosedQuote(line: 2, quoteLine: 2)])
  }

  @Test func `the line of a quote that is never closed is where it opened, not where its record starts`() throws {
    #expect(try unclosed(Array("\"a\nb\",\"c\nd\n".utf8), quoted) == [UnclosedQuote(line: 1, quoteLine: 2)])
  }

  @Test(
    arguments: [
      // Alone before a line end or a separator, with a quoted field below it, or another lone quote.
      "1,2,\"\n3,4,\"x\"\n", "1,2,\"\n3,4,\"\n", "1,\",2\n3,\",4\n", "1,\",2\n\"3\",4,5\n", "1,2,\"\r\n3,4,\"x\"\r\n",
      // Before a text, and closed by what opens another field.
      "1,2,\"x\n3,4,\"y\"\n", "1,\"x,2\n\"3\",4,5\n", "\"1,2,3\n4,\"5\",6\n",
    ], [16, 17, 18, 64])
  func `a lone quote costs its own line, and does not swallow the next one`(text: String, block: Int) throws {
    let found = try unclosed(Array("a,b,c\n\(text)5,6,7\n".utf8), quoted)
    #expect(found.first == UnclosedQuote(line: 2, quoteLine: 2), "\(text)")
    let all = try records(Array("a,b,c\n\(text)5,6,7\n".utf8), quoted, block: block)
    #expect(all.count == 4 && all[1].count == 1 && all[3] == ["5", "6", "7"], "\(all)")
    #expect(all[2].count == (found.count == 2 ? 1 : 3), "\(all)")
  }

  @Test(arguments: [16, 17, 18, 64])
  func `a quoted field of several lines is one, and so is one that begins with a separator on its line`(
    block: Int
  ) throws {
    let text = Array("\"a\nb\",\",c\",d\r\n\"x\"\"\n,\",2,\"y\n\n\"".utf8)
    #expect(
      try records(text, quoted, block: block) == [["a\nb", ",c", "d"], ["x\"\n,", "2", "y\n\n"]])
    #expect(try unclosed(text, quoted).isEmpty)
  }

  @Test func `a quoted field of several lines may end before a separator of several bytes`() throws {
    let form = DelimitedForm(separator: Array("||".utf8), quote: 0x22)
    let text = Array("\"a\nb\"||c\n\"d\n\"|e\n".utf8)
    #expect(try records(text, form) == [["a\nb", "c"], ["\"d"], ["\"|e"]])
  }

  @Test func `a quote open for longer than a line may be is never closed`() throws {
    let text = Array("1,\"open\n".utf8) + Array(String(repeating: "2,x\n", count: 1000).utf8)
    #expect(try records(text, quoted, limit: 500).count == 1001)
    #expect(try unclosed(text, quoted, limit: 500) == [UnclosedQuote(line: 1, quoteLine: 1)])
  }

  @Test func `an escape makes a quote and a separator plain, inside quotes and outside`() throws {
    let form = DelimitedForm(separator: [0x2C], quote: 0x27, escape: 0x5C)
    #expect(try records(Array(#"a\,b,'c\'d,e','f''g'"#.utf8), form) == [["a,b", "c'd,e", "f'g"]])
  }

  @Test func `an escape with nothing after it costs its line`() throws {
    let form = DelimitedForm(separator: [0x2C], quote: 0x22, escape: 0x5C)
    #expect(try records(Array("a,b\nc,d\\".utf8), form) == [["a", "b"], ["c,d\\"]])
  }

  @Test func `a separator may be several bytes`() throws {
    #expect(
      try records(Array("a, b,c, d\n, \n".utf8), DelimitedForm(separator: Array(", ".utf8))) == [
        ["a", "b,c", "d"], ["", ""],
      ])
  }

  @Test(arguments: [16, 19, 64])
  func `lines end as the form says`(block: Int) throws {
    let text = Array("a|b\r1|2\r\n3|4\n5|6".utf8)
    let form: (DelimitedForm.LineEnd) -> DelimitedForm = { DelimitedForm(separator: [0x7C], lineEnd: $0) }
    #expect(try records(text, form(.any), block: block) == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(try records(text, form(.cr), block: block) == [["a", "b"], ["1", "2"], ["\n3", "4\n5", "6"]])
    #expect(try records(text, form(.lf), block: block) == [["a", "b\r1", "2"], ["3", "4"], ["5", "6"]])
  }

  @Test(arguments: [16, 17, 64])
  func `a wrapped line is unwrapped before it is cut, in any form`(block: Int) throws {
    let text = Array("'a|b'\n\"1|'2'\"\n'3|4\n".utf8)
    let wrappers = Array("'\"".utf8)
    let expected = [["a", "b"], ["1", "'2'"], ["'3", "4"]]
    #expect(try records(text, DelimitedForm(separator: 0x7C, wrappers: wrappers), block: block) == expected)
    #expect(
      try records(text, DelimitedForm(separator: [0x7C], lineEnd: .any, wrappers: wrappers), block: block) == expected)
  }

  @Test func `a field over its limit fails, with its line and column`() throws {
    #expect {
      try records(Array("a|b\nc|\(String(repeating: "d", count: 90))\n".utf8), plain, fieldLimit: 64)
    } throws: { "\($0)".contains(":2:2:") && "\($0)".contains("longest_field") }
  }

  @Test func `a byte order mark is passed over`() throws {
    #expect(try records([0xEF, 0xBB, 0xBF] + Array("a|b\n".utf8), plain) == [["a", "b"]])
  }

  @Test func `a record over the limit fails`() throws {
    #expect(throws: TextFailure.self) {
      try records([UInt8](repeating: 0x41, count: 5000), plain, limit: 1000)
    }
  }
}
