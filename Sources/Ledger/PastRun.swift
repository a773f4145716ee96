import Definition
import Failures
import Formats
import Glibc
import Ingest
import LabourMarket
import Publish
package import Road

/// A past run, and what it takes to make it again: its manifest, its own definition, and the inputs that it read.
package struct PastRun {
  package let manifest: Manifest
  package let history: History
  /// Asks for the same run, of no other inputs; nothing of it is written.
  package private(set) var request: RunRequest
  /// What is not as it was then and yet changes nothing: a line each.
  package private(set) var notes: [String] = []

  /// - Parameter name: as `History.find` takes it.
  /// - Parameter input: where the inputs lie now, if not where the run read them.
  /// - Throws: `RunFailure` where there is no such run, or nothing is left to make it from.
  package init(_ name: String, in output: String, input: String?, to purpose: String) throws {
    history = try History(of: output)
    let run = try history.find(name).run
    guard let manifest = try history.manifest(of: run) else {
      throw RunFailure(.noInput, "run \(run): it has no manifest, so there is nothing to \(purpose)")
    }
    self.manifest = manifest
    request = RunRequest(definition: "")
    request.definition = try definition()
    request.input = input ?? manifest.inputFolder
    request.output = output
    request.asOf = Day(iso: manifest.asOf)
    request.audience = Audience(rawValue: manifest.audience)
    request.only = manifest.inputPaths
  }

  /// What the run was, in one line.
  package var said: String { "run \(manifest.run): \(manifest.pipeline) as of \(manifest.asOf), \(manifest.audience)" }

  /// The definition that the run kept, or else the one that it was given.
  private mutating func definition() throws -> String {
    let (then, now) = (
      Version.name(manifest.version, manifest.commit), Version.name(Version.current, Version.commit)
    )
    if then != now { notes.append("another program: version \(then) then, \(now) now") }
    let kept = manifest.keptDefinition.map { kept in
      [history.output.run(manifest.run), history.output.held(manifest.run)].map { "\($0)/\(kept)" }
    }
    for file in manifest.definition {
      guard let now = try contents(of: file.path) else {
        notes.append("definition: \(file.path) is not here; the run's own copy is used")
        break
      }
      if sha256(now) != file.sha256 {
        notes.append("definition: \(file.path) has changed since; the run's own copy is used")
      }
    }
    if let kept = kept?.first(where: { access($0, R_OK) == 0 }) { return kept }
    guard let path = manifest.definitionPath else {
      throw RunFailure(.noInput, "run \(manifest.run): its definition was not kept")
    }
    return path
  }

  /// - Parameter lines: what has been said so far, for the message.
  /// - Throws: `RunFailure` where an input is no longer there.
  package func refuseGone(_ plan: RunPlan, after lines: [String]) throws {
    let present = Set(try ArrivedFiles(below: plan.input).names)
    let gone = manifest.inputs.map(\.file).filter { name in !Manifest.paths(of: name).contains(where: present.contains)
    }
    guard gone.isEmpty else {
      throw RunFailure(
        .noInput,
        (lines + gone.map { "input is gone: \($0)" } + ["put them back, or give --input where they lie now"])
          .joined(separator: "\n"))
    }
  }

  /// The inputs that have other bytes than the run read.
  ///
  /// - Parameter inputs: those of the run that was made now.
  package func changed(among inputs: [Manifest.Input]) -> [String] {
    let now = Dictionary(inputs.map { ($0.file, $0.sha256) }) { first, _ in first }
    return manifest.inputs.filter { now[$0.file] != $0.sha256 }.map(\.file)
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
