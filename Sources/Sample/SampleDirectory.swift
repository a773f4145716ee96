import Formats
import FoundationEssentials

/// The folder that receives the sample.
struct SampleDirectory: Sendable {
  let root: String
  /// A large sample is written once and thrown away; a small one is kept.
  let effort: GzipWriter.Effort

  private static let folders = ["dpae", "bmo", "training", "register", "offers", "trust", "reference"]

  init(root: String, effort: GzipWriter.Effort) throws {
    self.root = root
    self.effort = effort
    for folder in Self.folders {
      try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
  }

  func path(of file: String) -> String { "\(root)/\(file)" }

  func write(_ text: TextBuffer, to file: String) throws {
    let output = try OutputFile(path: path(of: file))
    try output.write(text.bytes)
    try output.close()
  }
}
