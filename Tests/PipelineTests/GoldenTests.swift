import Foundation
import TestSupport
import Testing

/// The tables of the committed sample, byte for byte. `make golden` records them again; say why in CHANGELOG.md.
@Suite struct GoldenTests {
  private static let folder = "\(packageRoot)/Tests/Golden"

  @Test func `the tables of SampleInput are those that were recorded`() throws {
    let night = try Night()
    try night.run(input: "\(packageRoot)/SampleInput")
    let tables = try night.files()
    if ProcessInfo.processInfo.environment["GOLDEN"] == "record" {
      for (name, bytes) in tables { try bytes.write(to: URL(filePath: "\(Self.folder)/\(name)")) }
    }
    let recorded = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(Set(recorded) == Set(tables.keys))
    for name in recorded.sorted() {
      let golden = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)"))
      guard let ours = tables[name], ours != golden else { continue }
      Issue.record("\(name): \(firstDifference(ours, golden))")
    }
  }

  private func firstDifference(_ ours: Data, _ golden: Data) -> String {
    let lines = [ours, golden].map { $0.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) } }
    let line = zip(lines[0], lines[1]).enumerated().first { $0.element.0 != $0.element.1 }
    guard let line else { return "\(lines[0].count) lines, recorded \(lines[1].count)" }
    return "line \(line.offset + 1): \(line.element.0), recorded \(line.element.1)"
  }
}

/// The generator says what it planted; the run must find it.
@Suite struct TruthTests {
  private struct Truth: Decodable {
    let access: Access
    let training: Training

    struct Training: Decodable {
      let entries: Int
      let amountEur: Double
    }

    struct Access: Decodable {
      let leavers: Int
      let accessAny: Int
      let access: Int
      let accessDurable: Int
      let employed: Int
    }
  }

  @Test func `the run finds what the sample planted`() throws {
    let input = "\(packageRoot)/SampleInput"
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let truth = try decoder.decode(Truth.self, from: Data(contentsOf: URL(filePath: "\(input)/truth.json")))
    let night = try Night()
    try night.run(input: input)
    let row = try night.totals("training-access")
    let found = ["leavers", "access_any", "access", "access_durable", "employed"].map { Int(row[$0] ?? "") ?? -1 }
    let planted = [
      truth.access.leavers, truth.access.accessAny, truth.access.access, truth.access.accessDurable,
      truth.access.employed,
    ]
    #expect(found == planted)
    let entries = try night.totals("training-entries")
    #expect(entries["entries"] == String(truth.training.entries))
    #expect(Double(entries["amount_eur"] ?? "") == truth.training.amountEur)
  }
}
