/// Small records that one thread spreads over partitions, so that all that belong together lie in the same one.
///
/// Cost: the records, in chunks that are given back as each partition is moved out. While one thread adds, no other may
/// touch the value; afterwards different threads may move different partitions.
public final class Partitions<Record: BitwiseCopyable> {
  @usableFromInline struct Partition {
    @usableFromInline var chunks: [UnsafeMutablePointer<Record>] = []
    /// The chunk that is being filled, and the room left in it.
    @usableFromInline var tail: UnsafeMutablePointer<Record>?
    @usableFromInline var room = 0
    @usableFromInline var count = 0
  }

  @usableFromInline let partitions: UnsafeMutablePointer<Partition>
  private let partitionCount: Int
  @usableFromInline static var chunkCapacity: Int { 512 }

  public init(count: Int) {
    partitionCount = count
    partitions = .allocate(capacity: count)
    partitions.initialize(repeating: Partition(), count: count)
  }

  deinit {
    for partition in 0..<partitionCount { release(partition) }
    partitions.deinitialize(count: partitionCount)
    partitions.deallocate()
  }

  public func count(in partition: Int) -> Int { partitions[partition].count }

  @inlinable public func add(_ record: Record, to partition: Int) {
    if partitions[partition].room == 0 { grow(partition) }
    partitions[partition].tail!.initialize(to: record)
    partitions[partition].tail! += 1
    partitions[partition].room &-= 1
    partitions[partition].count &+= 1
  }

  @usableFromInline func grow(_ partition: Int) {
    let chunk = UnsafeMutablePointer<Record>.allocate(capacity: Self.chunkCapacity)
    partitions[partition].chunks.append(chunk)
    partitions[partition].tail = chunk
    partitions[partition].room = Self.chunkCapacity
  }

  /// Copies the records of a partition, in the order in which they were added, and gives their memory back.
  public func move(_ partition: Int, to target: UnsafeMutablePointer<Record>) {
    var moved = 0
    for chunk in partitions[partition].chunks {
      let count = min(Self.chunkCapacity, partitions[partition].count - moved)
      (target + moved).update(from: chunk, count: count)
      moved += count
    }
    release(partition)
  }

  private func release(_ partition: Int) {
    for chunk in partitions[partition].chunks { chunk.deallocate() }
    partitions[partition] = Partition()
  }
}

/// Records that are put in order by moving them into many small buckets first.
///
/// The two buffers are used again from one call to the next.
public final class BucketSorter<Record: BitwiseCopyable> {
  @usableFromInline var gathered: UnsafeMutablePointer<Record>
  @usableFromInline var ordered: UnsafeMutablePointer<Record>
  @usableFromInline var capacity = 1024
  @usableFromInline let bucketCount = 1 << 12

  public init() {
    gathered = .allocate(capacity: capacity)
    ordered = .allocate(capacity: capacity)
  }

  deinit {
    gathered.deallocate()
    ordered.deallocate()
  }

  /// Where `count` records are to be put before `sort`.
  @inlinable public func room(for count: Int) -> UnsafeMutablePointer<Record> {
    if count > capacity {
      gathered.deallocate()
      ordered.deallocate()
      capacity = count + count / 8
      gathered = .allocate(capacity: capacity)
      ordered = .allocate(capacity: capacity)
    }
    return gathered
  }

  /// Orders the records by bucket, then by `precedes` within each.
  ///
  /// - Parameter count: of the records that were put into `room`, as it was asked for.
  /// - Parameter bucket: twelve bits of a record's key; equal keys have equal bits.
  /// - Parameter precedes: a strict order; records that it does not tell apart may change places.
  /// - Returns: the records, valid until the next call. Cost: a move, then comparisons among some ten records.
  @inlinable @inline(__always)
  public func sort(
    _ count: Int, bucket: (Record) -> Int, by precedes: (Record, Record) -> Bool
  ) -> UnsafeMutableBufferPointer<Record> {
    var ends = [Int](repeating: 0, count: bucketCount)
    for index in 0..<count { ends[bucket(gathered[index])] &+= 1 }
    var start = 0
    for bucket in ends.indices {
      let size = ends[bucket]
      ends[bucket] = start
      start += size
    }
    for index in 0..<count {
      let bucket = bucket(gathered[index])
      ordered[ends[bucket]] = gathered[index]
      ends[bucket] &+= 1
    }
    start = 0
    for end in ends where end > start {
      sortBucket(UnsafeMutableBufferPointer(start: ordered + start, count: end - start), by: precedes)
      start = end
    }
    return UnsafeMutableBufferPointer(start: ordered, count: count)
  }

  /// Insertion, unless one key has very many records.
  @inlinable @inline(__always)
  func sortBucket(_ bucket: UnsafeMutableBufferPointer<Record>, by precedes: (Record, Record) -> Bool) {
    guard bucket.count <= 48 else {
      var rest = bucket
      return rest.sort(by: precedes)
    }
    for index in 1..<max(1, bucket.count) {
      let record = bucket[index]
      var place = index
      while place > 0, precedes(record, bucket[place &- 1]) {
        bucket[place] = bucket[place &- 1]
        place &-= 1
      }
      bucket[place] = record
    }
  }
}
