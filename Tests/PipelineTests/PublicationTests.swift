import Failures
import Foundation
import Nights
import TestSupport
import Testing

@Suite struct PublicationTests {
  private func night() throws -> Night {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()), on: "20161101")
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training()))
    return night
  }

  @Test func `a run that fails leaves the tables of the last one`() throws {
    let night = try night()
    try night.run()
    let before = try night.files()
    try night.putRaw(Array("\u{1F}not gzip at all".utf8), at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv.gz")
    #expect(night.failure()?.status == .badData)
    #expect(try night.files() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(night.output)/runs") == ["run-1"])
  }

  @Test func `a replay gives the same bytes`() throws {
    let night = try night()
    try night.run()
    let (tables, rejects) = (try night.files(), try night.files("rejects"))
    try night.run()
    #expect(try night.files() == tables)
    #expect(try night.files("rejects") == rejects)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(night.output)/current") == "runs/run-2")
  }

  @Test func `a required input without a file stops the run`() throws {
    let night = try Night()
    let failure = try #require(night.failure())
    #expect(failure.status == .noInput)
    #expect(failure.message.contains("nightly.yaml:") && failure.message.contains("dpae/**/*.csv"))
  }

  @Test func `an optional input that is absent warns of the tables it leaves empty`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    let result = try night.run()
    #expect(result.status == .doneWithWarnings)
    #expect(
      result.warnings.contains {
        $0.contains("'training'") && $0.contains("training-access, training-access-by-quarter")
      })
    #expect(try night.table("training-access").count == 1)
    #expect(try night.table("training-access-curve").count == 12)
  }

  @Test func `an output that cannot be made is said`() throws {
    let night = try night()
    try Data().write(to: URL(filePath: night.output))
    #expect(night.failure()?.status == .cannotWrite)
  }

  @Test func `too many rejects stop the run, with their reason`() throws {
    let night = try Night()
    let wrong = Deliveries.hire(["DC_TYPECONTRAT_ID": "9"])
    try night.deliver(Deliveries.warehouse([[String: String]](repeating: wrong, count: 1001)))
    let failure = try #require(night.failure())
    #expect(failure.status == .badData)
    #expect(failure.message.contains("1001 of 1001 rows") && failure.message.contains("contract"))
  }

  @Test func `the manifest names the inputs by their SHA-256`() throws {
    let night = try night()
    try night.put("commune,bassin,libelle_bassin\n13055,9311,MARSEILLE\n", at: "reference/commune-bassin.csv")
    try night.run()
    // printf 'commune,bassin,libelle_bassin\n13055,9311,MARSEILLE\n' | sha256sum
    #expect(
      try night.text("manifest.json").contains("8e82d01bef802f8faec4b61ad01e030d460d466a4bdab995db779951e073500f"))
    #expect(try night.table("hires").map { $0["bassin"] } == ["9311"])
  }

  @Test func `a second run on the same output is told to wait`() throws {
    let night = try night()
    try FileManager.default.createDirectory(atPath: night.output, withIntermediateDirectories: true)
    let lock = try OutputLock(night.output)
    #expect(night.failure()?.status == .alreadyRunning)
    lock.release()
    #expect(night.failure() == nil)
  }
}
