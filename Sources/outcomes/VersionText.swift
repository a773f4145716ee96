import Definition
import Foundation

/// What `--version` says: which one this is, and where what belongs to it lies.
var versionText: String {
  let folder = PipelineFolder.path
  let isThere = FileManager.default.fileExists(atPath: folder)
  return """
    outcomes \(Version.name(Version.current, Version.commit)) (Linux \(architecture))
    Definitions and layouts: \(isThere ? folder : "none here, and none in \(folder)")
    Manual: man outcomes. Licence: EUPL-1.2
    """
}

private var architecture: String {
  #if arch(x86_64)
    "x86_64"
  #elseif arch(arm64)
    "aarch64"
  #else
    "of another kind"
  #endif
}
