import CMemory

/// Words and the row that each stands for: an open-addressing table, filled once and then only read.
///
/// 0 is no key. Slots follow the high bits of `spread`, as partitions do, so that looking up the keys of one partition
/// stays in one part of the table. Cost: 16 bytes for each of 1.5 to 3 times the rows; mostly one cache line a look-up.
public struct KeyTable: Sendable {
  private var slots: [Slot]
  private let shift: UInt64
  public private(set) var count = 0

  private struct Slot {
    var key: UInt64 = 0
    var row: UInt32 = 0
  }

  /// - Parameter capacity: the number of distinct keys that will be set, at most.
  public init(capacity: Int) {
    var size = 16
    while size * 2 < capacity * 3 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    shift = 64 - UInt64(size.trailingZeroBitCount)
  }

  /// Gives a key its row, in place of the one it had.
  public mutating func set(_ key: UInt64, to row: Int) {
    let slot = self.slot(of: key)
    if slots[slot].key == 0 { count += 1 }
    slots[slot] = Slot(key: key, row: UInt32(row))
  }

  @inline(__always)
  public func row(of key: UInt64) -> Int? {
    let slot = slots[self.slot(of: key)]
    return slot.key == 0 ? nil : Int(slot.row)
  }

  /// Fetches the line of memory where a key will be looked for.
  @inline(__always)
  public func prefetch(_ key: UInt64) {
    let slot = Int(truncatingIfNeeded: spread(key) >> shift)
    slots.withUnsafeBufferPointer { prefetch_line($0.baseAddress! + slot) }
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: spread(key) >> shift)
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot &+ 1) & (slots.count &- 1) }
    return slot
  }
}

/// Spreads the bits of a word. Nothing is lost: two words are equal if and only if their spreads are.
@inlinable public func spread(_ word: UInt64) -> UInt64 {
  var word = word
  word ^= word >> 32
  word = word &* 0xD6E8_FEB8_6659_FD93
  word ^= word >> 32
  word = word &* 0xD6E8_FEB8_6659_FD93
  return word ^ (word >> 32)
}
