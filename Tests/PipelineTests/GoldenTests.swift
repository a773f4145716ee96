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
