import CISAL
import CZlib
import Glibc

/// The text of a gzip file (RFC 1952) of one or more members, inflated by ISA-L.
///
/// A flipped bit shows only at the CRC that ends its member, so what was read counts only once `read` has returned 0.
/// Zeros after the last member are padding; anything else there is a failure.
public final class GzipReader {
  private let file: FileBytes
  private let state: UnsafeMutablePointer<inflate_state>
  private let input: UnsafeMutableRawBufferPointer
  private let limits: UnpackingLimits
  private var stage = Stage.betweenMembers
  private var members = 0
  private var inflated = 0
  private var isEndOfFile = false

  private enum Stage { case betweenMembers, insideMember, ended }

  public init(_ file: FileBytes, limits: UnpackingLimits = UnpackingLimits()) {
    self.file = file
    self.limits = limits
    input = .allocate(byteCount: 1 << 17, alignment: 64)
    state = .allocate(capacity: 1)
    isal_inflate_init(state)
    state.pointee.avail_in = 0
    state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
  }

  deinit {
    input.deallocate()
    state.deallocate()
  }

  /// Offset of the next packed byte.
  public var offset: Int { file.offset - Int(state.pointee.avail_in) }

  /// Inflates at least one byte into `buffer`, or returns 0 once every member has ended well.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var produced = 0
    while produced == 0 && stage != .ended {
      if stage == .betweenMembers { try beginMember() } else { produced = try inflate(into: buffer) }
    }
    inflated += produced
    try limits.check(inflated: inflated, packed: offset, path: file.path)
    return produced
  }

  private func beginMember() throws {
    try fill(atLeast: 1)
    guard state.pointee.avail_in > 0 else {
      stage = .ended
      return
    }
    if members > 0, state.pointee.next_in[0] == 0 { return try skipPadding() }
    members += 1
    try readHeader()
    isal_inflate_reset(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP_NO_HDR_VER)
    stage = .insideMember
  }

  /// Reads the header of a member, with its own checksum where it has one (RFC 1952, section 2.3). ISA-L 2.30 would read
  /// it too, but takes a right header checksum for a wrong one.
  private func readHeader() throws {
    var header: [UInt8] = []
    for _ in 0..<10 {
      header.append(try headerByte())
      if header.count <= 2, header[header.count - 1] != [0x1F, 0x8B][header.count - 1] {
        throw failure("bytes that are no gzip member follow member \(members - 1)", remedy: "check what was appended")
      }
    }
    let flags = header[3]
    guard header[2] == 8 else { throw failure("compression method \(header[2]) is not deflate") }
    guard flags & 0xE0 == 0 else { throw failure("a reserved flag is set in the header of member \(members)") }
    if flags & 4 != 0 {
      header.append(try headerByte())
      header.append(try headerByte())
      for _ in 0..<Int(header[10]) + Int(header[11]) << 8 { header.append(try headerByte()) }
    }
    // A name, then a comment, each ended by a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      repeat {
        header.append(try headerByte())
        guard header.count < GzipReader.headerLimit else {
          throw failure("the header of member \(members) does not end")
        }
      } while header[header.count - 1] != 0
    }
    guard flags & 2 != 0 else { return }
    let checksum = UInt(try headerByte()) | UInt(try headerByte()) << 8
    guard checksum == crc32(0, header, uInt(header.count)) & 0xFFFF else {
      throw failure("the header checksum of member \(members) is wrong: corrupt")
    }
  }

  /// More than any field of a sound header holds.
  private static let headerLimit = 1 << 18

  private func headerByte() throws -> UInt8 {
    try fill(atLeast: 1)
    guard state.pointee.avail_in > 0 else { throw truncated }
    defer {
      state.pointee.next_in += 1
      state.pointee.avail_in -= 1
    }
    return state.pointee.next_in[0]
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try fill(atLeast: 1)
    let isStarved = state.pointee.avail_in == 0
    state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(min(buffer.count, 1 << 30))
    let room = Int(state.pointee.avail_out)
    let status = isal_inflate(state)
    let produced = room - Int(state.pointee.avail_out)
    switch status {
    case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW: break
    case ISAL_INCORRECT_CHECKSUM: throw failure("the checksum or length of member \(members) is wrong: corrupt")
    default: throw failure("member \(members) is corrupt (inflate status \(status))")
    }
    if state.pointee.block_state == ISAL_BLOCK_FINISH {
      stage = .betweenMembers
    } else if produced == 0 && isStarved {
      throw truncated
    }
    return produced
  }

  private func skipPadding() throws {
    while state.pointee.avail_in > 0 {
      guard state.pointee.next_in[0] == 0 else {
        throw failure("bytes that are no gzip member follow member \(members)", remedy: "check what was appended")
      }
      state.pointee.next_in += 1
      state.pointee.avail_in -= 1
      try fill(atLeast: 1)
    }
    stage = .ended
  }

  /// Leaves fewer bytes than asked only at the end of the file.
  private func fill(atLeast wanted: Int) throws {
    while !isEndOfFile && Int(state.pointee.avail_in) < wanted {
      let left = Int(state.pointee.avail_in)
      if left > 0 { memmove(input.baseAddress!, state.pointee.next_in, left) }
      let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: input[left...]))
      isEndOfFile = count == 0
      state.pointee.next_in = input.baseAddress!.assumingMemoryBound(to: UInt8.self)
      state.pointee.avail_in = UInt32(left + count)
    }
  }

  private var truncated: ArchiveFailure { failure("the gzip stream ends inside member \(max(1, members)): truncated") }

  private func failure(_ problem: String, remedy: String = "ask the sender for the file again") -> ArchiveFailure {
    ArchiveFailure(path: file.path, byte: offset, problem: problem, remedy: remedy)
  }
}
