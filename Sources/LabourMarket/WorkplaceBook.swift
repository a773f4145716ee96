/// What declarations say of establishments, coded: activity, commune, postcode and ROME as written, in that order.
///
/// Millions of declarations share some thousands of these, so that département, bassin and sector are found once for
/// each. Byte order of the entries is the order of versions (DOMAIN section 4): NUL ends each part.
public struct WorkplaceBook: Sendable {
  public private(set) var book = CodeBook()

  public init() {}

  public var count: Int { book.count }

  /// - Returns: the code, and whether leading zeros were put back in the postcode.
  public mutating func code(
    naf: UnsafeRawBufferPointer, commune: UnsafeRawBufferPointer, postcode: UnsafeRawBufferPointer,
    rome: UnsafeRawBufferPointer
  ) -> (code: UInt32, isPostcodePadded: Bool) {
    let isPadded = (1..<5).contains(postcode.count) && postcode.allSatisfy { (0x30...0x39).contains($0) }
    let padding = isPadded ? 5 &- postcode.count : 0
    let length = naf.count &+ commune.count &+ padding &+ postcode.count &+ rome.count &+ 3
    let code = withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) { entry in
      var end = WorkplaceBook.append(naf, to: entry, at: 0)
      end = WorkplaceBook.append(commune, to: entry, at: end &+ 1)
      for place in end &+ 1..<end &+ 1 &+ padding { entry[place] = 0x30 }
      end = WorkplaceBook.append(postcode, to: entry, at: end &+ 1 &+ padding)
      _ = WorkplaceBook.append(rome, to: entry, at: end &+ 1)
      return book.intern(UnsafeRawBufferPointer(entry))
    }
    return (code, isPadded)
  }

  /// Copies a part and, where another follows, ends it with NUL; returns where it ends.
  @inline(__always)
  private static func append(
    _ part: UnsafeRawBufferPointer, to entry: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int {
    let end = start &+ part.count
    if part.count > 0 { (entry.baseAddress! + start).copyMemory(from: part.baseAddress!, byteCount: part.count) }
    if end < entry.count { entry[end] = 0 }
    return end
  }

  /// Brings the entries of another book into this one, and returns the new code of each of its codes.
  public mutating func merge(_ other: WorkplaceBook) -> [UInt32] {
    (0..<UInt32(other.count)).map { code in other.book.withBytes(of: code) { book.intern($0) } }
  }

  /// The four parts of an entry; empty where missing.
  public func parts(of code: UInt32) -> (naf: String, commune: String, postcode: String, rome: String) {
    let parts = book.withBytes(of: code) { bytes in
      bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return (parts[0], parts[1], parts[2], parts[3])
  }
}
