import CZlib

/// Reads one member of an archive from front to back, in bounded memory (64 KiB of input and the inflater's window).
///
/// The bytes are proven only by the end: a flipped bit may show no sooner than at the CRC, so nothing that was made
/// from a member counts until `read` has returned 0.
public final class ZipMemberReader {
  public let entry: ZipEntry

  private let file: ZipFile
  private let input: UnsafeMutableRawBufferPointer
  private var inflater = ZipInflater()
  /// Where the next compressed byte lies, and where the last one ends.
  private var position: Int
  private let end: Int
  private var produced = 0
  private var storedCRC: UInt = 0
  private var hasEnded = false

  private static let inputSize = 64 << 10

  init(_ entry: ZipEntry, in file: ZipFile, dataOffset: Int) {
    self.entry = entry
    self.file = file
    self.position = dataOffset
    self.end = dataOffset + entry.compressedSize
    self.input = .allocate(byteCount: min(Self.inputSize, max(entry.compressedSize, 1)), alignment: 16)
  }

  deinit { input.deallocate() }

  /// Writes the next bytes of the member to `buffer`.
  ///
  /// - Parameter buffer: any size from one byte up; it need not be filled.
  /// - Returns: the number of bytes written; 0 when the member has ended and its size and CRC are right.
  /// - Throws: `ZipError` when the data is corrupt, short, or not of the declared size and CRC.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    precondition(!buffer.isEmpty, "a buffer without room cannot tell the end")
    guard !hasEnded else { return 0 }
    let count = entry.method == ZipEntry.stored ? try copy(into: buffer) : try inflate(into: buffer)
    produced += count
    guard produced <= entry.size else { throw failure(.wrongSize(declared: entry.size, found: produced)) }
    if count == 0 { try close() }
    return count
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    let count = min(buffer.count, end - position, Int(Int32.max))
    guard count > 0 else { return 0 }
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    try file.fill(target, at: position, part: "member's data", member: entry.name)
    position += count
    storedCRC = crc32(storedCRC, target.baseAddress!.assumingMemoryBound(to: UInt8.self), UInt32(count))
    return count
  }

  /// 0 only at the end of the stream.
  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    while true {
      if inflater.needsInput && position < end {
        let part = UnsafeMutableRawBufferPointer(rebasing: input[..<min(input.count, end - position)])
        try file.fill(part, at: position, part: "member's data", member: entry.name)
        position += part.count
        inflater.feed(part)
      }
      let (count, progress) = inflater.inflate(into: buffer)
      if count > 0 && progress != .corrupt { return count }
      switch progress {
      case .corrupt: throw failure(.corruptData)
      case .ended: return 0
      case .underway:
        guard inflater.needsInput && position == end else { continue }
        // A member of no bytes may be declared deflated without a single block.
        if entry.compressedSize == 0 { return 0 }
        throw failure(.corruptData)
      }
    }
  }

  private func close() throws(ZipError) {
    let isStored = entry.method == ZipEntry.stored
    let unused = end - position + (isStored ? 0 : inflater.unused)
    guard produced == entry.size else { throw failure(.wrongSize(declared: entry.size, found: produced)) }
    guard unused == 0 else { throw failure(.corruptData) }
    let crc = isStored ? UInt32(truncatingIfNeeded: storedCRC) : inflater.crc
    guard crc == entry.crc else { throw failure(.wrongChecksum(declared: entry.crc, found: crc)) }
    hasEnded = true
  }

  private func failure(_ reason: ZipError.Reason) -> ZipError {
    ZipError(reason, in: file.path, member: entry.name, at: position)
  }
}
