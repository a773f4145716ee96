import Foundation
import TestSupport
import Testing

/// Whatever call of the operating system fails, and whenever the process dies, what is published is whole.
///
/// Every eleventh call is tried; `FAULT_STRIDE=1` tries all, `KILLS=300` kills so many times.
@Suite(.serialized) struct FaultTests {
  private static let settings = ProcessInfo.processInfo.environment
  private let stride = Int(FaultTests.settings["FAULT_STRIDE"] ?? "") ?? 11
  private let kills = Int(FaultTests.settings["KILLS"] ?? "") ?? 15

  /// The preloaded object; `nil` where nothing compiles it.
  static let faults: String? = {
    let path = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString).so").path
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-o", path, "\(packageRoot)/Tests/Faults/faults.c", "-ldl"]
    try? compiler.run()
    compiler.waitUntilExit()
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// A night that published 1 hire, and to which a second one is delivered: its old and its new table.
  private struct Publishing {
    let night: Night
    let old: [String: Data]
    let new: [String: Data]

    init() throws {
      night = try Night.plain()
      try night.put("s,m\n", at: "other/unread.csv")
      #expect(try Command.run(night.arguments()).status == 0)
      old = try night.files()
      try night.deliver(
        Deliveries.warehouse(Deliveries.hire(["KD_DATEEMBAUCHE": "2016-10-04"])), from: "20161004", to: "20161004",
        on: "20161102")
      let other = try Night()
      try FileManager.default.removeItem(atPath: other.input)
      try FileManager.default.copyItem(atPath: night.input, toPath: other.input)
      try other.define()
      #expect(try Command.run(other.arguments()).status == 0)
      new = try other.files()
      #expect(old != new)
    }

    /// Puts the output back as it was after the first run.
    func reset() throws {
      let saved = "\(night.folder)/saved"
      if !FileManager.default.fileExists(atPath: saved) {
        try FileManager.default.copyItem(atPath: night.output, toPath: saved)
      }
      try FileManager.default.removeItem(atPath: night.output)
      try FileManager.default.copyItem(atPath: saved, toPath: night.output)
    }

    /// What is published is the old run whole or the new one; the next run publishes the new one and leaves nothing.
    func expectWhole(after ending: Command.Ending, _ place: String) throws {
      let published = try night.files()
      #expect(published == old || published == new, "\(place)")
      if ending.status != 0, ending.status != 1, ending.status != 137 {
        #expect(published == old, "exit code \(ending.status) shows new tables, \(place): \(ending.errors)")
      }
      let next = try Command.run(night.arguments())
      #expect(next.status == 0, "\(place): \(next.errors)")
      #expect(try night.files() == new, "\(place)")
      let visible = night.names("").filter { $0 != ".lock" }
      #expect(visible == ["current", "history", "runs"], "\(place)")
      #expect(night.names("runs").allSatisfy { !$0.hasPrefix(".") }, "\(place)")
      #expect(night.names("history").allSatisfy { !$0.hasPrefix(".") }, "\(place)")
      let manifests = night.names("runs").map { "\(night.output)/runs/\($0)/manifest.json" }
      #expect(manifests.allSatisfy { FileManager.default.fileExists(atPath: $0) }, "\(place)")
    }
  }

  private func environment(_ root: String, at call: Int, _ error: Int32?, log: String) -> [String: String] {
    var environment = ["LD_PRELOAD": Self.faults!, "FAULT_ROOT": root, "FAULT_AT": "\(call)", "FAULT_LOG": log]
    if let error { environment["FAULT_ERRNO"] = "\(error)" }
    return environment
  }

  /// No error, then the process is killed there.
  @Test(.enabled(if: FaultTests.faults != nil, "no C compiler"), arguments: [EIO, ENOSPC, nil])
  func `one call that fails, or that the process dies in, leaves whole tables`(error: Int32?) throws {
    let publishing = try Publishing()
    let night = publishing.night
    let log = "\(night.folder)/calls"
    try publishing.reset()
    try Command.run(night.arguments(), environment: environment(night.folder, at: 0, nil, log: log))
    let text = try String(contentsOfFile: log, encoding: .utf8)
    let calls = try #require(Int(text.split(whereSeparator: \.isWhitespace).first ?? ""))
    #expect(calls > 100)
    for call in Swift.stride(from: 1 + Int(error ?? 0) % stride, through: calls, by: stride) {
      try publishing.reset()
      let ending = try Command.run(
        night.arguments(), environment: environment(night.folder, at: call, error, log: log))
      let place = (try? String(contentsOfFile: log, encoding: .utf8)) ?? "call \(call)"
      if ending.status != 0, error != nil {
        #expect([1, 66, 73, 78].contains(ending.status), "\(place): \(ending.errors)")
      }
      try publishing.expectWhole(after: ending, "call \(place), error \(error.map { "\($0)" } ?? "killed")")
    }
  }

  @Test func `a process that is killed at any moment leaves whole tables`() throws {
    let publishing = try Publishing()
    var random = SystemRandomNumberGenerator()
    for _ in 0..<kills {
      try publishing.reset()
      let running = try Command.start(publishing.night.arguments())
      usleep(UInt32.random(in: 0...120_000, using: &random))
      running.send(SIGKILL)
      try publishing.expectWhole(after: try running.wait(), "killed")
    }
  }
}
