import Failures
import Foundation
import Ingest
import Nights
import TestSupport
import Testing

/// A delivery is read once it has wholly arrived, and the log says which have not.
@Suite struct ArrivalTests {
  private func hires(_ night: Night) throws -> [String?] { try night.table("hires").map { $0["month"] } }

  private func late(_ night: Night, _ name: String) throws {
    try night.putRaw(
      Array(Deliveries.warehouse(Deliveries.hire(["KD_DATEEMBAUCHE": "2016-11-05"])).utf8), at: "dpae/\(name)")
  }

  @Test(arguments: [
    "XDP_DPAE_20161101_20161130_20161208.csv.part", "XDP_DPAE_20161101_20161130_20161208.csv.filepart",
    ".XDP_DPAE_20161101_20161130_20161208.csv.Qz31Ab",
  ])
  func `a file under the name of an upload is not read, and is a warning`(name: String) throws {
    let night = try Night.plain()
    try late(night, name)
    let result = try night.run(definition: try night.define())
    #expect(result.warnings == ["dpae/\(name): still arriving, as its name says; not read"])
    #expect(try hires(night) == ["2016-10", "2016-10"])
    #expect(try night.text("manifest.json").contains("\"not_whole\" : [\n    \"dpae/\(name): still arriving"))
  }

  @Test func `a hidden file that would be no delivery is passed over in silence`() throws {
    let night = try Night.plain()
    try night.putRaw([], at: "dpae/.nfs0001")
    #expect(try night.run(definition: try night.define()).warnings.isEmpty)
  }

  @Test func `a file younger than the quiet time is not read; one as old is`() throws {
    let night = try Night.plain()
    try late(night, "XDP_DPAE_20161101_20161130_20161208.csv")
    let definition = try night.define("limits: {quiet_time: 10 minutes}")
    let old = Date().addingTimeInterval(-3600)
    for name in [
      "dpae/XDP_DPAE_20160101_20170331_20161101.csv.gz", "dpae/XDP_DPAE_20161102_20170331_20170228.csv.gz",
      "training/stagiaires-pe_20161101.csv.gz",
    ] {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: "\(night.input)/\(name)")
    }
    let result = try night.run(definition: definition)
    #expect(result.warnings.count == 1)
    #expect(result.warnings[0].contains("XDP_DPAE_20161101_20161130_20161208.csv: written "))
    #expect(result.warnings[0].contains("less than the quiet time of 600 s; not read"))
    #expect(try hires(night) == ["2016-10", "2016-10"])
    try FileManager.default.setAttributes(
      [.modificationDate: old], ofItemAtPath: "\(night.input)/dpae/XDP_DPAE_20161101_20161130_20161208.csv")
    #expect(try night.run(definition: definition).warnings.isEmpty)
    #expect(try hires(night).contains("2016-11"))
  }

  @Test(arguments: [(600, true), (599.9, false)])
  func `a file exactly as old as the quiet time is read, one a tenth of a second younger is not`(
    age: Double, isRead: Bool
  ) throws {
    let night = try Night.plain()
    try late(night, "XDP_DPAE_20161101_20161130_20161208.csv")
    let definition = try night.define("limits: {quiet_time: 10 minutes}")
    let written = Date(timeIntervalSince1970: 1_490_000_000)
    for name in try FileManager.default.subpathsOfDirectory(atPath: night.input) where name.contains(".csv") {
      let age = name.contains("20161208") ? 0.0 : 3600
      try FileManager.default.setAttributes(
        [.modificationDate: written.addingTimeInterval(-age)], ofItemAtPath: "\(night.input)/\(name)")
    }
    let result = try night.run(definition: definition, now: { written.addingTimeInterval(age) })
    #expect(result.warnings.isEmpty == isRead)
    #expect(try hires(night).contains("2016-11") == isRead)
  }

  @Test func `a file that its SHA-256 does not fit is not read; one that it fits is`() throws {
    let night = try Night.plain()
    let name = "XDP_DPAE_20161101_20161130_20161208.csv"
    try late(night, name)
    let definition = try night.define()
    let digest = try Ingest.digest(ofFile: "\(night.input)/dpae/\(name)").sha256
    try night.putRaw(Array("\(String(digest.reversed()))  \(name)\n".utf8), at: "dpae/\(name).sha256")
    let wrong = try night.run(definition: definition)
    #expect(wrong.warnings.count == 1)
    #expect(wrong.warnings[0].contains("its SHA-256 is \(digest), and dpae/\(name).sha256 says"))
    #expect(try hires(night) == ["2016-10", "2016-10"])
    let forms = [
      "\(digest.uppercased())  \(name)\n", "SHA256 (\(name)) = \(digest)\n", "\u{FEFF}\(digest)\n",
      "\(String(repeating: "0", count: 64))  other.csv\n\(digest) *\(name)\n",
    ]
    for text in forms {
      try night.putRaw(Array(text.utf8), at: "dpae/\(name).sha256")
      #expect(try night.run(definition: definition).warnings.isEmpty)
      #expect(try hires(night).contains("2016-11"))
    }
  }

  @Test func `a required input of which nothing has wholly arrived stops the run`() throws {
    let night = try Night.plain()
    for name in ["XDP_DPAE_20160101_20170331_20161101.csv.gz", "XDP_DPAE_20161102_20170331_20170228.csv.gz"] {
      try night.putRaw(Array("0000".utf8), at: "dpae/\(name).sha256")
    }
    #expect(throws: RunFailure.self) { try night.run(definition: try night.define()) }
    #expect(!night.isPublished)
  }

  @Test func `a link that leads nowhere stops the run, for a delivery may hide behind it`() throws {
    let night = try Night.plain()
    try FileManager.default.createSymbolicLink(
      atPath: "\(night.input)/dpae/XDP_DPAE_20161101_20161130_20161208.csv", withDestinationPath: "/nowhere")
    do {
      try night.run(definition: try night.define())
      Issue.record("the run passed over the link")
    } catch {
      #expect(ExitStatus.of(error) == .noInput)
      #expect("\(error)".contains("XDP_DPAE_20161101_20161130_20161208.csv: cannot open"))
    }
  }

  @Test func `a disk that is nearly full stops the run before it reads`() throws {
    let night = try Night.plain()
    let definition = try night.define("limits: {free_disk: 1000000000 megabytes}")
    do {
      try night.run(definition: definition)
      Issue.record("the run began")
    } catch {
      #expect(ExitStatus.of(error) == .cannotWrite)
      #expect("\(error)".contains("MiB are free where 1000000000 are needed; make room with 'outcomes purge'"))
    }
  }
}
