import Formats
import Glibc
import Ingest
import LabourMarket
import Publish

/// A past run made again from the same inputs and definition, and compared with what it gave: nothing is written.
public struct Replay {
  /// What was compared and what differs, a line each.
  public private(set) var lines: [String] = []
  /// `done` where every byte is the same, `noInput` where an input is gone, else `badData`.
  public private(set) var status = ExitStatus.done

  private let manifest: Manifest
  private let history: History

  /// - Parameter name: as `History.find` takes it.
  /// - Parameter input: where the inputs lie now, if not where the run read them.
  /// - Throws: `RunFailure` where there is no such run, or it fails now.
  public init(
    of name: String, in output: String, input: String? = nil, personKey: String? = nil, jobs: Int? = nil, world: World
  ) throws {
    history = try History(of: output)
    let run = try history.find(name).run
    guard let manifest = try history.manifest(of: run) else {
      throw RunFailure(.noInput, "run \(run): it has no manifest, so there is nothing to replay")
    }
    self.manifest = manifest
    lines.append("run \(run): \(manifest.pipeline) as of \(manifest.asOf), \(manifest.audience)")
    var request = RunRequest(definition: try definition())
    request.input = input ?? manifest.inputFolder
    request.output = output
    request.asOf = Day(iso: manifest.asOf)
    request.audience = Audience(rawValue: manifest.audience)
    request.jobs = jobs
    request.personKey = personKey
    try sayArrivedSince(request, world)
    request.only = manifest.inputPaths
    try make(RunPlan(request, world: world), world)
  }

  private mutating func differ(_ line: String, _ status: ExitStatus = .badData) {
    lines.append(line)
    if self.status != .noInput { self.status = status }
  }

  /// The definition that the run kept, or else the one that it was given.
  private mutating func definition() throws -> String {
    if manifest.version != Version.current {
      lines.append("version: \(manifest.version) then, \(Version.current) now")
    }
    let folder = ["runs", "held"].map { "\(history.output.path)/\($0)/\(manifest.run)/definition" }
    let name = manifest.definitionPath?.split(separator: "/").last.map(String.init) ?? ""
    for file in manifest.definition {
      guard let now = try contents(of: file.path) else {
        lines.append("definition: \(file.path) is not here; the run's own copy is used")
        break
      }
      if sha256(now) != file.sha256 {
        lines.append("definition: \(file.path) has changed since; the run's own copy is used")
      }
    }
    if let kept = folder.first(where: { access("\($0)/\(name)", R_OK) == 0 }) { return "\(kept)/\(name)" }
    guard let path = manifest.definitionPath else {
      throw RunFailure(.noInput, "run \(manifest.run): its definition was not kept")
    }
    return path
  }

  private mutating func sayArrivedSince(_ request: RunRequest, _ world: World) throws {
    let plan = try RunPlan(request, world: world)
    let present = Set(try ArrivedFiles(below: plan.input).names)
    let gone = manifest.inputs.map(\.file).filter { name in !Manifest.paths(of: name).contains(where: present.contains)
    }
    for name in gone { differ("input is gone: \(name)", .noInput) }
    guard gone.isEmpty else {
      throw RunFailure(
        .noInput, (lines + ["put them back, or give --input where they lie now"]).joined(separator: "\n"))
    }
    let read = Set(manifest.inputs.map(\.file))
    do {
      let search = try InputSearch(plan, now: world.now())
      let since = search.files.values.joined().map(\.name).filter { !read.contains($0) }.sorted()
      for name in since { lines.append("input arrived since, not read: \(name)") }
    } catch {
      lines.append("what has arrived since, and is not read, cannot be looked at: \(error)")
    }
  }

  private mutating func make(_ plan: RunPlan, _ world: World) throws {
    let last = try manifest.protection?.lastPattern.map { file in
      let pattern = try LastPattern(at: file.path, history)
      if pattern.digest != file.sha256 { differ("the last public pattern has changed: \(file.path)") }
      return pattern
    }
    let product = try Road(plan, world, RunState()).travel { _ in last }
    compare(product.manifest.inputs)
    for (name, value) in product.manifest.parameters.sorted(by: { $0.key < $1.key })
    where manifest.parameters[name] != value {
      differ("rule changed: \(name) \(manifest.parameters[name] ?? "none") then, \(value) now")
    }
    let now = Dictionary(uniqueKeysWithValues: product.manifest.files.map { ($0.path, $0.sha256) })
    var same = 0
    for file in manifest.files {
      guard let digest = now[file.path] else {
        let isPersons = file.path.hasPrefix("persons/")
        isPersons ? lines.append("not compared: \(file.path); give --person-key") : differ("not made now: \(file.path)")
        continue
      }
      if digest == file.sha256 { same += 1 } else { differ("differs: \(file.path)") }
    }
    let known = Set(manifest.files.map(\.path))
    for path in now.keys.sorted() where !known.contains(path) {
      // An earlier version may not have known this form of the tables, which are compared themselves.
      manifest.forms == nil && !path.hasPrefix("tables/")
        ? lines.append("made only now: \(path)") : differ("made only now: \(path)")
    }
    lines.append("\(same) of \(manifest.files.count) files are the same to the byte")
  }

  private mutating func compare(_ inputs: [Manifest.Input]) {
    let now = Dictionary(inputs.map { ($0.file, $0.sha256) }) { first, _ in first }
    let changed = manifest.inputs.filter { now[$0.file] != $0.sha256 }
    for input in changed { differ("input changed: \(input.file)") }
    lines.append("\(manifest.inputs.count - changed.count) of \(manifest.inputs.count) inputs are unchanged")
  }
}

extension Manifest {
  /// The paths below the input folder that its inputs may lie at: a member of an archive is named after it.
  fileprivate var inputPaths: Set<String> { Set(inputs.flatMap { Manifest.paths(of: $0.file) }) }

  fileprivate static func paths(of name: String) -> [String] {
    let parts = name.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }
}
