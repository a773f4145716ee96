/// What declarations say of establishments, coded: activity, commune, postcode and ROME as written, in that order.
///
/// Millions of declarations share some thousands of these, so that département, bassin and sector are found once for
/// each. Byte order of the entries is the order of versions (DOMAIN section 4): NUL ends each part.
public struct WorkplaceBook: Sendable {
  public private(set) var book = CodeBook()
  private var scratch: [UInt8] = []

  public init() {}

  public var count: Int { book.count }

  /// - Returns: the code, and whether leading zeros were put back in the postcode.
  public mutating func code(
    naf: UnsafeRawBufferPointer, commune: UnsafeRawBufferPointer, postcode: UnsafeRawBufferPointer,
    rome: UnsafeRawBufferPointer
  ) -> (code: UInt32, isPostcodePadded: Bool) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: naf)
    scratch.append(0)
    scratch.append(contentsOf: commune)
    scratch.append(0)
    let isPadded = (1..<5).contains(postcode.count) && postcode.allSatisfy { (0x30...0x39).contains($0) }
    if isPadded { for _ in postcode.count..<5 { scratch.append(0x30) } }
    scratch.append(contentsOf: postcode)
    scratch.append(0)
    scratch.append(contentsOf: rome)
    return (scratch.withUnsafeBytes { book.intern($0) }, isPadded)
  }

  /// Brings the entries of another book into this one, and returns the new code of each of its codes.
  public mutating func merge(_ other: WorkplaceBook) -> [UInt32] {
    (0..<UInt32(other.count)).map { code in other.book.withBytes(of: code) { book.intern($0) } }
  }

  /// The four parts of an entry; empty where missing.
  public func parts(of code: UInt32) -> (naf: String, commune: String, postcode: String, rome: String) {
    let parts = book.withBytes(of: code) { bytes in
      bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
    return (parts[0], parts[1], parts[2], parts[3])
  }
}
