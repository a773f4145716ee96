/// The version of the product, in the manifest and on `--version`.
public enum Version {
  public static let current = "0.1.0"
  /// The day of the version, for the manual.
  public static let day = "2026-11-26"
}
