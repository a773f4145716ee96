/// One member of a zip archive, as the central directory declares it.
public struct ZipEntry: Hashable, Sendable {
  /// Its name: `/` between folders, bytes that are not UTF-8 shown as `\xE9`.
  public let name: String
  /// Bytes once inflated.
  public let size: Int
  /// Bytes in the archive.
  public let compressedSize: Int
  /// CRC-32 of the inflated bytes.
  public let crc: UInt32

  /// The name as it stands in the archive, to be found again in the member's own header.
  let rawName: [UInt8]
  let flags: Int
  let method: Int
  /// Where the member's own header starts.
  let headerOffset: Int

  public var isFolder: Bool { name.hasSuffix("/") }
  var isEncrypted: Bool { flags & 0x1 != 0 }
  /// The member's own header holds no sizes and no CRC: they follow the data, and stand in the directory.
  var hasTrailingSizes: Bool { flags & 0x8 != 0 }
  /// The least that the member occupies: its own header may still hold extra fields.
  var leastExtent: Int { ZipEntry.headerSize + rawName.count + compressedSize }

  static let headerSize = 30
  static let stored = 0
  static let deflated = 8
}

/// A member's name made safe to compare and to show.
struct ZipName {
  let text: String
  /// False for a name that is empty, absolute, holds a NUL or a `..`: nothing good can be meant by it.
  let isSafe: Bool

  init(_ raw: some Collection<UInt8>) {
    // Archives made by older Windows libraries separate folders with a backslash.
    let bytes = raw.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    if let valid = String(validating: bytes, as: UTF8.self) {
      text = valid
    } else {
      text = bytes.reduce(into: "") { text, byte in
        if byte < 0x80 {
          text.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          text += "\\x" + String(byte, radix: 16, uppercase: true)
        }
      }
    }
    let folders = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let hasDrive = bytes.count >= 2 && bytes[1] == UInt8(ascii: ":")
    isSafe =
      !bytes.isEmpty && bytes[0] != UInt8(ascii: "/") && !hasDrive && !bytes.contains(0)
      && !folders.contains { $0.elementsEqual("..".utf8) }
  }
}
