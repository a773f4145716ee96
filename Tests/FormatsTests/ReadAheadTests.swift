import Formats
import Foundation
import Testing

/// A text that is unpacked ahead is the text.
@Suite struct ReadAheadTests {
  private static let text = (0..<60_000).flatMap { Array("line \($0) of a text\n".utf8) }

  /// A gzip file of the text, cut short where `kept` says so.
  private func withFile(kept: Double = 1, _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "ahead-\(UUID().uuidString).gz").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try GzipWriter(path: path, effort: .fast)
    try writer.write(ReadAheadTests.text)
    try writer.close()
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.prefix(Int(Double(whole.count) * kept)).write(to: URL(filePath: path))
    try body(path)
  }

  /// What a reader gives, and the error that ends it.
  private func read(
    pieces: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Int
  ) -> (bytes: [UInt8], failure: String?) {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: pieces)
    do {
      while true {
        let count = try room.withUnsafeMutableBytes { try body($0) }
        if count == 0 { return (bytes, nil) }
        bytes += room[..<count]
      }
    } catch {
      return (bytes, "\(error)")
    }
  }

  @Test(arguments: [1, 16, 1000, 1 << 18], [7, 4096, 1 << 20])
  func `it gives the same bytes in pieces of any size`(buffer: Int, pieces: Int) throws {
    try withFile { path in
      let ahead = ReadAhead(try TextSource(FileBytes(path: path)), bufferBytes: buffer)
      let read = read(pieces: pieces) { try ahead.read(into: $0) }
      #expect(read.bytes == ReadAheadTests.text)
      #expect(read.failure == nil)
      #expect(ahead.offset == (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int))
    }
  }

  @Test func `an error comes after the bytes before it, as from the source itself`() throws {
    try withFile(kept: 0.5) { path in
      let source = try TextSource(FileBytes(path: path))
      let plain = read(pieces: 4096) { try source.read(into: $0) }
      let ahead = ReadAhead(try TextSource(FileBytes(path: path)), bufferBytes: 4096)
      let read = read(pieces: 4096) { try ahead.read(into: $0) }
      #expect(read.failure != nil)
      #expect(read.failure == plain.failure)
      #expect(read.bytes == plain.bytes)
    }
  }

  @Test(arguments: [0, 1, 100]) func `a reader that leaves early does not wait for the rest`(reads: Int) throws {
    try withFile { path in
      let ahead = ReadAhead(try TextSource(FileBytes(path: path)), bufferBytes: 64)
      var room = [UInt8](repeating: 0, count: 64)
      for _ in 0..<reads { #expect(try room.withUnsafeMutableBytes { try ahead.read(into: $0) } > 0) }
    }
  }

  @Test func `after the end there is nothing more, and no waiting`() throws {
    try withFile { path in
      let ahead = ReadAhead(try TextSource(FileBytes(path: path)))
      _ = read(pieces: 4096) { try ahead.read(into: $0) }
      var room = [UInt8](repeating: 0, count: 64)
      #expect(try room.withUnsafeMutableBytes { try ahead.read(into: $0) } == 0)
    }
  }
}
