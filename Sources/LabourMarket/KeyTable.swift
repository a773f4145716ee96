/// Words and the row that each stands for: an open-addressing table, filled once and then only read.
///
/// 0 is no key. Cost: 12 bytes for each of twice the rows; a miss costs one cache line.
public struct KeyTable: Sendable {
  private var keys: [UInt64]
  private var rows: [UInt32]
  private let mask: Int
  public private(set) var count = 0

  /// - Parameter capacity: the number of distinct keys that will be set, at most.
  public init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    rows = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  /// Gives a key its row, in place of the one it had.
  public mutating func set(_ key: UInt64, to row: Int) {
    let slot = self.slot(of: key)
    if keys[slot] == 0 { count += 1 }
    keys[slot] = key
    rows[slot] = UInt32(row)
  }

  @inline(__always)
  public func row(of key: UInt64) -> Int? {
    let slot = self.slot(of: key)
    return keys[slot] == 0 ? nil : Int(rows[slot])
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: spread(key) >> 20) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot &+ 1) & mask }
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
