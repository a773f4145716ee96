import CProgram

/// Which program this is: in the manifest, in the history, and on `--version`.
public enum Version {
  public static let current = "0.1.0"
  /// The day of the version, for the manual.
  public static let day = "2026-11-28"
  /// What it was built from: an abbreviated commit, ending in `-dirty` where files had changed since; `nil` where the
  /// build was not told (`make build` does).
  public static let commit: String? = {
    let text = String(cString: program_commit())
    return text.isEmpty ? nil : text
  }()

  /// `0.1.0, commit 0e435f2abcde`
  public static func name(_ version: String, _ commit: String?) -> String {
    "\(version), commit \(commit ?? "unknown")"
  }
}
