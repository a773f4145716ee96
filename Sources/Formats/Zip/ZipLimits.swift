/// What a zip archive may ask of its reader before it is refused.
///
/// The ratio needs no running check: a member is refused on the sizes that the directory declares, and no member may
/// give more bytes than declared.
public struct ZipLimits: Sendable, Hashable {
  /// Members in the archive.
  public var entries: Int
  /// Bytes of the central directory, which is held in memory while it is read.
  public var directoryBytes: Int
  /// Bytes of one member once inflated.
  public var memberBytes: Int
  /// Inflated bytes for each compressed byte of one member. Tables of text reach 10 to 30, a bomb 1 000.
  public var ratio: Int
  /// Bytes of a member to which the ratio does not apply: a small page of equal rows may deflate very well.
  public var bytesFreeOfRatio: Int

  public init(
    entries: Int = 10_000, directoryBytes: Int = 16 << 20, memberBytes: Int = 64 << 30, ratio: Int = 200,
    bytesFreeOfRatio: Int = 1 << 20
  ) {
    self.entries = entries
    self.directoryBytes = directoryBytes
    self.memberBytes = memberBytes
    self.ratio = ratio
    self.bytesFreeOfRatio = bytesFreeOfRatio
  }
}
