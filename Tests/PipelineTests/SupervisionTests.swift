import Foundation
import TestSupport
import Testing

/// What the command does as a process that nobody watches: signals, limits, messages.
@Suite struct SupervisionTests {
  /// Published once; then a delivery came that takes some time to read.
  private func longNight() throws -> Night {
    let night = try Night.plain()
    #expect(try Command.run(night.arguments()).status == 0)
    let rows = (0..<600_000).map { number in
      Deliveries.hire(["KC_SIRET": "73282932000074", "DC_INDIVIDU_NATIONAL": "\(1_000_000 + number)"])
    }
    try night.put(Deliveries.warehouse(rows), at: "dpae/XDP_DPAE_20160101_20161231_20170101.csv.gz")
    return night
  }

  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func `a signal ends a run with the old tables, and says where it was`(signal: Int32, code: Int32) throws {
    let night = try longNight()
    let before = try night.files()
    let running = try Command.start(night.arguments(more: ["--jobs", "1"]))
    usleep(150_000)
    running.send(signal)
    let ending = try running.wait()
    // The run may have been faster than the signal.
    guard ending.status != 0 else { return }
    #expect(ending.status == code)
    #expect(ending.errors.contains("in stage 'read") || ending.errors.contains("in stage '"))
    #expect(try night.files() == before)
    let runs = try Command.run(["runs", "--output", night.output]).output
    #expect(runs.contains("stopped") && runs.contains(signal == SIGTERM ? "SIGTERM" : "SIGINT"))
    #expect(try Command.run(night.arguments()).status == 0)
  }

  @Test func `a run over its time limit says where it was`() throws {
    let night = try longNight()
    let before = try night.files()
    let running = try Command.start(night.arguments(more: ["--time-limit", "1s", "--jobs", "1"]))
    running.waitForError("search:")
    // A machine that stands still: its time goes on.
    running.send(SIGSTOP)
    usleep(1_200_000)
    running.send(SIGCONT)
    let ending = try running.wait()
    #expect(ending.status == 71)
    #expect(ending.errors.contains("over its time limit of 1 s, in stage '"))
    #expect(try night.files() == before)
  }

  @Test func `a run over its memory limit ends, and the old tables stay`() throws {
    let night = try longNight()
    let before = try night.files()
    let ending = try Command.run(night.arguments(more: ["--memory", "10M"]))
    #expect(ending.status == 71)
    #expect(ending.errors.contains("over its memory limit: it holds") && ending.errors.contains("KiB of 10240"))
    #expect(try night.files() == before)
  }

  @Test func `a signal ends nights that are made up, with those after it named`() throws {
    let night = try Night.plain()
    let running = try Command.start(night.arguments(asOf: "2016-12-01..2017-03-31"))
    usleep(400_000)
    running.send(SIGTERM)
    let ending = try running.wait()
    #expect(ending.status == 143)
    #expect(night.names("runs").count < 100)
  }

  @Test func `a run that failed is failed, even while its command is told`() throws {
    let night = try Night.plain()
    try night.putRaw(Array("no header".utf8), at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv")
    let definition = try night.define("monitoring: {notify: [/bin/sleep, '2']}")
    let ending = try Command.run(night.arguments(definition: definition, more: ["--time-limit", "1s"]))
    #expect(ending.status == 65)
    #expect(try Command.run(["runs", "--output", night.output]).output.contains("failed"))
  }

  @Test func `a name that holds a line feed forges no line of the log`() throws {
    let night = try Night.plain()
    try night.putRaw(Array("x".utf8), at: "dpae/XDP_y\n2017-01-01T00:00:00Z error forged.csv")
    let ending = try Command.run(night.arguments())
    #expect(ending.errors.contains("forged"))
    #expect(!ending.errors.contains("\n2017-01-01T00:00:00Z error forged"))
  }

  @Test func `a second run on the same output is told who holds it, and ends with 75`() throws {
    let night = try longNight()
    let first = try Command.start(night.arguments(more: ["--jobs", "1"]))
    var second = try Command.run(night.arguments())
    // The first may not have taken the lock yet, or be over.
    for _ in 0..<50 where second.status != 75 && first.isRunning { second = try Command.run(night.arguments()) }
    let ending = try first.wait()
    #expect([0, 75].contains(ending.status))
    if second.status == 75 { #expect(second.errors.contains("is held by run 2") && second.errors.contains("process ")) }
  }

  @Test func `quiet is silent on success, and says what fails`() throws {
    let night = try Night.plain()
    let ending = try Command.run(night.arguments(more: ["--quiet"]))
    #expect(ending.status == 0)
    #expect(ending.errors == "")
    try night.putRaw(Array("no header".utf8), at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv")
    #expect(try Command.run(night.arguments(more: ["--quiet"])).errors.contains("error"))
  }

  @Test func `every line of the JSON log is an object with the id of the run`() throws {
    let night = try Night.plain()
    let ending = try Command.run(night.arguments(more: ["--log-format", "json"]))
    let run = try #require(night.currentRun?.split(separator: "/").last)
    let lines = ending.errors.split(separator: "\n")
    #expect(lines.count >= 5)
    for line in lines {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
      #expect(object["run"] == String(run))
      #expect(object["level"] != nil && object["time"] != nil && object["message"] != nil)
    }
  }

  @Test func `the metrics are replaced in one move, after a failure too`() throws {
    let night = try Night.plain()
    let metrics = "\(night.folder)/outcomes.prom"
    try Command.run(night.arguments(more: ["--metrics", metrics]))
    let good = try String(contentsOfFile: metrics, encoding: .utf8)
    #expect(good.contains("outcomes_run_exit_code{pipeline=\"plain\",audience=\"internal\"} 0\n"))
    #expect(good.contains("# TYPE outcomes_run_rows_read gauge\n"))
    try night.putRaw(Array("no header".utf8), at: "dpae/XDP_DPAE_20160101_20170331_20170101.csv")
    try Command.run(night.arguments(more: ["--metrics", metrics]))
    let bad = try String(contentsOfFile: metrics, encoding: .utf8)
    #expect(bad.contains("outcomes_run_exit_code{pipeline=\"plain\",audience=\"internal\"} 65\n"))
    let published = { (text: String) in
      text.split(separator: "\n").first { $0.hasPrefix("outcomes_published_finished") }
    }
    #expect(published(bad) == published(good))
    #expect(try FileManager.default.contentsOfDirectory(atPath: night.folder).allSatisfy { !$0.hasSuffix(".new") })
  }

  @Test func `the command that is notified gets the record of the run`() throws {
    let night = try Night.plain()
    let told = "\(night.folder)/told"
    let definition = try night.define("monitoring:\n  notify: [/bin/sh, -c, 'cat >\(told)']")
    #expect(try Command.run(night.arguments(definition: definition)).status == 0)
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: told))) as? [String: Any])
    #expect(record["state"] as? String == "published")
    #expect(record["as_of"] as? String == "2017-03-31")
    #expect(record["exit_code"] as? Int == 0)
  }

  @Test(arguments: [
    ("[/bin/false]", "/bin/false ended with exit code 1"), ("[/no/such/program]", "cannot be started"),
    ("[/bin/sleep, '60']\n  notify_timeout: 1 second", "took longer than 1 s"),
  ])
  func `a command that cannot be notified is a warning, and the tables are published`(
    command: String, message: String
  ) throws {
    let night = try Night.plain()
    let definition = try night.define("monitoring:\n  notify: \(command)")
    let ending = try Command.run(night.arguments(definition: definition))
    #expect(ending.status == 1)
    #expect(ending.errors.contains(message))
    #expect(night.isPublished)
  }

  @Test func `missed nights are made up in order, those that are published left out`() throws {
    let night = try Night.plain()
    #expect(try Command.run(night.arguments(asOf: "2016-12-02")).status == 0)
    let ending = try Command.run(night.arguments(asOf: "2016-12-01..2016-12-03"))
    #expect(ending.status == 0)
    #expect(ending.output.split(separator: "\n").count == 2)
    let listed = try Command.run(["runs", "--output", night.output]).output
    #expect(listed.split(separator: "\n").dropFirst().map { $0.contains("2016-12-03") } == [true, false, false])
  }

  @Test func `a night that fails stops the nights after it, which are named`() throws {
    let night = try Night.plain()
    try night.putRaw(Array("no header".utf8), at: "dpae/XDP_DPAE_20161202_20161202_20161202.csv")
    let ending = try Command.run(night.arguments(asOf: "2016-12-01..2016-12-04"))
    #expect(ending.status == 65)
    #expect(ending.errors.contains("nights from 2016-12-0"))
  }
}
