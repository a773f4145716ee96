public import Ingest
public import LabourMarket

/// The hires of one partition, all versions settled: those of one person side by side, unknown persons anywhere.
public struct SettledHires {
  public let hires: UnsafeBufferPointer<HiringDeclaration>
  /// For each hire, the rank of the first delivery that told of it.
  public let firstRanks: [UInt16]
}

/// Settles the versions of hires, a partition at a time (DOMAIN section 4). One settler serves one thread.
public final class HireSettler {
  private let sorter = BucketSorter<HiringDeclaration>()
  /// By the file number that declarations carry.
  public private(set) var counts: SettledCounts
  private var firstRanks: [UInt16] = []

  public init(fileCount: Int) { counts = SettledCounts(fileCount: fileCount) }

  /// - Parameter partition: 0..<`DeclarationPartitions.count`; it is emptied.
  /// - Parameter threads: what each thread has read.
  /// - Parameter workplaces: for each thread, the number that each of its workplaces has among all, in byte order.
  /// - Returns: the hires that stand, valid until the next call; which they are does not depend on the order in which
  ///   they were added.
  public func settle(
    _ partition: Int, of threads: [DeclarationPartitions], workplaces: [[UInt32]]
  ) -> SettledHires {
    let count = threads.reduce(0) { $0 + $1.declarations.count(in: partition) }
    let room = sorter.room(for: count)
    var moved = 0
    for (thread, codes) in zip(threads, workplaces) {
      let part = thread.declarations.count(in: partition)
      thread.declarations.move(partition, to: room + moved)
      for index in moved..<moved + part { room[index].workplace = codes[Int(room[index].workplace)] }
      moved += part
    }
    let ordered = sorter.sort(
      count, bucket: { Int(truncatingIfNeeded: DeclarationPartitions.spreadKey($0) >> 44) & 4095 },
      by: HireSettler.precedes)
    let kept = keepFirstVersions(ordered)
    return SettledHires(hires: UnsafeBufferPointer(rebasing: ordered[..<kept]), firstRanks: firstRanks)
  }

  /// Keeps the first version of each hire, closing the gaps; returns how many stand.
  private func keepFirstVersions(_ ordered: UnsafeMutableBufferPointer<HiringDeclaration>) -> Int {
    var kept = 0
    // Held apart while it is filled: every access to a property of an object is checked.
    var ranks: [UInt16] = []
    swap(&ranks, &firstRanks)
    defer { swap(&ranks, &firstRanks) }
    ranks.removeAll(keepingCapacity: true)
    for index in ordered.indices {
      let declaration = ordered[index]
      if kept > 0, declaration.person != 0, declaration.person == ordered[kept - 1].person,
        declaration.hire == ordered[kept - 1].hire
      {
        counts.superseded[declaration.file] += 1
        ranks[kept - 1] = min(ranks[kept - 1], declaration.deliveryRank)
      } else {
        counts.accepted[declaration.file] += 1
        ordered[kept] = declaration
        ranks.append(declaration.deliveryRank)
        kept += 1
      }
    }
    return kept
  }

  /// By person, then by hire, the version that stands first.
  @inline(__always)
  private static func precedes(_ left: HiringDeclaration, _ right: HiringDeclaration) -> Bool {
    if left.person != right.person { return left.person < right.person }
    if left.hire != right.hire { return left.hire < right.hire }
    if left.version != right.version { return left.version > right.version }
    return left.workplaceAndFile > right.workplaceAndFile
  }
}
