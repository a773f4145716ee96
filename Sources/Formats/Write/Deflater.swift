import CZlib

/// A deflate stream (RFC 1951), bare or in gzip members (RFC 1952).
///
/// Made by zlib and not by ISA-L, which packs four times faster but chooses its code by processor: here the same text
/// gives the same bytes on every machine. The gzip header names no file and no time.
final class Deflater {
  enum Wrapping { case none, gzip }

  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer

  init(_ wrapping: Wrapping, level: Int32) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(byteCount: 1 << 17, alignment: 16)
    let windowBits = wrapping == .gzip ? MAX_WBITS + 16 : -MAX_WBITS
    let status = deflateInit2_(
      stream, level, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "deflateInit2 fails only for want of memory, or for a level outside 0...9")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Packs `bytes` and hands what is ready to `sink`; may keep some back until the end.
  ///
  /// - Parameter ending: ends the stream (the gzip member) after these bytes; the next call begins another.
  func pack(_ bytes: UnsafeRawBufferPointer, ending: Bool, sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    var rest = bytes
    repeat {
      let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(slice.count))
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: slice.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(slice.count)
      try drain(flush: ending && rest.isEmpty ? Z_FINISH : Z_NO_FLUSH, sink: sink)
    } while !rest.isEmpty
    if ending { deflateReset(stream) }
  }

  private func drain(flush: Int32, sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    repeat {
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      let status = deflate(stream, flush)
      precondition(status != Z_STREAM_ERROR, "deflate was given a stream that it does not know")
      let count = output.count - Int(stream.pointee.avail_out)
      if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: output[..<count])) }
    } while stream.pointee.avail_out == 0
  }
}
