import CBZip2
import Glibc

/// The text of a bzip2 file of one or more streams, one after the other.
///
/// A flipped bit shows only at the checksum of its block or stream, so what was read counts only once `read` has
/// returned 0. Bytes after the last stream are a failure.
public final class Bzip2Reader {
  private let file: FileBytes
  private let limits: UnpackingLimits
  private let state: UnsafeMutablePointer<bz_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isInsideStream = false
  private var streams = 0
  private var inflated = 0

  public init(_ file: FileBytes, limits: UnpackingLimits = UnpackingLimits()) {
    self.file = file
    self.limits = limits
    input = .allocate(byteCount: 1 << 17, alignment: 64)
    state = .allocate(capacity: 1)
    state.initialize(to: bz_stream())
  }

  deinit {
    if isInsideStream { BZ2_bzDecompressEnd(state) }
    state.deallocate()
    input.deallocate()
  }

  /// Offset of the next packed byte.
  public var offset: Int { file.offset - Int(state.pointee.avail_in) }

  /// Inflates at least one byte into `buffer`, or returns 0 once every stream has ended well.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let hasInput = try fill()
      if !isInsideStream {
        guard hasInput else { return 0 }
        try beginStream()
      }
      state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      state.pointee.avail_out = UInt32(clamping: buffer.count)
      let status = BZ2_bzDecompress(state)
      let count = Int(UInt32(clamping: buffer.count) - state.pointee.avail_out)
      switch status {
      case BZ_STREAM_END: endStream()
      case BZ_OK where count == 0 && !hasInput:
        throw failure("the bzip2 stream ends inside stream \(streams): truncated")
      case BZ_OK: break
      case BZ_DATA_ERROR_MAGIC where streams > 1:
        throw failure("bytes that are no bzip2 stream follow stream \(streams - 1)", remedy: "check what was appended")
      default: throw failure("stream \(streams) is corrupt (bzip2 status \(status))")
      }
      inflated += count
      try limits.check(inflated: inflated, packed: offset, path: file.path)
      if count > 0 { return count }
    }
  }

  private func beginStream() throws {
    guard BZ2_bzDecompressInit(state, 0, 0) == BZ_OK else {
      throw failure("no memory to unpack it", remedy: "free some")
    }
    isInsideStream = true
    streams += 1
  }

  private func endStream() {
    let (next, left) = (state.pointee.next_in, state.pointee.avail_in)
    BZ2_bzDecompressEnd(state)
    isInsideStream = false
    // The call before leaves the input as it is, but says nowhere that it does.
    (state.pointee.next_in, state.pointee.avail_in) = (next, left)
  }

  /// False at the end of the file, once all of it has been taken.
  private func fill() throws -> Bool {
    guard state.pointee.avail_in == 0 else { return true }
    let count = try file.read(into: input)
    state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: CChar.self)
    state.pointee.avail_in = UInt32(count)
    return count > 0
  }

  private func failure(_ problem: String, remedy: String = "ask the sender for the file again") -> ArchiveFailure {
    ArchiveFailure(path: file.path, byte: offset, problem: problem, remedy: remedy)
  }
}
