import Foundation
import TestSupport
import Testing

/// What the output folder tells of past runs: list, sheet, replay, differences, purge.
@Suite struct HistoryTests {
  @discardableResult
  private func run(_ night: Night, asOf: String = "2017-03-31", _ more: [String] = []) throws -> Command.Ending {
    try Command.run(night.arguments(asOf: asOf, more: more))
  }

  private func outcomes(_ night: Night, _ arguments: String...) throws -> Command.Ending {
    try Command.run(arguments + ["--output", night.output])
  }

  /// The name of the run that was made last.
  private func last(_ night: Night) throws -> String {
    try #require(night.names("history").last?.dropLast(5)).description
  }

  @Test func `every run has its line, whatever became of it`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    try night.putRaw(Array("no header".utf8), at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv")
    #expect(try run(night).status == 65)
    let lines = try outcomes(night, "runs").output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].contains("failed") && lines[1].contains("the header fits no layout"))
    #expect(lines[2].hasPrefix("*") && lines[2].contains("published"))
  }

  @Test func `a run whose process was killed is interrupted, and the next run says so`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    let record = "\(night.output)/history/\(try last(night)).json"
    let text = try String(contentsOfFile: record, encoding: .utf8)
      .replacingOccurrences(of: "\"published\"", with: "\"running\"")
    try FileManager.default.removeItem(atPath: "\(night.output)/runs")
    try text.write(toFile: record, atomically: true, encoding: .utf8)
    try "999999 elsewhere 2017-03-31T00:00:00Z run x\n".write(
      toFile: "\(night.output)/.lock", atomically: false, encoding: .utf8)
    let next = try run(night)
    #expect(
      next.errors.contains("run x (process 999999 on elsewhere, since 2017-03-31T00:00:00Z) ended without a word"))
    #expect(try outcomes(night, "runs").output.contains("interrupted"))
  }

  @Test func `a replay gives the same bytes, from the definition that the run kept`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    try night.define("rules: {one_month: 40 days}")
    let replay = try outcomes(night, "replay", "current")
    #expect(replay.status == 0)
    #expect(replay.output.contains("plain.yaml has changed since; the run's own copy is used"))
    #expect(replay.output.contains("13 of 13 files are the same to the byte"))
  }

  @Test func `a replay says which input has changed, and which files differ`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    try night.deliver(Deliveries.warehouse(Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-04"])), on: "20161101")
    let replay = try outcomes(night, "replay", "last")
    #expect(replay.status == 0 || replay.status == 65)
    #expect(replay.output.contains("input changed: dpae/XDP_DPAE_20160101_20170331_20161101.csv.gz"))
  }

  @Test func `a replay reads no delivery that arrived since, and names it`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    try night.deliver(Deliveries.warehouse(Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-05"])), on: "20161201")
    let replay = try outcomes(night, "replay", "current")
    #expect(replay.status == 0)
    #expect(replay.output.contains("input arrived since, not read: dpae/XDP_DPAE_20160101_20170331_20161201.csv.gz"))
  }

  @Test func `a replay without one of its inputs names it, and ends with 66`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    try FileManager.default.removeItem(atPath: "\(night.input)/training/stagiaires-pe_20161101.csv.gz")
    let replay = try outcomes(night, "replay", "current")
    #expect(replay.status == 66)
    #expect(replay.errors.contains("input is gone: training/stagiaires-pe_20161101.csv.gz"))
  }

  @Test func `a difference names the cells that moved, and the delivery that moved them`() throws {
    let night = try Night.plain()
    #expect(try run(night, asOf: "2016-11-30").status == 0)
    let first = try last(night)
    try night.deliver(
      Deliveries.warehouse(
        Deliveries.hire(["DC_INDIVIDU_NATIONAL": "1000000002"]),
        Deliveries.hire(["DC_INDIVIDU_NATIONAL": "1000000001", "KD_DATECREATION": "2016-11-02"])),
      from: "20161001", to: "20161031", on: "20161201")
    #expect(try run(night, asOf: "2016-12-31").status == 0)
    let difference = try outcomes(night, "diff", first, "current").output
    #expect(difference.contains("as-of date: 2016-11-30 -> 2016-12-31"))
    #expect(
      difference.contains(
        "new delivery: dpae/XDP_DPAE_20161001_20161031_20161201.csv.gz: 2 of 2 rows stand, hires 2016-10-01 to 2016-10-31"
      ))
    #expect(difference.contains("versions: 1 rows of 1 earlier files are superseded now"))
    #expect(difference.contains("late declarations: +1 hires of 1 months, 2016-10 to 2016-10"))
    #expect(difference.contains("  month=2016-10 departement=13  hires 1 -> 2 (+1, +100.0 %)"))
    let csv = try outcomes(night, "diff", first, "current", "--csv").output
    #expect(csv.contains("hires,month=2016-10 departement=total,hires,1,2\n"))
  }

  @Test func `two runs of the same night differ in nothing`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    let first = try last(night)
    #expect(try run(night).status == 0)
    let difference = try outcomes(night, "diff", first, "last").output
    #expect(
      difference.contains("none: same inputs, definition and version")
        && difference.contains("3 of 3 tables are the same"))
  }

  @Test func `a changed rule is a cause`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    let first = try last(night)
    try night.define("rules: {access: 1 month}")
    #expect(try run(night).status == 0)
    let difference = try outcomes(night, "diff", first, "last").output
    #expect(difference.contains("definition: access: 6 months -> 1 months"))
    #expect(difference.contains("training-access:") && difference.contains("cells moved"))
  }

  @Test func `a purge keeps the current run whole, and of the others what they were`() throws {
    let night = try Night.plain()
    #expect(try run(night).status == 0)
    let old = try last(night)
    #expect(try run(night).status == 0)
    #expect(try outcomes(night, "purge", "--keep", "1d").output == "tables of 0 runs removed, of 2\n")
    let planned = try outcomes(night, "purge", "--keep", "0d", "--dry-run")
    #expect(planned.output.contains("\(old): would free"))
    #expect(night.names("runs/\(old)").contains("tables"))
    #expect(try outcomes(night, "purge", "--keep", "0d").output.contains("\(old): freed"))
    #expect(night.names("runs/\(old)") == ["definition", "manifest.json"])
    #expect(night.names("current") == Night.namesOfARun)
    #expect(try outcomes(night, "runs").output.contains("purged"))
    #expect(try outcomes(night, "replay", old).status == 0)
  }

  @Test func `a purge that only looks waits for no run, and writes nothing`() throws {
    let night = try Night.plain()
    try run(night)
    try FileManager.default.removeItem(atPath: "\(night.output)/.lock")
    #expect(try outcomes(night, "purge", "--keep", "0d", "--dry-run").status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(night.output)/.lock"))
    let other = try OutputLock(night.output)
    #expect(try outcomes(night, "purge", "--keep", "0d", "--dry-run").status == 0)
    #expect(try outcomes(night, "purge", "--keep", "0d").status == 75)
    other.release()
  }

  @Test func `a folder that no run has written to is no folder of runs, and stays unmade`() throws {
    let night = try Night.plain()
    for command in [["runs"], ["purge", "--keep", "0d"], ["show", "last"], ["replay", "last"]] {
      let ending = try Command.run(command + ["--output", night.output])
      #expect(ending.status == 66)
      #expect(ending.errors.contains("holds no runs; give --output"))
    }
    #expect(!FileManager.default.fileExists(atPath: night.output))
  }

  @Test func `a night that is made up does not take current back; one that is asked for does, and says so`() throws {
    let night = try Night.plain()
    #expect(try run(night, asOf: "2016-12-10").status == 0)
    let shown = night.currentRun
    #expect(try run(night, asOf: "2016-12-08..2016-12-09").status == 0)
    #expect(night.currentRun == shown)
    #expect(night.names("runs").count == 3)
    let back = try run(night, asOf: "2016-12-07")
    #expect(night.currentRun != shown)
    #expect(back.errors.contains("current goes back to 2016-12-07 from a later day"))
  }

  @Test func `a purge keeps what is younger than it is told, to the hour`() throws {
    let night = try Night.plain()
    try run(night)
    try run(night)
    #expect(try outcomes(night, "purge", "--keep", "12h").output == "tables of 0 runs removed, of 2\n")
  }

  @Test func `a record under another name than its run leads nowhere`() throws {
    let night = try Night.plain()
    try run(night)
    let victim = "\(night.folder)/victim"
    try FileManager.default.createDirectory(atPath: victim, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: "\(victim)/precious"))
    let record = try String(contentsOfFile: "\(night.output)/history/\(try last(night)).json", encoding: .utf8)
    let forged = record.replacingOccurrences(of: "\"run\" : \"\(try last(night))\"", with: "\"run\" : \"../../victim\"")
    #expect(forged != record)
    try forged.write(toFile: "\(night.output)/history/0000.json", atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: "\(night.output)/history/folder.json", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: "\(night.output)/runs/file"))
    #expect(try outcomes(night, "purge", "--keep", "0d").status == 0)
    #expect(FileManager.default.fileExists(atPath: "\(victim)/precious"))
    #expect(try run(night).status == 0)
  }

  @Test func `a table that was cut short is compared as far as it goes`() throws {
    let night = try Night.plain()
    try run(night)
    let first = try last(night)
    try run(night)
    let path = "\(night.output)/runs/\(first)/tables/hires.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try String(text.dropLast(9)).write(toFile: path, atomically: true, encoding: .utf8)
    let difference = try outcomes(night, "diff", first, "last")
    #expect(difference.status == 0)
    #expect(difference.output.contains("1 rows new"))
  }

  @Test func `a replay goes on where something that arrived since cannot be read`() throws {
    let night = try Night.plain()
    try run(night)
    try night.putRaw(Array("no header".utf8), at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv")
    let replay = try outcomes(night, "replay", "current")
    #expect(replay.status == 0)
    #expect(replay.output.contains("what has arrived since, and is not read, cannot be looked at"))
  }

  @Test func `a purge of persons takes their rows from every run, and nothing else`() throws {
    let night = try Night.plain()
    let key = "\(night.folder)/key"
    try Data(repeating: 7, count: 32).write(to: URL(filePath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    #expect(try run(night, ["--person-key", key]).status == 0)
    #expect(night.names("current").contains("persons"))
    #expect(try outcomes(night, "purge", "--keep", "0d", "--persons").output.contains("freed"))
    #expect(night.names("current") == Night.namesOfARun)
  }

  @Test func `a name that begins several runs, or none, is refused with some that are known`() throws {
    let night = try Night.plain()
    try run(night)
    try run(night)
    #expect(try outcomes(night, "show", "2").errors.contains("is the beginning of 2 runs"))
    let none = try outcomes(night, "show", "1999")
    #expect(none.status == 66)
    #expect(none.errors.contains("no run '1999'; the last are \(night.names("runs")[0])"))
  }

  @Test func `the sheet of a run shows its accounts and its checks`() throws {
    let night = try Night.plain()
    let definition = try night.define("checks:\n  few: {measure: rows, source: dpae, warn: below 10}", as: "checked")
    #expect(try Command.run(night.arguments(definition: definition)).status == 1)
    let sheet = try outcomes(night, "show", "last").output
    #expect(sheet.contains("check few: rows of dpae is 1; warn: below 10"))
    #expect(sheet.contains("checks: 1, of which 1 found something"))
    #expect(sheet.contains("dpae") && sheet.contains("training-access: "))
  }

  @Test func `a filter that nothing passes is a warning, not a table of zeros in silence`() throws {
    let night = try Night.plain()
    let yaml = try night.define().replacing("plain.yaml", with: "filtered.yaml")
    let text = try String(contentsOfFile: night.define(), encoding: .utf8)
      .replacing("measures: [hires, persons]}", with: "measures: [hires, persons], where: {departement: \"14\"}}")
    try text.write(toFile: yaml, atomically: true, encoding: .utf8)
    let ending = try Command.run(night.arguments(definition: yaml))
    #expect(ending.status == 1)
    #expect(ending.errors.contains("table hires: nothing passes its where: {departement: \"14\"}"))
  }
}
