import Glibc

/// Byte strings and their codes: each distinct string gets the next number, from 0.
///
/// An open-addressing table over one arena, so that looking a string up allocates nothing.
public struct CodeBook: Sendable {
  private var arena: [UInt8] = []
  /// Where each string ends in the arena.
  private var ends: [Int] = []
  /// Hash in the high half, code + 1 in the low one, 0 for a free slot; a power of two, at most half full.
  private var slots = [UInt64](repeating: 0, count: 64)

  public init() {}

  public var count: Int { ends.count }

  public mutating func intern(_ text: UnsafeRawBufferPointer) -> UInt32 {
    let hash = CodeBook.hash(text)
    let slot = slot(of: text, hash)
    if slots[slot] != 0 { return UInt32(truncatingIfNeeded: slots[slot]) &- 1 }
    arena.append(contentsOf: text)
    ends.append(arena.count)
    slots[slot] = hash << 32 | UInt64(ends.count)
    if ends.count * 2 > slots.count { rehash() }
    return UInt32(ends.count - 1)
  }

  public mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// Brings the strings of another book into this one, and returns the new code of each of its codes.
  public mutating func merge(_ other: CodeBook) -> [UInt32] {
    (0..<UInt32(other.count)).map { code in other.withBytes(of: code) { intern($0) } }
  }

  /// The code of a string that is already there.
  public func code(of text: UnsafeRawBufferPointer) -> UInt32? {
    let slot = slot(of: text, CodeBook.hash(text))
    return slots[slot] == 0 ? nil : UInt32(truncatingIfNeeded: slots[slot]) - 1
  }

  /// Where the string stands, or where it would.
  @inline(__always)
  private func slot(of text: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash, holds(text, at: UInt32(truncatingIfNeeded: slots[slot]) &- 1) { break }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return slot
  }

  public func withBytes<Result>(of code: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: code)])) }
  }

  public func text(of code: UInt32) -> String { String(decoding: arena[range(of: code)], as: UTF8.self) }

  /// For each code, its place in byte order among all of them, from 0.
  public func ranks() -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, code) in codesInByteOrder().enumerated() { ranks[Int(code)] = UInt32(rank) }
    return ranks
  }

  public func codesInByteOrder() -> [UInt32] {
    arena.withUnsafeBytes { arena in
      (0..<UInt32(count)).sorted { left, right in
        arena[range(of: left)].lexicographicallyPrecedes(arena[range(of: right)])
      }
    }
  }

  private func range(of code: UInt32) -> Range<Int> {
    (code == 0 ? 0 : ends[Int(code) - 1])..<ends[Int(code)]
  }

  private func holds(_ text: UnsafeRawBufferPointer, at code: UInt32) -> Bool {
    let range = range(of: code)
    guard range.count == text.count else { return false }
    guard text.count > 0 else { return true }
    return arena.withUnsafeBytes { memcmp($0.baseAddress! + range.lowerBound, text.baseAddress!, range.count) == 0 }
  }

  private mutating func rehash() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// 32 bits, from eight bytes at a time, the last eight overlapping. It only spreads: equality is decided on the bytes.
  @inline(__always)
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    if text.count >= 8 {
      var offset = 0
      while offset < text.count {
        let start = min(offset, text.count &- 8)
        hash = (hash ^ text.loadUnaligned(fromByteOffset: start, as: UInt64.self)) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        offset &+= 8
      }
    } else {
      for byte in text { hash = (hash ^ UInt64(byte)) &* 0xD6E8_FEB8_6659_FD93 }
    }
    return (hash ^ hash >> 29) >> 16 & 0xFFFF_FFFF
  }
}
