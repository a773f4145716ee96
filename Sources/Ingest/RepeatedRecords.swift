import CMemory
import Formats
import LabourMarket

/// Counts the records of a file that stand in it more than once, byte for byte.
///
/// Two are taken for equal by 63 bits of a hash of their bytes: of ten million records that differ some pair is taken for
/// equal once in two hundred thousand files. Cost: 8 bytes for each of 1.5 to 3 times the distinct records, and a line of
/// memory a record, fetched while others are looked up.
struct RepeatedRecords {
  /// The hashes, whose lowest bit says that there is a twin; 0 is free. A power of two, at most two thirds full.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  private var used = 0
  private var waiting: [(hash: UInt64, line: Int)] = []
  /// Records looked at, those that have a twin, and the distinct ones of these.
  private var records = 0
  private var twins = 0
  private var distinct = 0
  private var firstRepeat = 0

  private static let waitingRecords = 64

  init() { waiting.reserveCapacity(RepeatedRecords.waitingRecords) }

  /// - Parameter record: without its line end.
  mutating func add(_ record: UnsafeRawBufferPointer, line: Int) {
    var hash = RecordHash()
    hash.update(record)
    add(hash.value, line: line)
  }

  /// - Parameter hash: of the bytes of a record.
  mutating func add(_ hash: UInt64, line: Int) {
    let key = max(2, hash & ~1)
    slots.withUnsafeBufferPointer { prefetch_line($0.baseAddress! + slot(of: key)) }
    waiting.append((key, line))
    if waiting.count == RepeatedRecords.waitingRecords { lookUp() }
  }

  /// Once all records have been added; `nil` where none has a twin.
  mutating func finding() -> Finding? {
    lookUp()
    guard twins > 0 else { return nil }
    return Finding(kind: .repeatedLines, lines: twins, firstLine: firstRepeat, distinct: distinct, of: records)
  }

  private func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: spread(key) >> UInt64(64 - slots.count.trailingZeroBitCount))
  }

  private mutating func lookUp() {
    records += waiting.count
    for (key, line) in waiting {
      var slot = slot(of: key)
      while slots[slot] != 0, slots[slot] & ~1 != key { slot = (slot &+ 1) & (slots.count &- 1) }
      if slots[slot] == 0 {
        slots[slot] = key
        used += 1
        if used * 3 > slots.count * 2 { grow() }
        continue
      }
      if twins == 0 { firstRepeat = line }
      if slots[slot] & 1 == 0 {
        slots[slot] |= 1
        distinct += 1
        twins += 1
      }
      twins += 1
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      var slot = slot(of: entry & ~1)
      while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
      slots[slot] = entry
    }
  }
}
