import CZlib

/// A zip archive under way, for small contents: each is packed in memory, its size and CRC stand before it.
///
/// Every content bears the date 1980-01-01 00:00, the first that zip knows, so that the archive's bytes depend on its
/// contents alone.
public final class ZipWriter {
  private let file: OutputFile
  private var directory: [UInt8] = []
  private var offset: UInt32 = 0
  private var count: UInt16 = 0

  public init(path: String) throws(FileFailure) {
    file = try OutputFile(path: path)
  }

  /// - Parameter name: the path inside the archive, in ASCII, with `/` between folders.
  /// - Parameter content: unpacked; all packed contents of an archive take less than 4 GiB together.
  public func add(_ name: String, _ content: [UInt8]) throws {
    var packed: [UInt8] = []
    try content.withUnsafeBytes { bytes in
      try Deflater(.none, level: 9).pack(bytes, ending: true) { packed.append(contentsOf: $0) }
    }
    let shared = sharedFields(of: content, packedSize: packed.count, name: name)
    let local = littleEndian(0x0403_4B50 as UInt32) + shared + Array(name.utf8)
    directory += littleEndian(0x0201_4B50 as UInt32) + littleEndian(Self.version) + shared
    // No comment, first disk, no attributes.
    directory += [UInt8](repeating: 0, count: 10) + littleEndian(offset) + Array(name.utf8)
    try file.write(local)
    try file.write(packed)
    offset += UInt32(local.count + packed.count)
    count += 1
  }

  /// Writes the directory and ends the file.
  public func close() throws {
    try file.write(directory)
    let disks: UInt32 = 0
    try file.write(
      littleEndian(0x0605_4B50 as UInt32) + littleEndian(disks) + littleEndian(count) + littleEndian(count)
        + littleEndian(UInt32(directory.count)) + littleEndian(offset) + littleEndian(0 as UInt16))
    try file.close()
  }

  private static let version: UInt16 = 20

  /// The 26 bytes that stand in the local header and in the directory alike.
  private func sharedFields(of content: [UInt8], packedSize: Int, name: String) -> [UInt8] {
    let checksum = UInt32(truncatingIfNeeded: crc32_z(0, content, content.count))
    let (flags, deflated, midnight, firstOf1980): (UInt16, UInt16, UInt16, UInt16) = (0, 8, 0, 0x0021)
    let head = [Self.version, flags, deflated, midnight, firstOf1980].flatMap(littleEndian)
    let sizes = [checksum, UInt32(packedSize), UInt32(content.count)].flatMap(littleEndian)
    return head + sizes + littleEndian(UInt16(name.utf8.count)) + littleEndian(0 as UInt16)
  }

  private func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
