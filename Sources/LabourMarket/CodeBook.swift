import Glibc

/// Byte strings and their codes: each distinct string gets the next number, from 0.
///
/// An open-addressing table over one arena, so that looking a string up allocates nothing.
public struct CodeBook: Sendable {
  private var arena: [UInt8] = []
  /// Where each string ends in the arena.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// Code + 1, or 0 for a free slot; a power of two, at most half full.
  private var slots = [UInt32](repeating: 0, count: 64)

  public init() {}

  public var count: Int { ends.count }

  public mutating func intern(_ text: UnsafeRawBufferPointer) -> UInt32 {
    let hash = CodeBook.hash(text)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let code = slots[slot] - 1
      if hashes[Int(code)] == hash, holds(text, at: code) { return code }
      slot = (slot + 1) & (slots.count - 1)
    }
    let code = UInt32(ends.count)
    arena.append(contentsOf: text)
    ends.append(arena.count)
    hashes.append(hash)
    slots[slot] = code + 1
    if ends.count * 2 > slots.count { rehash() }
    return code
  }

  public mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// The code of a string that is already there.
  public func code(of text: UnsafeRawBufferPointer) -> UInt32? {
    let hash = CodeBook.hash(text)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let code = slots[slot] - 1
      if hashes[Int(code)] == hash, holds(text, at: code) { return code }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
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
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (code, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(code) + 1
    }
  }

  /// Eight bytes at a time. It only spreads: equality is always decided on the bytes.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt32 {
    var hash: UInt64 = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset < text.count {
      var word: UInt64 = 0
      if offset &+ 8 <= text.count {
        word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      } else {
        for index in offset..<text.count { word = word << 8 | UInt64(text[index]) }
      }
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      offset &+= 8
    }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 29))
  }
}
