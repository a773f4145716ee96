/// What declarations say of establishments, coded: activity, commune, postcode, the ROME that was sought and the body that
/// the declaration came through, as written, in that order.
///
/// Millions of declarations share some thousands of these, so that département, bassin and sector are found once for
/// each. Byte order of the entries is the order of versions (DOMAIN section 4): NUL ends each part.
public struct WorkplaceBook: Sendable {
  public private(set) var book = CodeBook()
  private var packed = PackedWorkplaces()

  public init() {}

  public var count: Int { book.count }

  /// Fetches from memory what `code` will look at; called while there is other work to do.
  @inline(__always)
  public func prefetch(_ parts: WorkplaceParts) {
    if let packed = parts.packed { self.packed.prefetch(packed) }
  }

  /// - Returns: the code, and what was mended.
  public mutating func code(_ parts: WorkplaceParts) -> (code: UInt32, repairs: WorkplaceRepairs) {
    if let packed = parts.packed, let known = self.packed.find(packed) { return known }
    let (naf, commune, postcode, rome) = (parts.naf, parts.commune, parts.postcode, parts.soughtROME)
    let organisme = parts.organisme
    let isPadded = (1..<5).contains(postcode.count) && postcode.allSatisfy { (0x30...0x39).contains($0) }
    let padding = isPadded ? 5 &- postcode.count : 0
    let length = naf.count &+ commune.count &+ padding &+ postcode.count &+ rome.count &+ organisme.count &+ 4
    let code = withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) { entry in
      var end = WorkplaceBook.append(naf, to: entry, at: 0)
      end = WorkplaceBook.append(commune, to: entry, at: end &+ 1)
      for place in end &+ 1..<end &+ 1 &+ padding { entry[place] = 0x30 }
      end = WorkplaceBook.append(postcode, to: entry, at: end &+ 1 &+ padding)
      end = WorkplaceBook.append(rome, to: entry, at: end &+ 1)
      _ = WorkplaceBook.append(organisme, to: entry, at: end &+ 1)
      return book.intern(UnsafeRawBufferPointer(entry))
    }
    var repairs: WorkplaceRepairs = isPadded ? .postcode : []
    if NAF.isDotted(naf), NAF(String(decoding: naf, as: UTF8.self)) != nil { repairs.insert(.naf) }
    if let packed = parts.packed { self.packed.keep(packed, code: code, repairs: repairs) }
    return (code, repairs)
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
  public mutating func merge(_ other: WorkplaceBook) -> [UInt32] { book.merge(other.book) }

  /// The five parts of an entry; empty where missing.
  public func parts(
    of code: UInt32
  ) -> (naf: String, commune: String, postcode: String, soughtROME: String, organisme: String) {
    let parts = book.withBytes(of: code) { bytes in
      bytes.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return (parts[0], parts[1], parts[2], parts[3], parts[4])
  }
}

/// What was mended in the parts of a workplace.
public struct WorkplaceRepairs: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Leading zeros were put back.
  public static let postcode = WorkplaceRepairs(rawValue: 1)
  /// An activity written with a dot, which stays in the entry.
  public static let naf = WorkplaceRepairs(rawValue: 2)
}

/// The parts of an entry, as written; valid as long as their bytes.
public struct WorkplaceParts {
  let naf: UnsafeRawBufferPointer
  let commune: UnsafeRawBufferPointer
  let postcode: UnsafeRawBufferPointer
  let soughtROME: UnsafeRawBufferPointer
  let organisme: UnsafeRawBufferPointer
  let packed: PackedWorkplaces.Parts?

  @inline(__always)
  public init(
    naf: UnsafeRawBufferPointer, commune: UnsafeRawBufferPointer, postcode: UnsafeRawBufferPointer,
    soughtROME: UnsafeRawBufferPointer, organisme: UnsafeRawBufferPointer
  ) {
    (self.naf, self.commune, self.postcode, self.soughtROME) = (naf, commune, postcode, soughtROME)
    self.organisme = organisme
    packed = PackedWorkplaces.Parts(naf, commune, postcode, soughtROME, organisme)
  }
}
