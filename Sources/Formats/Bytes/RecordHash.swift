/// A hash of 64 bits of some bytes, the same however they come in pieces; not one that withstands an adversary.
///
/// Cost: a multiplication for eight bytes.
public struct RecordHash {
  private var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Less than eight bytes that wait for others, the first lowest.
  private var rest: UInt64 = 0
  private var restCount: UInt64 = 0
  private var count: UInt64 = 0

  public init() {}

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count &+= UInt64(bytes.count)
    var place = 0
    while place &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      // What waits comes first; as many bytes of the word wait then.
      take(restCount == 0 ? word : rest | word << (8 &* restCount))
      if restCount > 0 { rest = word >> (64 &- 8 &* restCount) }
      place &+= 8
    }
    while place < bytes.count {
      rest |= UInt64(bytes[place]) << (8 &* restCount)
      restCount &+= 1
      place &+= 1
      if restCount == 8 {
        take(rest)
        (rest, restCount) = (0, 0)
      }
    }
  }

  /// Of all that came.
  public var value: UInt64 {
    var whole = self
    whole.take(rest)
    whole.take(count)
    return whole.hash ^ whole.hash >> 29
  }

  private mutating func take(_ word: UInt64) {
    hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
  }
}
