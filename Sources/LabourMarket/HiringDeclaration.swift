/// One declaration of a hire, as 32 bytes that are kept in great numbers until the versions of its hire are settled.
///
/// Rows and not columns: versions are settled by moving whole declarations into their partition and sorting them there,
/// and two comparisons of words decide both questions, which hire it is and which version stands.
public struct HiringDeclaration: Sendable, BitwiseCopyable {
  /// `PersonKey.bits`.
  public var person: UInt64
  /// SIRET in the high 47 bits, hire date in the low 16 (days since 1950-01-01): with `person`, the key of the hire.
  public var hire: UInt64
  /// From the high bits: rank of the delivery (16), day of creation (22), contract code (2), end of contract (22): the
  /// greater version stands. A day counts from 0001-01-01 as 1; 0 is none, and none is lowest (DOMAIN section 4).
  public var version: UInt64
  /// Code of the workplace in the high 32 bits, then the file in 16: the lower file number is the later name in byte
  /// order, so that of equal repeats the first name stands.
  public var workplaceAndFile: UInt64

  @inlinable public init(
    person: PersonKey, siret: SIRET, hired: Day, deliveryRank: Int, created: Day?, contract: ContractType, end: Day?,
    workplace: UInt32, file: Int
  ) {
    self.person = person.bits
    hire = siret.number << 16 | UInt64(truncatingIfNeeded: hired.number &- Self.firstDay)
    version =
      UInt64(truncatingIfNeeded: deliveryRank) << 46 | Self.day(created) << 24 | UInt64(contract.rawValue) << 22
      | Self.day(end)
    workplaceAndFile = UInt64(workplace) << 32 | UInt64(truncatingIfNeeded: file) << 16
  }

  /// 1950-01-01, so that sixteen bits reach 2129.
  @usableFromInline static let firstDay: Int32 = -7305
  /// The number of 0001-01-01 less 1.
  @usableFromInline static let dayZero: Int32 = -719_163
  public static let knownDays = Day(number: firstDay)...Day(number: firstDay + 65_535)

  /// File numbers have sixteen bits, and so have the ranks of deliveries.
  public static let fileLimit = 65_535

  @inlinable static func day(_ day: Day?) -> UInt64 {
    guard let day else { return 0 }
    return UInt64(truncatingIfNeeded: day.number &- dayZero)
  }

  /// Days since 1970-01-01 of the day in the low 22 bits; `nil` for none.
  @inlinable static func number(_ bits: UInt64) -> Int32? {
    let day = Int32(truncatingIfNeeded: bits & 0x3F_FFFF)
    return day == 0 ? nil : day &+ dayZero
  }

  @inlinable public var siret: SIRET { SIRET(number: hire >> 16) }
  @inlinable public var hired: Int32 { Int32(truncatingIfNeeded: hire & 0xFFFF) &+ Self.firstDay }
  @inlinable public var contract: ContractType { ContractType(rawValue: UInt8(version >> 22 & 3))! }
  @inlinable public var end: Int32? { Self.number(version) }
  @inlinable public var created: Int32? { Self.number(version >> 24) }
  @inlinable public var deliveryRank: UInt16 { UInt16(truncatingIfNeeded: version >> 46) }
  @inlinable public var file: Int { Int(workplaceAndFile >> 16 & 0xFFFF) }
  @inlinable public var workplace: UInt32 {
    get { UInt32(workplaceAndFile >> 32) }
    set { workplaceAndFile = UInt64(newValue) << 32 | workplaceAndFile & 0xFFFF_FFFF }
  }
}
