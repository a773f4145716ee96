public import Ingest

/// A row that is one version of something, for settling which version stands (DOMAIN section 4).
public struct Version: Sendable {
  /// What the row is a version of.
  public var key: (UInt64, UInt64)
  /// Of the delivery of its file; the greatest is the latest.
  public var deliveryRank: Int
  public var place: RowPlace

  public init(key: (UInt64, UInt64), deliveryRank: Int, place: RowPlace) {
    self.key = key
    self.deliveryRank = deliveryRank
    self.place = place
  }
}

/// Finds which versions stand: for each key that of the latest delivery, within one delivery the row whose text is
/// greatest, of equal texts the one whose file comes first by name.
///
/// - Parameter texts: reads again the text of some lines of a file; asked only for the versions that tie.
/// - Returns: for each version whether it stands, in the order of `versions`. Cost: one sort.
public func standing(
  _ versions: [Version], in files: [InputFile], texts: (Set<Int>, InputFile) throws -> [Int: [UInt8]]
) throws -> [Bool] {
  var stands = [Bool](repeating: false, count: versions.count)
  let groups = groupsOfLatest(versions)
  var tied: [Int32: Set<Int>] = [:]
  for group in groups where group.count > 1 {
    for version in group { tied[versions[version].place.file, default: []].insert(Int(versions[version].place.line)) }
  }
  var textOf: [RowPlace: [UInt8]] = [:]
  for (file, lines) in tied {
    for (line, text) in try texts(lines, files[Int(file)]) { textOf[RowPlace(file: Int(file), line: line)] = text }
  }
  for group in groups {
    let winner = group.min { left, right in
      let (leftPlace, rightPlace) = (versions[left].place, versions[right].place)
      let (leftText, rightText) = (textOf[leftPlace] ?? [], textOf[rightPlace] ?? [])
      if leftText != rightText { return rightText.lexicographicallyPrecedes(leftText) }
      let (leftName, rightName) = (files[Int(leftPlace.file)].name, files[Int(rightPlace.file)].name)
      if leftName != rightName { return leftName.utf8.lexicographicallyPrecedes(rightName.utf8) }
      return leftPlace.line < rightPlace.line
    }
    if let winner { stands[winner] = true }
  }
  return stands
}

/// For each key, the indices of the versions of its latest delivery.
private func groupsOfLatest(_ versions: [Version]) -> [[Int]] {
  let order = versions.indices.sorted { left, right in
    let (one, other) = (versions[left], versions[right])
    if one.key != other.key { return one.key < other.key }
    if one.deliveryRank != other.deliveryRank { return one.deliveryRank > other.deliveryRank }
    return left < right
  }
  var groups: [[Int]] = []
  var key: (UInt64, UInt64)?
  var rank = 0
  for version in order {
    if let key, key == versions[version].key {
      if versions[version].deliveryRank == rank { groups[groups.count - 1].append(version) }
    } else {
      key = versions[version].key
      rank = versions[version].deliveryRank
      groups.append([version])
    }
  }
  return groups
}
