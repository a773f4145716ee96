public import Failures
import Formats
import Ingest
public import Road

/// A past run made again from the same inputs and definition, and compared with what it gave: nothing is written.
public struct Replay {
  /// What was compared and what differs, a line each.
  public private(set) var lines: [String] = []
  /// `done` where every byte is the same, else `badData`.
  public private(set) var status = ExitStatus.done

  private let past: PastRun

  private var manifest: Manifest { past.manifest }

  /// - Parameter name: as `History.find` takes it.
  /// - Parameter output: the folder that the run was published into; only read.
  /// - Parameter input: where the inputs lie now, if not where the run read them.
  /// - Parameter personKey: the file of the key that the run's rows of persons were made with; `nil` leaves these out.
  /// - Parameter jobs: threads; `nil` is as many as the definition says, else one a core. The bytes do not depend on it.
  /// - Parameter world: its clock tells which files have arrived since.
  /// - Throws: `RunFailure` where there is no such run, or it fails now.
  public init(
    of name: String, in output: String, input: String? = nil, personKey: String? = nil, jobs: Int? = nil, world: World
  ) throws {
    past = try PastRun(name, in: output, input: input, to: "replay")
    lines = [past.said] + past.notes
    var request = past.request
    request.jobs = jobs
    request.personKey = personKey
    let plan = try RunPlan(request, world: world)
    try past.refuseGone(plan, after: lines)
    request.only = nil
    sayArrivedSince(try RunPlan(request, world: world), world)
    try make(plan, world)
  }

  private mutating func differ(_ line: String) {
    lines.append(line)
    status = .badData
  }

  private mutating func sayArrivedSince(_ plan: RunPlan, _ world: World) {
    let read = Set(manifest.inputs.map(\.file))
    do {
      let search = try InputSearch(plan, world)
      let since = search.files.values.joined().map(\.name).filter { !read.contains($0) }.sorted()
      for name in since { lines.append("input arrived since, not read: \(name)") }
    } catch {
      lines.append("what has arrived since, and is not read, cannot be looked at: \(error)")
    }
  }

  private mutating func make(_ plan: RunPlan, _ world: World) throws {
    let last = try manifest.protection?.lastPattern.map { file in
      let pattern = try LastPattern(at: file.path, past.history)
      if pattern.digest != file.sha256 { differ("the last public pattern has changed: \(file.path)") }
      return pattern
    }
    let product = try Road(plan, world).travel { _ in last }
    let made = Manifest(product, runID: world.runID)
    compare(made.inputs)
    for (name, value) in made.parameters.sorted(by: { $0.key < $1.key })
    where manifest.parameters[name] != value {
      differ("rule changed: \(name) \(manifest.parameters[name] ?? "none") then, \(value) now")
    }
    let now = Dictionary(uniqueKeysWithValues: made.files.map { ($0.path, $0.sha256) })
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
    let changed = past.changed(among: inputs)
    for file in changed { differ("input changed: \(file)") }
    lines.append("\(manifest.inputs.count - changed.count) of \(manifest.inputs.count) inputs are unchanged")
  }
}
