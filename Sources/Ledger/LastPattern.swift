import Definition
import Failures
import Formats
import Ingest
import LabourMarket
import Protect
import Publish
package import Road

/// The last pattern is that of the public run of the pipeline that was published last, whatever its day: each keeps what the
/// one before it hid, so the last one knows of all. The same publication again, from the same inputs by the same definition,
/// takes the one that it took then: it tells nothing new, and gives the same bytes.
extension LastPattern {
  /// - Parameter inputs: the SHA-256 of the files that were read, by name.
  /// - Throws: `RunFailure` where the last public run's pattern cannot be read: then tonight's could open it.
  package static func find(_ plan: RunPlan, _ history: History, inputs: [String: String]) throws -> LastPattern? {
    if let same = try history.publication(like: History.Publication(plan, inputs: inputs)) {
      return try same.protection?.lastPattern.map { try LastPattern(at: $0.path, history) }
    }
    let last = try history.lastPublicRun(of: plan.definition.name)
    return try last.map { try LastPattern(of: $0.run, history) }
  }

  /// The pattern that a manifest names, as `runs/<run>/pattern.json`.
  init(at path: String, _ history: History) throws {
    try self.init(of: path.split(separator: "/").dropLast().last.map(String.init) ?? "", history)
  }

  /// The pattern of one public run.
  init(of run: String, _ history: History) throws {
    let path = "\(history.output.run(run))/pattern.json"
    guard let bytes = try contents(of: path), let pattern = try? Pattern(json: bytes) else {
      throw RunFailure(
        .noInput, "\(path): cannot be read, so nobody knows what the last publication hid; put the file back")
    }
    self.init(run: run, digest: sha256(bytes), pattern: pattern)
  }
}

extension History {
  /// The public run of a pipeline that was published last; one that only published again what an earlier one had is
  /// passed over, for it took the pattern of that one and knows of none after it.
  func lastPublicRun(of pipeline: String) throws -> RunRecord? {
    let runs = try records().filter {
      $0.state == .published && $0.pipeline == pipeline && $0.audience == Audience.public.rawValue
    }
    return try runs.last { record in
      guard let manifest = try manifest(of: record.run) else { return true }
      return try publication(like: Publication(manifest), before: record.run) == nil
    }
  }

  /// What makes two public runs one publication.
  struct Publication: Equatable {
    let pipeline: String
    let asOf: String
    let version: String
    let definition: [String]
    let inputs: [String: String]
  }

  /// The first run that published the same.
  func publication(like wanted: Publication, before run: String? = nil) throws -> Manifest? {
    for record in try records()
    where record.state == .published && record.asOf == wanted.asOf && record.audience == Audience.public.rawValue {
      if let run, record.run >= run { return nil }
      if let manifest = try manifest(of: record.run), Publication(manifest) == wanted { return manifest }
    }
    return nil
  }
}

extension History.Publication {
  init(_ manifest: Manifest) {
    self.init(
      pipeline: manifest.pipeline, asOf: manifest.asOf, version: manifest.version,
      definition: manifest.definition.map(\.sha256),
      inputs: Dictionary(manifest.inputs.map { ($0.file, $0.sha256) }) { first, _ in first })
  }

  init(_ plan: RunPlan, inputs: [String: String]) {
    self.init(
      pipeline: plan.definition.name, asOf: plan.asOf.description, version: Version.current,
      definition: plan.loaded.files.map { sha256($0.bytes) }, inputs: inputs)
  }
}
