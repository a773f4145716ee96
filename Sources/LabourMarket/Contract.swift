/// The kind of contract that a declaration announces: a closed list (DOMAIN section 2.2). The raw value is the code in
/// the exports, and the order of versions.
public enum ContractType: UInt8, Sendable, CaseIterable {
  case cdd = 1
  case cdi = 2
  /// Temporary work.
  case ctt = 3

  /// As the declarers' messages name it (DOMAIN section 2.3).
  public init?(name: UnsafeRawBufferPointer) {
    guard let contract = ContractType.allCases.first(where: { $0.name.utf8.elementsEqual(name) }) else { return nil }
    self = contract
  }

  public var name: String {
    switch self {
    case .cdd: "CDD"
    case .cdi: "CDI"
    case .ctt: "CTT"
    }
  }
}

/// The classes of the tables (DOMAIN section 3). The raw value is the code in the tables.
public enum ContractClass: String, Sendable, CaseIterable {
  case interim
  case cdi = "CDI"
  case long = "CDD>=6m"
  case medium = "CDD 1-6m"
  case short = "CDD<=1m"
  case unknown = "CDD ?"
}

extension Rules {
  /// - Parameter contract: as declared; temporary work is `interim` whatever its duration.
  /// - Parameter duration: days, `nil` where unknown; ignored for a CDI.
  /// - Parameter isInterim: of a temporary-work agency, or a CTT.
  @inlinable public func contractClass(_ contract: ContractType, duration: Int?, isInterim: Bool) -> ContractClass {
    if isInterim || contract == .ctt { return .interim }
    if contract == .cdi { return .cdi }
    guard let duration else { return .unknown }
    return duration <= shortClassDays ? .short : duration <= mediumClassDays ? .medium : .long
  }

  /// Days = end - hire + 1; `nil` without an end, or past `longestDuration` (DOMAIN section 3).
  @inlinable public func duration(from hire: Int32, to end: Int32?) -> Int? {
    guard let end else { return nil }
    let days = Int(end) &- Int(hire) &+ 1
    return days > longestDuration ? nil : days
  }

  /// CDI, or a CDD or CTT of at least so many days; an unknown duration is not.
  @inlinable public func lasts(_ contract: ContractType, duration: Int?, atLeast days: Int) -> Bool {
    contract == .cdi || (duration ?? 0) >= days
  }
}
