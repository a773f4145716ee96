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
        return [0x7C, 0x0A, 0x41, 0x42, 0xA5, 0x7C][Int(state >> 33) % 6]
      }
      #expect(scan(bytes, byte_scan) == scan(bytes, byte_scan_scalar))
    }
  }

  private typealias Scan = (
    UnsafePointer<UInt8>?, Int, UInt8, UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
  ) -> byte_scan_count

  private func scan(_ bytes: [UInt8], _ scan: Scan) -> [[UInt32]] {
    var positions = [UInt32](repeating: 0, count: bytes.count + 8)
    var rowEnds = positions
    let count = scan(bytes, bytes.count, 0x7C, &positions, &rowEnds)
    return [Array(positions[..<count.positions]), Array(rowEnds[..<count.rows])]
  }
}

@Suite struct DelimitedReaderTests {
  private func records(
    _ text: [UInt8], _ form: DelimitedForm, block: Int = 16, chunk: Int = 3, limit: Int = 1 << 20
  ) throws -> [[String]] {
    let path = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text).write(to: URL(filePath: path))
    let source = try TextSource(FileBytes(path: path, chunk: chunk))
    let reader = try DelimitedReader(source, form: form, blockBytes: block, lineLimit: limit)
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

  @Test func `a quote that is never closed fails with the line where it opened`() throws {
    #expect {
      try records(Array("a,b\n\"c,d\ne,f\n".utf8), quoted)
    } throws: { "\($0)".contains(":2:") && "\($0)".contains("never closed") }
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
