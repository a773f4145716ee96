public import LabourMarket

/// A row that is one version of something, for settling which version stands (DOMAIN section 4).
public struct Version: Sendable {
  /// What the row is a version of.
  public var key: (UInt64, UInt64)
  public var place: RowPlace

  @inlinable public init(key: (UInt64, UInt64), place: RowPlace) {
    self.key = key
    self.place = place
  }
}

/// A record that knows the row that it was read from.
public protocol PlacedRecord {
  var place: RowPlace { get }
}

/// What settling made of the rows of each file, by the index of the file.
public struct SettledCounts: Sendable, Equatable {
  public var accepted: [Int]
  public var superseded: [Int]

  public init(fileCount: Int) {
    accepted = [Int](repeating: 0, count: fileCount)
    superseded = accepted
  }

  public static func += (counts: inout SettledCounts, other: SettledCounts) {
    for file in counts.accepted.indices {
      counts.accepted[file] += other.accepted[file]
      counts.superseded[file] += other.superseded[file]
    }
  }

  /// The same for files that were counted in the opposite order.
  public var reversed: SettledCounts {
    var counts = self
    counts.accepted.reverse()
    counts.superseded.reverse()
    return counts
  }
}

/// Reads again the lines of a file whose rows tie.
public typealias RowTexts = (Set<Int>, InputFile) throws -> [Int: [UInt8]]

extension [InputFile] {
  /// For each file, the rank of its delivery; one without a date is the oldest.
  public var deliveryRanks: [Int] { ranks(of: map { $0.delivery?.delivered }) }
}

extension Array where Element: PlacedRecord {
  /// Keeps one version for each key: that of the latest delivery, within one delivery the greatest row.
  ///
  /// - Parameter files: those of the source, as `RowPlace.file` counts them.
  /// - Parameter ranks: of the files, the greatest first; the deliveries' where they are dated.
  @inlinable public mutating func keepVersions(
    of files: [InputFile], ranks: [Int], texts: RowTexts, key: (Element) -> (UInt64, UInt64)
  ) throws -> SettledCounts {
    let versions = map { Version(key: key($0), place: $0.place) }
    return keep(try standing(versions, ranks: ranks, in: files, texts: texts), fileCount: files.count)
  }

  /// Keeps the records that stand.
  @inlinable public mutating func keep(_ stands: [Bool], fileCount: Int) -> SettledCounts {
    var counts = SettledCounts(fileCount: fileCount)
    for (record, isStanding) in zip(self, stands) {
      let file = Int(record.place.file)
      if isStanding { counts.accepted[file] += 1 } else { counts.superseded[file] += 1 }
    }
    var kept: [Element] = []
    kept.reserveCapacity(counts.accepted.reduce(0, +))
    for row in indices where stands[row] { kept.append(self[row]) }
    self = kept
    return counts
  }
}

/// Finds which versions stand: for each key that of the latest delivery, within one delivery the row whose text is
/// greatest, of equal texts the one whose file comes first by name.
///
/// - Parameter versions: of one source, in any order.
/// - Parameter ranks: of the delivery of each file; the greatest is the latest.
/// - Parameter files: those of the source, as `RowPlace.file` counts them.
/// - Parameter texts: reads again the text of some lines of a file; asked only for the versions that tie.
/// - Returns: for each version whether it stands, in the order of `versions`. Cost: one look-up a version.
public func standing(
  _ versions: [Version], ranks: [Int], in files: [InputFile], texts: (Set<Int>, InputFile) throws -> [Int: [UInt8]]
) throws -> [Bool] {
  var (stands, ties) = latest(of: versions, ranks)
  var tied: [Int32: Set<Int>] = [:]
  for index in ties.joined() { tied[versions[index].place.file, default: []].insert(Int(versions[index].place.line)) }
  var textOf: [RowPlace: [UInt8]] = [:]
  for (file, lines) in tied {
    for (line, text) in try texts(lines, files[Int(file)]) { textOf[RowPlace(file: Int(file), line: line)] = text }
  }
  for tie in ties {
    let winner = tie.min { left, right in
      let (leftPlace, rightPlace) = (versions[left].place, versions[right].place)
      let (leftText, rightText) = (textOf[leftPlace] ?? [], textOf[rightPlace] ?? [])
      if leftText != rightText { return rightText.lexicographicallyPrecedes(leftText) }
      let (leftName, rightName) = (files[Int(leftPlace.file)].name, files[Int(rightPlace.file)].name)
      if leftName != rightName { return leftName.utf8.lexicographicallyPrecedes(rightName.utf8) }
      return leftPlace.line < rightPlace.line
    }
    for index in tie { stands[index] = index == winner }
  }
  return stands
}

/// For each version whether it is of its key's latest delivery, and the groups of those that share it.
private func latest(of versions: [Version], _ ranks: [Int]) -> (stands: [Bool], ties: [[Int]]) {
  var groups = VersionGroups(capacity: versions.count)
  let keyOf = versions.indices.map { groups.group(of: $0, in: versions) }
  let rankOf = { (version: Version) in Int32(ranks[Int(version.place.file)]) }
  var latest = [(rank: Int32, count: Int32)](repeating: (.min, 0), count: groups.count)
  for (version, key) in zip(versions, keyOf) {
    let rank = rankOf(version)
    if rank > latest[Int(key)].rank { latest[Int(key)] = (rank, 0) }
    if rank == latest[Int(key)].rank { latest[Int(key)].count += 1 }
  }
  var ties: [Int32: [Int]] = [:]
  let stands = versions.indices.map { index in
    let key = keyOf[index]
    let isLatest = rankOf(versions[index]) == latest[Int(key)].rank
    if isLatest, latest[Int(key)].count > 1 { ties[key, default: []].append(index) }
    return isLatest
  }
  return (stands, ties.sorted { $0.key < $1.key }.map(\.value))
}

/// Versions by their key: each distinct key gets the next number, from 0, in an open-addressing table.
private struct VersionGroups {
  /// A version of the key and the number of its group, or -1; a power of two, at most two thirds full.
  private var slots: [(version: Int32, group: Int32)]
  private(set) var count = 0

  init(capacity: Int) {
    var size = 16
    while size * 2 < capacity * 3 { size *= 2 }
    slots = Array(repeating: (-1, -1), count: size)
  }

  mutating func group(of index: Int, in versions: [Version]) -> Int32 {
    let key = versions[index].key
    var slot = Int(truncatingIfNeeded: spread(key.0 ^ spread(key.1)) >> 8) & (slots.count - 1)
    while slots[slot].group >= 0 {
      if versions[Int(slots[slot].version)].key == key { return slots[slot].group }
      slot = (slot &+ 1) & (slots.count - 1)
    }
    slots[slot] = (Int32(index), Int32(count))
    count += 1
    return Int32(count - 1)
  }
}

/// For each delivery, its rank from 0 among the distinct ones, in time order; one without a date is the oldest.
public func ranks(of deliveries: [DeliveryTime?]) -> [Int] {
  let times = Set(deliveries.compactMap(\.self)).sorted()
  let rank = Dictionary(uniqueKeysWithValues: times.enumerated().map { ($0.element, $0.offset + 1) })
  return deliveries.map { $0.map { rank[$0]! } ?? 0 }
}
