import Foundation
import Glibc

/// The command itself, as a process: what a user would meet.
public struct Command {
  /// Beside the tests that are running, wherever they were built.
  public static let path: String = {
    let here = UInt(bitPattern: #dsohandle)
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    let tests = maps.split(separator: "\n").first { line in
      let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
      return ends.count == 2 && (ends[0]..<ends[1]).contains(here)
    }
    let file = tests?.firstIndex(of: "/").map { String(tests![$0...]) } ?? CommandLine.arguments[0]
    return URL(filePath: file).deletingLastPathComponent().appending(path: "outcomes").path
  }()

  public struct Ending: Sendable {
    /// The exit code; 128 and the signal where one ended it.
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// A process under way.
  public final class Running {
    private let process = Process()
    private let folder: String

    fileprivate init(_ arguments: [String], environment: [String: String], folder: String) throws {
      self.folder = folder
      process.executableURL = URL(filePath: Command.path)
      process.arguments = arguments
      process.currentDirectoryURL = URL(filePath: packageRoot)
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      for name in ["output", "errors"] { try Data().write(to: URL(filePath: "\(folder)/\(name)")) }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle(forWritingAtPath: "\(folder)/output")
      process.standardError = FileHandle(forWritingAtPath: "\(folder)/errors")
      try process.run()
    }

    /// Waits until a text stands on standard error, or the process has ended.
    public func waitForError(_ text: String) {
      while process.isRunning {
        let errors = FileManager.default.contents(atPath: "\(folder)/errors") ?? Data()
        if String(decoding: errors, as: UTF8.self).contains(text) { return }
        usleep(1000)
      }
    }

    public var isRunning: Bool { process.isRunning }
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    public func wait() throws -> Ending {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let text = { (name: String) in
        String(decoding: FileManager.default.contents(atPath: "\(self.folder)/\(name)") ?? Data(), as: UTF8.self)
      }
      let status = process.terminationStatus
      return Ending(
        status: process.terminationReason == .uncaughtSignal ? 128 + status : status, output: text("output"),
        errors: text("errors"))
    }
  }

  public static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
    let folder = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try Running(arguments, environment: environment, folder: folder)
  }

  /// Runs it to its end.
  @discardableResult
  public static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Ending {
    try start(arguments, environment: environment).wait()
  }
}

extension Night {
  /// The arguments of a run on this night's folders.
  ///
  /// - Parameter definition: by default that of the plain night.
  public func arguments(asOf: String = "2017-03-31", definition: String? = nil, more: [String] = []) -> [String] {
    ["run", definition ?? "\(folder)/pipelines/plain.yaml", "--input", input, "--output", output, "--as-of", asOf]
      + more
  }

  /// A night with a delivery and a training, and a definition that asks for no more: a run of it warns of nothing.
  public static func plain() throws -> Night {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()), on: "20161101")
    // Without a row: it covers the days that the leaver is followed on.
    try night.deliver(Deliveries.warehouse(), from: "20161102", on: "20170228")
    try night.deliverTrainings(Deliveries.trainings(Deliveries.training()), on: "20161101")
    try night.define()
    return night
  }

  /// Writes a definition of two inputs and three tables.
  ///
  /// - Parameter more: sections, or keys of its own, that come last.
  /// - Returns: its path.
  @discardableResult
  public func define(_ more: String = "", as name: String = "plain") throws -> String {
    let folder = "\(self.folder)/pipelines"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if !FileManager.default.fileExists(atPath: "\(folder)/layouts") {
      try FileManager.default.copyItem(atPath: "\(packageRoot)/Pipelines/layouts", toPath: "\(folder)/layouts")
    }
    let ignored = more.contains("ignored:") ? "" : "ignored: [\"other/*\"]"
    let text = """
      pipeline: plain
      \(ignored)
      inputs:
        dpae: {files: ["dpae/*.csv"], layouts: [xdp-dpae]}
        training: {files: ["training/stagiaires*.csv"], layouts: [stagiaires-pe]}
      tables:
        training-access:
          {fact: leaver, dimensions: [dispositif, departement], margins: all, measures: [leavers, access, access_rate]}
        hires: {fact: hire, dimensions: [month, departement], margins: [departement], measures: [hires, persons]}
        revisions: {fact: revision, dimensions: [month], measures: [hires_m0, hires_m1, hires, provisional]}
      """
    let path = "\(folder)/\(name).yaml"
    try "\(text)\n\(more)\n".write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The names in a folder of the output, dot files among them.
  public func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(output)/\(folder)")) ?? []).sorted()
  }

  /// What stands in the folder of an internal run.
  public static let namesOfARun = [
    "datapackage.json", "definition", "dictionary.html", "excel-fr", "manifest.json", "rejects", "report.html",
    "tables",
    "tables.sqlite", "tables.xlsx",
  ]

  /// Where `current` points.
  public var currentRun: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "\(output)/current")
  }
}
