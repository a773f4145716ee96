import Glibc

/// Makes small zip archives, and bends their records where a test asks for it.
struct ZipBuilder {
  struct Member {
    var name: [UInt8]
    /// The bytes once inflated, from which the CRC and the size follow.
    var content: [UInt8]
    var method = 0
    var flags = 0
    /// What stands in the archive; the content itself where a member is stored.
    var packed: [UInt8]
    var crc: UInt32
    var size: Int
    /// In the member's own header, where it differs from the directory.
    var localName: [UInt8]?
    var localSize: Int?
    /// Sizes and offset in the 64-bit extra field.
    var isWide = false

    init(_ name: some Sequence<UInt8>, _ content: [UInt8]) {
      self.name = Array(name)
      self.content = content
      self.packed = content
      self.crc = ZipBuilder.crc(content)
      self.size = content.count
    }
  }

  var members: [Member] = []
  var comment: [UInt8] = []
  var announcedEntries: Int?
  /// Added to the offset of each member's header in the directory.
  var offsetShift = 0
  /// A ZIP64 end record before the short one.
  var isWide = false

  /// Adds a stored member.
  mutating func add(_ name: String, _ content: String, bend: (inout Member) -> Void = { _ in }) {
    var member = Member(name.utf8, Array(content.utf8))
    bend(&member)
    members.append(member)
  }

  /// Adds a member of deflate blocks that are stored: the format of the stream without its codes.
  mutating func addDeflated(_ name: String, _ content: String, bend: (inout Member) -> Void = { _ in }) {
    add(name, content) { member in
      member.method = 8
      member.packed = Self.deflateBlocks(member.content)
      bend(&member)
    }
  }

  var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = archive.count
      archive += header(of: member)
      directory += entry(of: member, offset: offset + offsetShift)
    }
    let start = archive.count
    archive += directory
    let count = announcedEntries ?? members.count
    if isWide { archive += Self.wideEnd(count, directory.count, start) }
    archive += le(0x0605_4b50, 4) + le(0, 4)
    archive += isWide ? le(0xFFFF, 2) + le(0xFFFF, 2) : le(count, 2) + le(count, 2)
    archive += isWide ? le(0xFFFF_FFFF, 4) + le(0xFFFF_FFFF, 4) : le(directory.count, 4) + le(start, 4)
    return archive + le(comment.count, 2) + comment
  }

  private func header(of member: Member) -> [UInt8] {
    let name = member.localName ?? member.name
    let hasTrailingSizes = member.flags & 8 != 0
    var bytes = le(0x0403_4b50, 4) + le(20, 2) + le(member.flags, 2) + le(member.method, 2) + le(0, 4)
    bytes += le(hasTrailingSizes ? 0 : Int(member.crc), 4) + le(hasTrailingSizes ? 0 : member.packed.count, 4)
    bytes += le(hasTrailingSizes ? 0 : member.localSize ?? member.size, 4) + le(name.count, 2) + le(4, 2)
    // An extra field of no meaning: the data does not start right after the name.
    return bytes + name + [0xFE, 0xCA, 0, 0] + member.packed
  }

  private func entry(of member: Member, offset: Int) -> [UInt8] {
    let full = 0xFFFF_FFFF
    let extra =
      member.isWide
      ? le(1, 2) + le(24, 2) + le(member.size, 8) + le(member.packed.count, 8) + le(offset, 8) : []
    var bytes = le(0x0201_4b50, 4) + le(20, 2) + le(20, 2) + le(member.flags, 2) + le(member.method, 2) + le(0, 4)
    bytes += le(Int(member.crc), 4) + le(member.isWide ? full : member.packed.count, 4)
    bytes += le(member.isWide ? full : member.size, 4) + le(member.name.count, 2) + le(extra.count, 2)
    bytes += le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(member.isWide ? full : offset, 4)
    return bytes + member.name + extra
  }

  private static func wideEnd(_ count: Int, _ size: Int, _ start: Int) -> [UInt8] {
    let record =
      le(0x0606_4b50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 8) + le(count, 8) + le(count, 8) + le(size, 8)
      + le(start, 8)
    return record + le(0x0706_4b50, 4) + le(0, 4) + le(start + size, 8) + le(1, 4)
  }

  private func le(_ value: Int, _ count: Int) -> [UInt8] { Self.le(value, count) }

  private static func le(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func deflateBlocks(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = content[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      bytes += [rest.isEmpty ? 1 : 0] + le(block.count, 2) + le(~block.count, 2) + block
    } while !rest.isEmpty
    return bytes
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

/// Bytes in a file that ends with the test.
final class ArchiveOnDisk {
  let path: String

  init(_ bytes: [UInt8]) {
    var template = Array("/tmp/formats-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    precondition(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
  }

  deinit { unlink(path) }
}
