import Definition
import Foundation
import Ledger
import TestSupport
import Testing

/// `report.html` of whole runs on the sample of the package.
@Suite(.serialized) struct ReportTests {
  private let input = "\(packageRoot)/SampleInput"

  @Test func `the report is the same bytes in another run, with other threads, from another folder`() throws {
    let (one, other) = (try Night(), try Night())
    try one.run(jobs: 1, input: input)
    try FileManager.default.copyItem(atPath: input, toPath: "\(other.folder)/copy")
    try other.run(jobs: 2, input: "\(other.folder)/copy")
    let report = try one.text("report.html")
    #expect(try report == other.text("report.html"))
    for part in [one.folder, other.folder, packageRoot, "run-1"] { #expect(!report.contains(part)) }
  }

  @Test func `a replay finds the report again, though more has been delivered since`() throws {
    let (before, after) = (try Night(), try Night())
    for night in [before, after] {
      try FileManager.default.removeItem(atPath: night.input)
      try FileManager.default.copyItem(atPath: input, toPath: night.input)
    }
    try FileManager.default.removeItem(atPath: "\(before.input)/dpae/XDP_DPAE_20170301_20170407_20170331.csv.gz")
    try before.run(asOf: "2017-03-30")
    try after.run(asOf: "2017-03-30")
    #expect(try before.text("report.html") == after.text("report.html"))
  }

  @Test func `the manifest has its bytes and digest`() throws {
    struct Manifest: Decodable {
      let report: Record
      struct Record: Decodable {
        let path: String
        let bytes: Int
        let sha256: String
      }
    }
    let night = try Night()
    try night.run(input: input)
    let record = try JSONDecoder().decode(Manifest.self, from: Data(try night.text("manifest.json").utf8)).report
    #expect(record.path == "report.html")
    #expect(try record.bytes == night.text("report.html").utf8.count)
    #expect(record.sha256.count == 64)
  }

  @Test func `a public report is marked as one, and gives no exact count of rows`() throws {
    let night = try Night()
    try night.run(audience: .public, input: input)
    let report = try night.text("report.html")
    #expect(report.contains("Édition publique"))
    #expect(
      report.contains("Tables réservées au public interne\u{A0}: hires, revisions, coverage, hires-and-published."))
    // Rows of declarations, read and superseded in the internal report; those accepted are the hires of the tables.
    let manifest = try JSONSerialization.jsonObject(with: Data(night.text("manifest.json").utf8)) as? [String: Any]
    let accounts = try #require(manifest?["accounting"] as? [String: [String: Any]])
    for place in ["read", "superseded"] {
      let count = try #require(accounts["dpae"]?[place] as? Int)
      #expect(count > 1000)
      #expect(!report.contains("\(count / 1000)\u{202F}\(String(count % 1000 + 1000).dropFirst())"))
    }
  }

  @Test func `a number that the public tables hide is hidden in the report`() throws {
    let night = try Night()
    try night.run(audience: .public, input: input)
    let report = try night.text("report.html")
    let rows = try night.table("training-access").filter {
      $0["departement"] == "total" && $0["age_band"] == "total" && !["total", "?"].contains($0["dispositif"])
    }
    #expect(rows.contains { $0["leavers"] == "s" })
    for row in rows {
      let cells = [row["leavers"], row["access"]].map { "<td class=\"n\">\($0 ?? "")</td>" }.joined()
      #expect(report.contains("<th scope=\"row\">\(row["dispositif"] ?? "")</th>\(cells)"))
    }
  }

  @Test func `no identifier of a person stands in it`() throws {
    let night = try Night()
    try night.run(input: input)
    let report = try night.text("report.html")
    #expect(!report.contains(/\b[1278]\d{12}\b/))
  }
}
