public import LabourMarket

/// What the deliveries of declarations say of each other, known from their names before a row is read.
public struct Coverage: Sendable {
  /// Hire dates of a file's unknown persons that a later full delivery replaces, for each file.
  private let replaced: [DayRanges]
  /// Hire dates that a person-level delivery covers.
  private let covered: DayRanges
  private let isPersonLevel: [Bool]
  /// For each file, the rank of its delivery among those of all files; a file without a date comes first.
  public let deliveryRanks: [Int]

  public init(_ files: [InputFile]) {
    isPersonLevel = files.map(\.layout.isPersonLevel)
    covered = DayRanges(files.filter(\.layout.isPersonLevel).compactMap { $0.delivery?.range })
    replaced = files.map { file in
      DayRanges(files.filter { Coverage.replaces($0, file) }.compactMap { $0.delivery?.range })
    }
    deliveryRanks = ranks(of: files.map { $0.delivery?.delivered })
  }

  /// A full delivery replaces earlier ones of its layout; an extract without persons also replaces earlier deltas
  /// (DOMAIN section 4).
  private static func replaces(_ later: InputFile, _ earlier: InputFile) -> Bool {
    guard let delivery = later.delivery, delivery.range != nil else { return false }
    if let time = earlier.delivery?.delivered, time >= delivery.delivered { return false }
    let isEarlierDelta = earlier.delivery?.range == nil
    let areExtracts = !later.layout.isPersonLevel && !earlier.layout.isPersonLevel
    return later.layout.name == earlier.layout.name || (areExtracts && isEarlierDelta)
  }

  func isReplaced(_ day: Day, in file: Int) -> Bool { replaced[file].contains(day) }

  func isCovered(_ day: Day, in file: Int) -> Bool { !isPersonLevel[file] && covered.contains(day) }
}

extension Layout {
  /// Whether its declarations say who is hired.
  public var isPersonLevel: Bool { columns.contains { $0.field == "national_id" || $0.field == "nir" } }
}

/// Some ranges of days, both ends included.
struct DayRanges: Sendable {
  private let ranges: [ClosedRange<Day>]

  init(_ ranges: [ClosedRange<Day>]) { self.ranges = ranges }

  @inline(__always)
  func contains(_ day: Day) -> Bool { ranges.contains { $0.contains(day) } }
}

/// For each delivery, its rank from 0 among the distinct ones, in time order; one without a date is the oldest.
public func ranks(of deliveries: [DeliveryTime?]) -> [Int] {
  let times = Set(deliveries.compactMap(\.self)).sorted()
  let rank = Dictionary(uniqueKeysWithValues: times.enumerated().map { ($0.element, $0.offset + 1) })
  return deliveries.map { $0.map { rank[$0]! } ?? 0 }
}
