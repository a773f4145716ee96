import Definition
import Failures
import Foundation
import TestSupport
import Testing

/// `--audience public`, on the sample of the package (DOMAIN section 6).
@Suite(.serialized) struct PublicRunTests {
  private static let input = "\(packageRoot)/SampleInput"
  private let input = PublicRunTests.input
  /// One public run, on two threads, for the tests that only read what it published.
  nonisolated(unsafe) private static let published = Result {
    let night = try Night()
    try night.run(audience: .public, input: input)
    return night
  }

  @Test func `a public table is the internal one with some cells hidden, and the fine table is left out`() throws {
    let (internally, publicly) = (try Night(), try PublicRunTests.published.get())
    try internally.run(input: input)
    #expect(!FileManager.default.fileExists(atPath: "\(publicly.output)/current/tables/hires.csv"))
    var hidden = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(publicly.output)/current/tables") {
      let read = { (night: Night) in
        try night.text("tables/\(name)").split(separator: "\n").map { $0.split(separator: ",") }
      }
      let (whole, part) = (try read(internally), try read(publicly))
      #expect(whole.count == part.count)
      for (one, other) in zip(whole, part) {
        for (value, published) in zip(one, other) where value != published {
          #expect(published == "s")
          #expect(value != "0")
          hidden += 1
        }
      }
    }
    #expect(hidden > 1000)
  }

  @Test func `no public count of persons is from 1 to 4, and no rate leaves so few`() throws {
    let night = try PublicRunTests.published.get()
    for row in try night.table("training-access") {
      let leavers = Int(row["leavers"]!)
      for measure in ["leavers", "not_mature", "access_any", "access", "access_durable", "employed"] {
        guard let count = Int(row[measure]!) else { continue }
        #expect(!(1...4).contains(count))
        if let leavers, measure != "leavers", measure != "not_mature", count > 0 {
          #expect(!(1...4).contains(leavers - count))
        }
      }
      // What follows from a hidden count is hidden with it.
      if row["access"] == "s" { #expect(["s", "nd"].contains(row["access_rate"]!)) }
      if row["leavers"] == "s" { #expect(["s", "nd"].contains(row["employed_rate"]!)) }
    }
    for row in try night.table("hires-by-sector") {
      if let establishments = Int(row["establishments"]!) { #expect(![1, 2].contains(establishments)) }
    }
  }

  @Test func `leavers by type of training do not give away the dispositifs that prepare for a hire`() throws {
    let night = try Night()
    let definition = "\(night.folder)/nightly.yaml"
    try FileManager.default.copyItem(atPath: "\(packageRoot)/Pipelines/layouts", toPath: "\(night.folder)/layouts")
    let text = try String(contentsOfFile: "\(packageRoot)/Pipelines/nightly.yaml", encoding: .utf8)
    let tables = """
      tables:
        leavers-by-type:
          fact: leaver
          dimensions: [training_type, departement]
          margins: all
          measures: [leavers, access_any, access]
      """
    try text.replacing("\ntables:\n", with: "\n\(tables)\n").write(
      toFile: definition, atomically: true, encoding: .utf8)
    try night.run(definition: definition, audience: .public, input: input)
    let isPrealable = { (dispositif: String) in ["AFPR", "POEI", "POEC"].contains { dispositif.hasPrefix($0) } }
    let parts = try night.table("training-access").filter {
      $0["age_band"] == "total" && isPrealable($0["dispositif"]!)
    }
    var looked = 0
    for whole in try night.table("leavers-by-type") where whole["training_type"] == "prealable" {
      for measure in ["leavers", "access_any", "access"] {
        let numbers = parts.filter { $0["departement"] == whole["departement"] }.map { $0[measure]! }
        let hidden = numbers.count { $0 == "s" }
        guard let all = Int(whole[measure]!), hidden > 0 else { continue }
        // Each is 1 at least, and at most what the others leave.
        #expect(all - numbers.reduce(0) { $0 + (Int($1) ?? 0) } >= hidden + 5, "\(whole) \(measure)")
        looked += 1
      }
    }
    #expect(looked > 0)
  }

  @Test func `the threads do not change the pattern`() throws {
    let (one, other) = (try Night(), try PublicRunTests.published.get())
    try one.run(jobs: 1, audience: .public, input: input)
    #expect(try one.text("pattern.json") == other.text("pattern.json"))
    #expect(try one.files() == other.files())
  }

  @Test func `the next night keeps what the last one hid, and names it`() throws {
    let night = try Night()
    try night.run(asOf: "2017-03-30", audience: .public, input: input)
    let before = try night.text("pattern.json")
    try night.run(asOf: "2017-03-31", audience: .public, input: input)
    #expect(try night.text("manifest.json").contains("runs/run-1/pattern.json"))
    struct Entry: Decodable, Hashable {
      let fact: String
      let column: String
      let values: [String: String]
    }
    let read = { (text: String) in Set(try JSONDecoder().decode([Entry].self, from: Data(text.utf8))) }
    let (old, new) = (try read(before), try read(try night.text("pattern.json")))
    // What is gone counts nobody any more, or has no row.
    #expect(old.intersection(new).count > old.count * 9 / 10)
    // The first night again tells nothing new: it does not see the second.
    try night.run(asOf: "2017-03-30", audience: .public, input: input)
    #expect(try night.text("pattern.json") == before)
    // By another definition it is another publication, which keeps what all before it hid.
    let definition = "\(night.folder)/nightly.yaml"
    try FileManager.default.copyItem(atPath: "\(packageRoot)/Pipelines/layouts", toPath: "\(night.folder)/layouts")
    let text = try String(contentsOfFile: "\(packageRoot)/Pipelines/nightly.yaml", encoding: .utf8)
    try (text + "\n").write(toFile: definition, atomically: true, encoding: .utf8)
    try night.run(asOf: "2017-03-30", definition: definition, audience: .public, input: input)
    #expect(try night.text("manifest.json").contains("runs/run-2/pattern.json"))
  }
}
