import Foundation
import TestSupport
import Testing

/// A check that fails holds the run until somebody approves it.
@Suite struct HoldTests {
  private func hold(_ night: Night, _ definition: String) throws -> String {
    let ending = try Command.run(night.arguments(asOf: "2017-03-31", definition: definition))
    #expect(ending.status == 77)
    #expect(ending.output == "")
    #expect(ending.errors.contains("outcomes approve"))
    return try #require(night.names("held").first)
  }

  /// A leaver was published; then the training is delivered again without its end, and nobody is one.
  private func nightWithLeavers() throws -> (Night, definition: String) {
    let night = try Night.plain()
    let definition = try night.define(
      """
      checks:
        fewer: {table: training-access, measure: leavers, warn: falls 10 percent, fail: falls 50 percent}
      """, as: "checked")
    #expect(try Command.run(night.arguments(asOf: "2017-03-01", definition: definition)).status == 0)
    #expect(try night.table("training-access").first?["leavers"] == "1")
    try night.deliverTrainings(
      Deliveries.trainings(Deliveries.training(["dd_datefinplanformation": ""])), on: "20170302")
    return (night, definition)
  }

  @Test func `a run that fails a check is kept, and nothing is published`() throws {
    let (night, definition) = try nightWithLeavers()
    let before = (night.currentRun, try night.files())
    let held = try hold(night, definition)
    #expect(night.currentRun == before.0)
    #expect(try night.files() == before.1)
    #expect(night.names("held/\(held)") == Night.namesOfARun)
    let runs = try Command.run(["runs", "--output", night.output]).output
    #expect(runs.contains("held by fewer"))
    let sheet = try Command.run(["show", "last", "--output", night.output]).output
    #expect(sheet.contains("is 0, against 1 (-100.0 %); fail: falls 50 percent"))
  }

  @Test func `an approval publishes the run, and its reason stands in the manifest and the history`() throws {
    let (night, definition) = try nightWithLeavers()
    let held = try hold(night, definition)
    let approval = try Command.run(
      ["approve", "last", "--output", night.output, "--reason", "the sender confirms", "--by", "Statistician"])
    #expect(approval.status == 0, "\(approval.errors)")
    #expect(night.currentRun == "runs/\(held)")
    #expect(night.names("held").isEmpty)
    let manifest = try night.text("manifest.json")
    #expect(manifest.contains("\"reason\" : \"the sender confirms\"") && manifest.contains("\"by\" : \"Statistician\""))
    let runs = try Command.run(["runs", "--output", night.output]).output
    #expect(runs.contains("approved by Statistician: the sender confirms"))
    // What was approved is what the next night is compared with.
    #expect(try Command.run(night.arguments(asOf: "2017-04-01", definition: definition)).status == 0)
  }

  @Test func `a held run that is approved after the night was mended and run again does not take its place`() throws {
    let (night, definition) = try nightWithLeavers()
    let held = try hold(night, definition)
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training()), on: "20170303")
    #expect(try Command.run(night.arguments(asOf: "2017-03-31", definition: definition)).status == 0)
    let mended = try #require(night.currentRun)
    let approval = try Command.run(["approve", held, "--output", night.output, "--reason", "too late"])
    #expect(approval.status == 0)
    #expect(approval.errors.contains("current stays where it is"))
    #expect(night.currentRun == mended)
    let previous = try Command.run(["show", "previous", "--output", night.output]).output
    #expect(previous.contains(held))
  }

  @Test func `an approval without a reason, or of a run that is not held, is refused`() throws {
    let (night, definition) = try nightWithLeavers()
    let held = try hold(night, definition)
    let blank = try Command.run(["approve", held, "--output", night.output, "--reason", " "])
    #expect(blank.status == 64)
    let current = try Command.run(["approve", "current", "--output", night.output, "--reason", "why not"])
    #expect(current.status == 64)
    #expect(current.errors.contains("is published, not held"))
    #expect(night.names("held") == [held])
  }

  @Test func `a held run is held, whatever its record says`() throws {
    let (night, definition) = try nightWithLeavers()
    let held = try hold(night, definition)
    try "[]".write(toFile: "\(night.output)/history/\(held).json", atomically: true, encoding: .utf8)
    let runs = try Command.run(["runs", "--output", night.output]).output
    #expect(runs.split(separator: "\n").contains { $0.contains(held) && $0.contains("held") })
    let approval = try Command.run(["approve", held, "--output", night.output, "--reason", "why\nnot"])
    #expect(approval.status == 0, "\(approval.errors)")
    #expect(try night.text("manifest.json").contains("\"reason\" : \"why not\""))
  }

  @Test func `an approval of an earlier day leaves current at the later one`() throws {
    let (night, definition) = try nightWithLeavers()
    let held = try hold(night, definition)
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training()), on: "20170401")
    #expect(try Command.run(night.arguments(asOf: "2017-04-02", definition: definition)).status == 0)
    let shown = night.currentRun
    let approval = try Command.run(["approve", held, "--output", night.output, "--reason", "late"])
    #expect(approval.status == 0)
    #expect(approval.errors.contains("current stays where it is"))
    #expect(night.currentRun == shown)
    #expect(night.names("runs").contains(held))
  }

  @Test func `a held run whose files were changed is not published`() throws {
    let (night, definition) = try nightWithLeavers()
    let held = try hold(night, definition)
    try "month,departement,hires,persons\n".write(
      toFile: "\(night.output)/held/\(held)/tables/hires.csv", atomically: true, encoding: .utf8)
    let approval = try Command.run(["approve", held, "--output", night.output, "--reason", "why not"])
    #expect(approval.status == 65)
    #expect(approval.errors.contains("is not the file that was held"))
  }

  @Test(arguments: [
    ("{measure: rows, source: dpae, warn: below 1}", 0), ("{measure: rows, source: dpae, warn: below 2}", 1),
    ("{measure: rows, source: dpae, warn: above 0}", 1), ("{measure: rows, source: dpae, warn: above 1}", 0),
    ("{measure: rows, source: dpae, fail: below 2}", 77),
    ("{measure: rows, source: dpae, base: {rows: 2}, fail: below 2}", 0),
    ("{measure: rows, source: dpae, base: {rows: 1}, fail: below 2}", 77),
    ("{measure: match_rate, warn: below 1}", 0), ("{measure: unknown_communes, warn: above 0.99}", 1),
    ("{measure: delivery_age, source: dpae, warn: above 31}", 0),
    ("{measure: delivery_age, source: dpae, warn: above 30}", 1),
    ("{measure: missing_days, warn: above 259}", 1), ("{measure: missing_days, warn: above 260}", 0),
    ("{table: hires, measure: hires, each: departement, where: {departement: \"13\"}, fail: above 0}", 77),
    ("{table: hires, measure: hires, each: departement, where: {departement: \"06\"}, fail: above 0}", 0),
    ("{table: hires, measure: hires, base: {persons: 2}, fail: above 0}", 0),
    ("{table: hires, measure: hires, base: {persons: 1}, fail: above 0}", 77),
  ])
  func `a threshold is passed beyond it, and not at it`(check: String, status: Int32) throws {
    let night = try Night.plain()
    let definition = try night.define("checks: {one: \(check)}", as: "checked")
    let ending = try Command.run(night.arguments(definition: definition))
    #expect(ending.status == status, "\(ending.errors)")
  }

  @Test func `a new delivery is held against the median of those before it, once`() throws {
    let night = try Night.plain()
    let definition = try night.define(
      "checks: {short: {measure: delivery_rows, source: dpae, warn: falls 40 percent}}", as: "checked")
    let rows = { (count: Int, month: String) in
      Deliveries.warehouse((0..<count).map { Deliveries.hire(["DC_INDIVIDU_NATIONAL": "2\(month)00\($0)"]) })
    }
    try FileManager.default.removeItem(atPath: "\(night.input)/dpae")
    for month in ["10", "11", "12"] {
      try night.deliver(rows(10, month), from: "2016\(month)01", to: "2016\(month)30", on: "2016\(month)30")
    }
    try night.deliver(rows(6, "01"), from: "20170101", to: "20170130", on: "20170130")
    #expect(try Command.run(night.arguments(asOf: "2017-01-30", definition: definition)).status == 0)
    try night.deliver(rows(5, "02"), from: "20170201", to: "20170302", on: "20170302")
    let odd = try Command.run(night.arguments(asOf: "2017-03-02", definition: definition))
    #expect(odd.status == 1)
    #expect(odd.errors.contains("_20170302.csv.gz is 5, against 10 (-50.0 %); warn: falls 40 percent"))
    #expect(try Command.run(night.arguments(asOf: "2017-03-03", definition: definition)).status == 0)
  }

  @Test func `the median is of all other deliveries, earlier and later`() throws {
    let night = try Night.plain()
    let definition = try night.define(
      "checks: {short: {measure: delivery_rows, source: dpae, warn: falls 10 percent}}", as: "checked")
    try FileManager.default.removeItem(atPath: "\(night.input)/dpae")
    let counts = [100, 10, 20, 10, 20, 10, 20, 13]
    for (month, count) in zip(5...12, counts) {
      let rows = (0..<count).map { Deliveries.hire(["DC_INDIVIDU_NATIONAL": "\(2_000_000 + $0)"]) }
      let name = "2016\(month < 10 ? "0" : "")\(month)"
      try night.deliver(Deliveries.warehouse(rows), from: "\(name)01", to: "\(name)30", on: "\(name)30")
    }
    let ending = try Command.run(night.arguments(asOf: "2016-12-31", definition: definition))
    #expect(ending.errors.contains("_20161230.csv.gz is 13, against 20 ("), "\(ending.errors)")
  }

  @Test(arguments: [(20, 0), (21, 1)])
  func `a check names twenty rows, and counts the others in one line`(rows: Int, others: Int) throws {
    let night = try Night.plain()
    let definition = try night.define(
      "checks: {one: {table: hires, measure: hires, each: departement, warn: above 0}}", as: "checked")
    let communes = (1...rows + 1).filter { $0 != 20 }.prefix(rows).map { "\($0 < 10 ? "0" : "")\($0)001" }
    let hires = communes.enumerated().map { index, commune in
      Deliveries.hire(["DC_COMMUNE_ID": commune, "DC_INDIVIDU_NATIONAL": "20000000\(10 + index)"])
    }
    try FileManager.default.removeItem(atPath: "\(night.input)/dpae")
    try night.deliver(Deliveries.warehouse(hires), on: "20161101")
    let ending = try Command.run(night.arguments(definition: definition))
    #expect(ending.errors.ranges(of: "hires of hires month=").count == 20)
    #expect(ending.errors.ranges(of: "hires of 1 other rows of hires").count == others)
  }

  @Test func `a figure that was published and is no longer known has fallen`() throws {
    let night = try Night.plain()
    let definition = try night.define(
      """
      checks:
        lost: {table: training-access, measure: access_rate, base: {leavers: 1}, fail: falls 50 percent}
        gone: {table: training-access, measure: leavers, each: departement, fail: moves 50 percent}
      """, as: "checked")
    #expect(try Command.run(night.arguments(asOf: "2017-03-01", definition: definition)).status == 0)
    try night.deliverTrainings(
      Deliveries.trainings(Deliveries.training(["dd_datefinplanformation": ""])), on: "20170302")
    let ending = try Command.run(night.arguments(asOf: "2017-03-31", definition: definition))
    #expect(ending.status == 77)
    #expect(
      ending.errors.contains("check lost: access_rate of training-access dispositif=total departement=total is nd"))
    #expect(
      ending.errors.contains(
        "check gone: leavers of training-access dispositif=total departement=13 is gone, against 1"))
  }

  @Test func `a hole between two deliveries is missing days`() throws {
    let night = try Night()
    let definition = try night.define("checks: {hole: {measure: missing_days, warn: above 19}}", as: "checked")
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training()), on: "20161101")
    for (first, last) in [("20161201", "20161231"), ("20170201", "20170228")] {
      let days = (1...28).map { number in
        let day = first.prefix(4) + "-" + first.dropFirst(4).prefix(2) + (number < 10 ? "-0" : "-") + "\(number)"
        return Deliveries.hire(["KD_DATEEMBAUCHE": String(day)])
      }
      try night.deliver(Deliveries.warehouse(days), from: first, to: last, on: last)
    }
    let ending = try Command.run(night.arguments(asOf: "2017-03-01", definition: definition))
    // 29 and 30 December, and the 22 weekdays of January.
    #expect(ending.errors.contains("missing_days of dpae is 24; warn: above 19"))
  }

  @Test(arguments: [
    ("{measure: rows}", "has no threshold"), ("{measure: rowz, warn: above 1}", "did you mean 'rows'?"),
    ("{measure: rows, warn: over 1}", "is no threshold; write 'above 0.05'"),
    ("{measure: rows, warn: falls 10}", "is no threshold"),
    ("{measure: match_rate, source: dpae, warn: above 1}", "unknown source 'dpae'"),
    ("{table: hirez, measure: hires, warn: above 1}", "did you mean 'hires'?"),
    ("{table: hires, measure: leavers, warn: above 1}", "unknown measure 'leavers' of table 'hires'"),
    ("{table: hires, measure: hires, each: sector, warn: above 1}", "unknown dimension 'sector'"),
    ("{table: hires, source: dpae, measure: hires, warn: above 1}", "at a source or at a table"),
    ("{measure: rows, each: month, warn: above 1}", "'each' is for the checks of a table"),
  ])
  func `a check that makes no sense is refused at its place`(check: String, message: String) throws {
    let night = try Night.plain()
    let definition = try night.define("checks: {one: \(check)}", as: "checked")
    let ending = try Command.run(night.arguments(definition: definition))
    #expect(ending.status == 78)
    #expect(ending.errors.contains("checked.yaml:11:") && ending.errors.contains(message), "\(ending.errors)")
  }

  @Test func `a delivery of which every row is rejected is as short as none`() throws {
    let night = try Night.plain()
    let definition = try night.define(
      "checks: {short: {measure: delivery_rows, source: dpae, fail: falls 90 percent}}", as: "checked")
    let hires = (1...10).map { Deliveries.hire(["DC_INDIVIDU_NATIONAL": "20000000\(10 + $0)"]) }
    try night.deliver(Deliveries.warehouse(hires), on: "20161201")
    #expect(try Command.run(night.arguments(asOf: "2017-01-01", definition: definition)).status <= 1)
    let wrong = (1...10).map { _ in Deliveries.hire(["KC_SIRET": "12345678901234"]) }
    try night.deliver(Deliveries.warehouse(wrong), on: "20170102")
    let ending = try Command.run(night.arguments(asOf: "2017-01-03", definition: definition))
    #expect(ending.status == 77)
    #expect(ending.errors.contains("_20170102.csv.gz is 0, against 5.5 "))
  }
}
