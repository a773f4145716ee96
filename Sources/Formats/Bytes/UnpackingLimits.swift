/// What a packed file may ask of its reader before it is refused.
public struct UnpackingLimits: Sendable, Hashable {
  /// Bytes out for one byte in, once 16 MiB are out: repeats of a row may pack very well. Deflate ends at 1 032.
  public var inflationRatio: Int
  /// Members of a zip archive.
  public var zipEntries: Int
  /// Bytes of one member of a zip archive, once inflated.
  public var zipMemberBytes: Int

  public init(inflationRatio: Int = 1100, zipEntries: Int = 10_000, zipMemberBytes: Int = 64 << 30) {
    self.inflationRatio = inflationRatio
    self.zipEntries = zipEntries
    self.zipMemberBytes = zipMemberBytes
  }

  static let bytesFreeOfRatio = 1 << 24

  public var zip: ZipLimits {
    ZipLimits(
      entries: zipEntries, memberBytes: zipMemberBytes, ratio: inflationRatio,
      bytesFreeOfRatio: UnpackingLimits.bytesFreeOfRatio)
  }

  /// - Throws: `ArchiveFailure` where `inflated` bytes came out of `packed`, and that is too many.
  func check(inflated: Int, packed: Int, path: String) throws(ArchiveFailure) {
    guard inflated > UnpackingLimits.bytesFreeOfRatio, inflated / max(1, packed) > inflationRatio else { return }
    throw ArchiveFailure(
      path: path, byte: packed,
      problem: "inflates to more than \(inflationRatio) times its size (limit inflation_ratio)",
      remedy: "check what was sent; if it is genuine, raise the limit")
  }
}
