import LabourMarket

/// The cells of a table by their key, numbered from 0 as they appear.
struct CellMap: Sendable {
  private(set) var keys: [UInt64] = []
  /// Cell + 1, or 0 for a free slot; a power of two, at most half full.
  private var slots = [UInt32](repeating: 0, count: 1024)

  var count: Int { keys.count }

  @inline(__always)
  mutating func cell(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: spread(key)) & (slots.count &- 1)
    while slots[slot] != 0 {
      let cell = Int(slots[slot] &- 1)
      if keys[cell] == key { return cell }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return insert(key, at: slot)
  }

  private mutating func insert(_ key: UInt64, at slot: Int) -> Int {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { rehash() }
    return keys.count - 1
  }

  private mutating func rehash() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (cell, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: spread(key)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(cell + 1)
    }
  }
}
