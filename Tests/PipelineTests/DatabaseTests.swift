import Count
import Definition
import Export
import Failures
import Foundation
import LabourMarket
import Ledger
import Logging
import Nights
import Road
import Synchronization
import TestSupport
import Testing

/// What a run does with the database of its definition; `Tests/PostgreSQL/check` does it with a real server.
@Suite struct DatabaseTests {
  /// A database that remembers what it was asked, and fails where it is told to.
  private final class Memory: TableDatabase, @unchecked Sendable {
    enum Moment { case probe, load, commit }

    var failing: Moment?
    var asked: [String] = []
    var rows: [String: [[String?]]] = [:]
    /// Whether `current` showed a run when the transaction was ended.
    var current: () -> Bool = { false }

    func probe(_ head: Shipment.Head) throws {
      asked.append("probe")
      if failing == .probe { throw DatabaseFailure("down") }
    }

    func load(_ shipment: Shipment) throws -> any DatabaseLoad {
      asked.append("load \(shipment.head.audience) \(shipment.isShown)")
      if failing == .load { throw DatabaseFailure("full") }
      for table in shipment.tables { rows[table.card.sqlName] = Array(table.rows) }
      return Load(self)
    }

    final class Load: DatabaseLoad {
      let memory: Memory
      init(_ memory: Memory) { self.memory = memory }
      func commit() throws {
        memory.asked.append("commit, current \(memory.current())")
        if memory.failing == .commit { throw DatabaseFailure("gone") }
      }
    }
  }

  private func run(_ night: Night, _ memory: Memory?, more: String = "") throws -> Run.Result {
    let path = try night.define("publish: {formats: [], postgresql: {service: figures}}\n\(more)")
    var request = RunRequest(definition: path)
    (request.input, request.output, request.asOf) = (night.input, night.output, day("2017-03-31"))
    var world = night.world
    memory?.current = { night.isPublished }
    if let memory { world.openDatabase = { _ in memory } }
    return try Run.execute(request, world: world)
  }

  private func status(_ work: () throws -> Run.Result) -> Failures.ExitStatus {
    do { return try work().status } catch { return Failures.ExitStatus.of(error) }
  }

  @Test func `tables are sent before the folder shows the run, and seen after it`() throws {
    let (night, memory) = (try Night.plain(), Memory())
    #expect(try run(night, memory).status == .done)
    #expect(memory.asked == ["probe", "load internal true", "commit, current true"])
  }

  @Test func `a rate of nobody is no number, and its sign stands beside it`() throws {
    let (night, memory) = (try Night.plain(), Memory())
    let recent = Deliveries.training([
      "dn_individu_national": "1000000002", "dd_datefinplanformation": "2017-03-01 00:00:00.0",
      "dc_insee_lieuformation": "06088",
    ])
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training(), recent), on: "20170302")
    _ = try run(night, memory)
    let rows = try #require(memory.rows["training_access"])
    let published = try night.table("training-access")
    #expect(rows.count == published.count)
    for (row, fields) in zip(rows, published) {
      #expect(row[2] == fields["leavers"])
      let isNobody = fields["access_rate"] == "nd"
      #expect(row[4] == (isNobody ? nil : fields["access_rate"]))
      #expect(row[5] == (isNobody ? #"{"access_rate":"nd"}"# : nil))
    }
    #expect(published.contains { $0["access_rate"] == "nd" } && published.contains { $0["access_rate"] != "nd" })
  }

  @Test func `a server that is down ends the run before it reads`() throws {
    let (night, memory) = (try Night.plain(), Memory())
    memory.failing = .probe
    #expect(status { try run(night, memory) } == .unavailable)
    #expect(memory.asked == ["probe"])
    #expect(!night.isPublished)
  }

  @Test func `a server that refuses the tables leaves the folder as it was`() throws {
    let (night, memory) = (try Night.plain(), Memory())
    memory.failing = .load
    #expect(status { try run(night, memory) } == .unavailable)
    #expect(!night.isPublished)
    #expect(night.names("runs").isEmpty)
  }

  @Test func `a server that goes at the last moment leaves a run that is published, and says how to send it`() throws {
    let (night, memory) = (try Night.plain(), Memory())
    memory.failing = .commit
    let result = try run(night, memory)
    #expect(result.status == .doneWithWarnings)
    #expect(result.warnings.contains { $0.contains("'outcomes load run ") })
    #expect(night.isPublished)
  }

  @Test func `a run that a check holds is not sent before it is approved`() throws {
    let (night, memory) = (try Night.plain(), Memory())
    let check = "checks: {few: {measure: delivery_rows, source: dpae, layout: xdp-dpae, fail: below 1000000}}"
    #expect(try run(night, memory, more: check).status == .held)
    #expect(memory.asked == ["probe"])
    var world = night.world
    world.openDatabase = { _ in memory }
    _ = try HeldRun.approve("last", in: night.output, reason: "small on purpose", by: "me", world: world)
    #expect(memory.asked == ["probe", "load internal true", "commit, current true"])
    #expect(try SentRun.send("current", in: night.output, world: world) == "run")
    #expect(memory.asked.count == 5)
  }

  @Test func `a program without a database refuses a definition that names one`() throws {
    let night = try Night.plain()
    #expect(status { try run(night, nil) } == .badDefinition)
    #expect(!night.isPublished)
  }

  @Test func `what the definition says of the database is checked`() throws {
    let night = try Night.plain()
    let path = try night.define(
      "publish: {formats: [exel], postgresql: {shema: x, schema: Nice, history: [hire]}}")
    let message = try #require(throws: DefinitionError.self) { try Definition.load(path: path) }
    for part in [
      "unknown format 'exel' of 'publish'", "unknown key 'shema'", "did you mean 'schema'",
      "has no key 'service'", "the schema 'Nice' must be small letters", "did you mean 'hires'",
    ] { #expect("\(message)".contains(part), "\(message)") }
  }
}
