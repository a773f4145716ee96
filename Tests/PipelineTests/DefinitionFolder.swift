import Definition
import Foundation

/// A folder with a definition and its layouts, gone with the last reference.
final class DefinitionFolder {
  let path: String

  /// - Parameter files: the content of each file, by its path below the folder.
  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "definition-\(UUID().uuidString)").path
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: Data, to name: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  func load(_ name: String = "pipeline.yaml") throws(DefinitionError) -> LoadedDefinition {
    try Definition.load(path: "\(path)/\(name)")
  }

  /// What the definition is refused with, without the path of the folder; `nil` where it is taken.
  func refusal(_ name: String = "pipeline.yaml") -> String? {
    do {
      _ = try load(name)
      return nil
    } catch {
      return error.description.replacing(path + "/", with: "")
    }
  }
}

/// Why a small definition is refused that would be taken but for the part that is given; `nil` where it is taken.
func refusal(
  top: String = "", inputs: String = sampleInput, table: String = sampleTable, layout: String = sampleLayout
) throws -> String? {
  let pipeline = sampleDefinition(top: top, inputs: inputs, table: table)
  return try DefinitionFolder(["pipeline.yaml": pipeline, "layouts/bmo.yaml": layout]).refusal()
}

extension DefinitionFolder {
  static let sample = ["pipeline.yaml": sampleDefinition(), "layouts/bmo.yaml": sampleLayout]
}

/// Line 2 and what follows is `top`; without it the input stands on line 3 and the table on line 5.
func sampleDefinition(
  top: String = "", inputs: String = sampleInput, table: String = sampleTable
) -> String {
  let top = top.isEmpty ? "" : top + "\n"
  return "pipeline: test\n\(top)inputs:\n  \(inputs)\ntables:\n  \(table)\n"
}

let sampleInput = "needs: {files: [bmo/*.csv], layouts: [bmo]}"
let sampleTable = "needs: {fact: need, dimensions: [year, region], measures: [projects_low]}"

let sampleLayout = """
  layout: bmo
  source: needs
  format: delimited
  separator: ";"
  columns:
    - {name: annee, field: year}
    - {name: code, field: metier}
    - {name: be, field: bassin}
    - {name: met, field: projects}
    - label

  """

/// The definitions of the project itself.
let pipelines = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Pipelines").path
