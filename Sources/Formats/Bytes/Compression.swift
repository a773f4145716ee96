/// How the bytes of a file are packed, found by its first bytes and never by its name.
public enum Compression: String, Sendable {
  case none, gzip, bzip2, zip
  // Known by name only, so that the sender can be told what was sent.
  case zlib, xz, zstandard, lz4, rar
  case sevenZip = "7-zip"
  case compress = "compress (.Z)"

  /// Whether a text packed like this is read.
  public var isRead: Bool { [.none, .gzip, .bzip2, .zip].contains(self) }

  /// Bytes that tell all of them apart.
  static let headBytes = 6

  public init(firstBytes: some Collection<UInt8>) {
    self = Compression.marks.first { firstBytes.starts(with: $0.bytes) }?.compression ?? .none
  }

  private static let marks: [(bytes: [UInt8], compression: Compression)] = [
    ([0x1F, 0x8B], .gzip),
    ([0x42, 0x5A, 0x68], .bzip2),
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    // A header of zlib by its level of compression; the fourth, `x^`, may begin a text.
    ([0x78, 0x01], .zlib), ([0x78, 0x9C], .zlib), ([0x78, 0xDA], .zlib),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
    ([0x04, 0x22, 0x4D, 0x18], .lz4),
    ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], .rar),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    ([0x1F, 0x9D], .compress),
  ]

  /// The compression that the end of a file name announces; `none` for any other name.
  init(announcedBy name: String) {
    let name = name.lowercased()
    self =
      switch name {
      case _ where name.hasSuffix(".gz"): .gzip
      case _ where name.hasSuffix(".bz2"): .bzip2
      case _ where name.hasSuffix(".zip"): .zip
      default: .none
      }
  }
}
