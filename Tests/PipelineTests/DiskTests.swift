import Foundation
import Publish
import TestSupport
import Testing

/// What a power cut would leave of a run, by the calls of the operating system that it makes; and how much room it asks
/// for.
@Suite(.enabled(if: FaultTests.faults != nil, "no C compiler")) struct DiskTests {
  private struct Call {
    let name: String
    let from: String
    let path: String

    var folder: String { String(path[..<path.lastIndex(of: "/")!]) }
  }

  /// The syncs and moves of a command below the output, in their order.
  private func calls(_ night: Night, _ arguments: [String], status: Int32 = 0) throws -> [Call] {
    let trace = "\(night.folder)/trace"
    try? FileManager.default.removeItem(atPath: trace)
    let ending = try Command.run(
      arguments, environment: ["LD_PRELOAD": FaultTests.faults!, "FAULT_ROOT": night.output, "FAULT_TRACE": trace])
    #expect(ending.status == status, "\(ending.errors)")
    return try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Call(name: parts[0], from: parts[1], path: parts[2])
    }
  }

  /// Whatever is moved or linked, its folder is synced before anything else is.
  private func expectSynced(_ calls: [Call]) {
    var waiting: Call?
    for call in calls {
      guard call.name == "fsync" else {
        #expect(waiting == nil, "\(waiting?.path ?? "") was not synced before \(call.path)")
        waiting = call
        continue
      }
      if call.path == waiting?.folder { waiting = nil }
    }
    #expect(waiting == nil, "\(waiting?.path ?? "") was never synced")
  }

  @Test func `all that a run writes is synced before it is seen, files and folders`() throws {
    let night = try Night.plain()
    let calls = try calls(night, night.arguments())
    let run = "\(night.output)/\(try #require(night.currentRun))"
    let move = try #require(calls.firstIndex { $0.name == "rename" && $0.path == run })
    let synced = Set(calls[..<move].filter { $0.name == "fsync" }.map(\.path))
    let written = try FileManager.default.subpathsOfDirectory(atPath: run)
    #expect(written.count > 10)
    for path in [""] + written {
      #expect(synced.contains(path.isEmpty ? calls[move].from : "\(calls[move].from)/\(path)"), "\(path)")
    }
  }

  @Test func `a name that a run gives is synced before it gives the next`() throws {
    let night = try Night.plain()
    let calls = try calls(night, night.arguments())
    expectSynced(calls)
    let moved = calls.filter { $0.name != "fsync" }.map { String($0.path.dropFirst(night.output.count + 1)) }
    let run = String(try #require(night.currentRun).dropFirst(5))
    #expect(
      moved == [
        "history/\(run).json", ".current-\(run)", "runs/\(run)", "current", "history/\(run).json",
      ])
  }

  @Test func `each name of a run that is held, and of its approval, is synced before the next`() throws {
    let night = try Night.plain()
    let definition = try night.define(
      """
      checks:
        none: {table: training-access, measure: leavers, fail: above 0}
      """, as: "checked")
    let held = try calls(night, night.arguments(definition: definition), status: 77)
    expectSynced(held)
    #expect(held.contains { $0.name == "rename" && $0.path.hasPrefix("\(night.output)/held/") })
    expectSynced(try calls(night, ["approve", "last", "--output", night.output, "--reason", "as it is"]))
  }

  @Test func `each name of a move that the next run finishes is synced before the next`() throws {
    let night = try Night.plain()
    #expect(try Command.run(night.arguments()).status == 0)
    let run = try #require(night.currentRun)
    try FileManager.default.moveItem(
      atPath: "\(night.output)/current", toPath: "\(night.output)/.current-\(run.dropFirst(5))")
    let calls = try calls(night, night.arguments())
    expectSynced(calls)
    #expect(calls.contains { $0.from == "\(night.output)/.current-\(run.dropFirst(5))" })
  }

  // MARK: room

  private func status(_ night: Night, free: Int, _ definition: String) throws -> Int32 {
    try Command.run(
      night.arguments(definition: definition),
      environment: ["LD_PRELOAD": FaultTests.faults!, "FAULT_ROOT": night.folder, "FAULT_FREE": "\(free)"]
    ).status
  }

  @Test(arguments: [(0, Int32(0)), (-1, 73)])
  func `a run begins with as much room as the definition asks for, and not with a byte less`(more: Int, code: Int32)
    throws
  {
    let night = try Night.plain()
    let definition = try night.define("limits: {free_disk: 3 megabytes}", as: "limited")
    #expect(try status(night, free: 3 << 20 + more, definition) == code)
  }

  @Test(arguments: [(0, Int32(0)), (-1, 73)])
  func `a run begins with as much room as twice the last one takes, and not with a byte less`(more: Int, code: Int32)
    throws
  {
    let night = try Night.plain()
    let definition = try night.define("limits: {free_disk: 0 megabytes}", as: "unlimited")
    #expect(try Command.run(night.arguments(definition: definition)).status == 0)
    let last = try size(of: "\(night.output)/\(try #require(night.currentRun))")
    #expect(try status(night, free: 2 * last + more, definition) == code)
  }
}
