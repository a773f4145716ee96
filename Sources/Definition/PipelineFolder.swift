import Foundation

/// The folder `Pipelines` of definitions and their layouts.
public enum PipelineFolder {
  /// That of the folder where the command was called, else that which was installed with it.
  public static var path: String { isHere ? "Pipelines" : installed }

  public static var layouts: String { path + "/layouts" }

  private static var isHere: Bool { FileManager.default.fileExists(atPath: "Pipelines/layouts") }

  /// An installed command has its definitions beside it.
  public static var installed: String {
    let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return binary.appending(path: "../share/outcomes/Pipelines").standardized.path
  }
}
