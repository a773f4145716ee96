import Formats
import Foundation

extension Definition {
  /// - Throws: for a path that leads nowhere, with the definitions that lie where it points, or where they usually lie.
  static func refuseAbsence(of path: String) throws(DefinitionError) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let places = [folder, folder + "Pipelines/", "Pipelines/", PipelineFolder.installed + "/"]
    let (place, names) = places.lazy.map { ($0, definitions(in: $0)) }.first { !$0.1.isEmpty } ?? ("", [])
    let nearest = nearestName(to: String(path.dropFirst(folder.count)), in: names)
    throw DefinitionError([
      DefinitionError.Problem(
        file: path, line: 1, column: 1, message: "no such file; give the path of a definition",
        known: names.map { place + $0 }, nearest: nearest.map { place + $0 })
    ])
  }

  private static func definitions(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
  }
}
