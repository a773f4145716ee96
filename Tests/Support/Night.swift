public import Definition
public import Failures
import Formats
public import Foundation
public import Ingest
public import LabourMarket
import Logging
public import Nights
public import Road
import Synchronization

/// One night in a folder of its own: deliveries are put into it, the pipeline runs, its tables are read.
public final class Night {
  public let folder: String
  public var input: String { "\(folder)/input" }
  public var output: String { "\(folder)/output" }
  /// Every line that the runs have logged.
  public let log = LoggedLines()
  private var runs = 0

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "night-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: "\(folder)/input", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Puts a delivery below the input folder; a name that ends in `.gz` is compressed.
  public func put(_ text: String, at name: String) throws { try put(Array(text.utf8), at: name) }

  public func put(_ bytes: [UInt8], at name: String) throws {
    let path = try place(of: name)
    guard name.hasSuffix(".gz") else { return try Data(bytes).write(to: URL(filePath: path)) }
    let writer = try GzipWriter(path: path, effort: .fast)
    try writer.write(bytes)
    try writer.close()
  }

  /// Puts bytes as they are.
  public func putRaw(_ bytes: [UInt8], at name: String) throws {
    try Data(bytes).write(to: URL(filePath: try place(of: name)))
  }

  private func place(of name: String) throws -> String {
    let path = "\(input)/\(name)"
    let parent = String(path[..<path.lastIndex(of: "/")!])
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    return path
  }

  /// Runs a definition: by default the nightly pipeline of the package, without its checks.
  @discardableResult
  public func run(
    asOf: String = "2017-03-31", definition: String? = nil, jobs: Int = 2,
    audience: Audience? = nil, input: String? = nil, personKey: String? = nil,
    reading: ReadingLimits = ReadingLimits(), now: @escaping @Sendable () -> Date = Date.init
  ) throws -> Run.Result {
    runs += 1
    let definition = try definition ?? unchecked()
    var request = RunRequest(definition: definition.hasPrefix("/") ? definition : "\(packageRoot)/\(definition)")
    request.input = input ?? self.input
    request.output = output
    request.asOf = day(asOf)
    request.jobs = jobs
    request.audience = audience
    request.personKey = personKey
    request.reading = reading
    let lines = log
    let logger = Logger(label: "test") { _ in lines.handler }
    return try Run.execute(
      request,
      world: World(
        today: day(asOf), cores: 2, log: logger, isWatched: false, runID: "run-\(runs)", now: now))
  }

  /// The nightly pipeline without its checks: what a test of a rule delivers is too little for them.
  private func unchecked() throws -> String {
    let path = "\(folder)/unchecked/nightly.yaml"
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    try FileManager.default.createDirectory(atPath: "\(folder)/unchecked", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/unchecked/layouts", withDestinationPath: "\(packageRoot)/Pipelines/layouts")
    let nightly = try String(contentsOfFile: "\(packageRoot)/Pipelines/nightly.yaml", encoding: .utf8)
    let rules = nightly.components(separatedBy: "\nchecks:\n")[0]
    try rules.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// What a run that must fail fails with.
  public func failure(asOf: String = "2017-03-31") -> (status: ExitStatus, message: String)? {
    do {
      try run(asOf: asOf)
      return nil
    } catch {
      return (ExitStatus.of(error), "\(error)")
    }
  }

  /// A published table: for each row its fields by column.
  public func table(_ name: String) throws -> [[String: String]] {
    let lines = try text("tables/\(name).csv").split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The row of all totals.
  public func totals(_ name: String) throws -> [String: String] {
    try table(name).first { row in row.filter { $0.value == "total" }.count == 3 } ?? [:]
  }

  public func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(output)/current/\(path)")), as: UTF8.self)
  }

  public var isPublished: Bool { FileManager.default.fileExists(atPath: "\(output)/current") }

  /// Everything that the last run wrote, as text.
  public func everythingWritten() throws -> String {
    let root = "\(output)/current/"
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.compactMap { FileManager.default.contents(atPath: root + $0) }
      .map { String(decoding: $0, as: UTF8.self) }.joined()
  }

  /// All files of a published folder, by name.
  public func files(_ folder: String = "tables") throws -> [String: Data] {
    let path = "\(output)/current/\(folder)"
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      files[name] = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
    }
    return files
  }
}

/// The root of the package: three folders above this file.
public let packageRoot = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// The real and the hostile files beside the project; a clone without them skips their tests.
public let sharedData = "\(packageRoot)/../shared/data"
public var hasSharedData: Bool { FileManager.default.fileExists(atPath: sharedData) }

/// Deliveries that went wrong somewhere, each a folder; likewise.
public let sharedCases = "\(packageRoot)/../shared/cases"
public var hasSharedCases: Bool { FileManager.default.fileExists(atPath: sharedCases) }

public func day(_ text: String) -> Day {
  var text = text
  return text.withUTF8 { Day(yearFirst: UnsafeRawBufferPointer($0)) }!
}

/// Log lines, kept.
public final class LoggedLines: Sendable {
  private let kept = Mutex<[String]>([])

  public var all: [String] { kept.withLock { $0 } }
  func add(_ line: String) { kept.withLock { $0.append(line) } }
  var handler: any LogHandler { KeepingHandler(lines: self) }

  private struct KeepingHandler: LogHandler {
    let lines: LoggedLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.level) \(event.message)") }
  }
}

extension Night {
  public var world: World {
    let lines = log
    return World(
      today: day("2017-03-31"), cores: 2, log: Logger(label: "test") { _ in lines.handler }, isWatched: false,
      runID: "run")
  }
}
