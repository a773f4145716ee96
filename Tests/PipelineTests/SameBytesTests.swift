import Foundation
import Ingest
import Sample
import TestSupport
import Testing

/// Same inputs, same bytes: whatever the order of files and rows, the size of the reads, the number of threads.
@Suite(.serialized) struct SameBytesTests {
  /// A small region, written once, and its tables.
  private static let region: Result<(input: String, tables: [String: Data], rejects: [String: Data]), any Error> =
    Result {
      let folder = FileManager.default.temporaryDirectory.appending(path: "region-\(UUID().uuidString)").path
      try writeSample(SampleOptions(seed: 7, scale: 0.001), to: folder)
      let night = try Night()
      try night.run(jobs: 1, input: folder)
      return (folder, try night.files(), try night.files("rejects"))
    }

  private func expectSame(
    jobs: Int = 2, rejectsToo: Bool = true, reading: ReadingLimits = ReadingLimits(),
    changing change: (String) throws -> Void = { _ in }
  ) throws {
    let region = try Self.region.get()
    let night = try Night()
    try FileManager.default.removeItem(atPath: night.input)
    try FileManager.default.copyItem(atPath: region.input, toPath: night.input)
    try change(night.input)
    try night.run(jobs: jobs, reading: reading)
    let tables = try night.files()
    for (name, bytes) in region.tables { #expect(tables[name] == bytes, "\(name)") }
    #expect(tables.count == region.tables.count)
    if rejectsToo { #expect(try night.files("rejects") == region.rejects) }
  }

  @Test(arguments: [1, 2, 5]) func `any number of threads`(jobs: Int) throws { try expectSame(jobs: jobs) }

  @Test(arguments: [(1, 16), (7, 333), (4096, 1 << 12), (1 << 20, 1 << 22)])
  func `any size of read and block`(chunk: Int, block: Int) throws {
    var reading = ReadingLimits()
    reading.chunkBytes = chunk
    reading.blockBytes = block
    try expectSame(reading: reading)
  }

  @Test func `any order of rows`() throws {
    try expectSame(rejectsToo: false) { input in
      try Self.rewrite(input) { header, rows in [("", [header] + Self.shuffled(rows))] }
    }
  }

  @Test func `a file split in two of one delivery`() throws {
    try expectSame(rejectsToo: false) { input in
      try Self.rewrite(input) { header, rows in
        let half = rows.count / 3
        return [("_a", [header] + rows[..<half]), ("_b", [header] + rows[half...])]
      }
    }
  }

  /// Writes the person-level deliveries and the trainings again, plain, in one or several parts.
  private static func rewrite(_ input: String, into parts: (String, [String]) -> [(String, [String])]) throws {
    for folder in ["dpae", "training"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(input)/\(folder)").sorted()
      where name.hasPrefix("XDP") || name.hasPrefix("stagiaires") {
        let path = "\(input)/\(folder)/\(name)"
        let lines = try inflated(path).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        try FileManager.default.removeItem(atPath: path)
        for (suffix, part) in parts(lines[0], Array(lines.dropFirst())) {
          let target = path.replacing(".csv.gz", with: "\(suffix).csv")
          try Data((part.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: target))
        }
      }
    }
  }

  private static func inflated(_ path: String) throws -> String {
    var text = ""
    try Inflated.read(path) { text += String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// A shuffle that is the same on every day.
  private static func shuffled(_ rows: [String]) -> [String] {
    var state: UInt64 = 42
    return rows.map { row in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 16, row)
    }
    .sorted { $0.0 < $1.0 }
    .map(\.1)
  }
}
