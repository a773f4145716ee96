public import Ingest
import LabourMarket

/// What the deliveries of declarations say of each other, known from their names before a row is read.
public struct Coverage: Sendable {
  /// Hire dates of a file's unknown persons that a later full delivery replaces, for each file.
  private let replaced: [DayRanges]
  /// Hire dates that a person-level delivery covers.
  private let covered: DayRanges
  /// The month in which each file was delivered, as `Day.monthIndex`; before all others where its name says nothing.
  let deliveryMonths: [Int32]
  /// The same by the rank of the delivery.
  public let monthOfRank: [Int32]
  private let isPersonLevel: [Bool]
  /// For each file, the rank of its delivery among those of all files; a file without a date comes first.
  public let deliveryRanks: [Int]

  /// - Parameter files: those of declarations, in byte order of their names.
  /// - Parameter copies: for the index of each copy that of the file that counts. A copy covers and replaces nothing; the
  ///   file that counts replaces all of it.
  public init(_ files: [InputFile], copies: [Int: Int] = [:]) {
    isPersonLevel = files.map(\.layout.isPersonLevel)
    let counting = files.indices.filter { copies[$0] == nil }.map { files[$0] }
    covered = DayRanges(counting.filter(\.layout.isPersonLevel))
    replaced = files.indices.map { index in
      if let original = copies[index] { return DayRanges(everyDayFrom: files[original]) }
      return DayRanges(counting.filter { Coverage.replaces($0, files[index]) })
    }
    deliveryRanks = ranks(of: files.map { $0.delivery?.delivered })
    deliveryMonths = files.map { $0.delivery?.delivered.day.monthIndex ?? 0 }
    var months = [Int32](repeating: 0, count: (deliveryRanks.max() ?? 0) + 1)
    for (rank, month) in zip(deliveryRanks, deliveryMonths) { months[rank] = month }
    monthOfRank = months
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

  /// The month of the first delivery that covers or replaces a hire of an unknown person; `nil` where none does.
  func monthOfLoss(_ day: Day, in file: Int) -> Int32? {
    let replacing = replaced[file].firstDelivery(of: day)
    guard !isPersonLevel[file], let covering = covered.firstDelivery(of: day) else { return replacing?.monthIndex }
    return min(covering, replacing ?? covering).monthIndex
  }
}

extension Layout {
  /// Whether its declarations say who is hired.
  public var isPersonLevel: Bool {
    let persons = [DeclarationFields.of.nationalIdentifier.name, DeclarationFields.of.nir.name]
    return columns.contains { column in column.field.map(persons.contains) ?? false }
  }
}

/// Some ranges of days, both ends included.
struct DayRanges: Sendable {
  private let ranges: [ClosedRange<Day>]
  /// The day on which each was delivered.
  private let deliveries: [Day]

  /// Those of full deliveries.
  init(_ files: [InputFile]) {
    let full = files.compactMap { file in file.delivery.flatMap { delivery in delivery.range.map { ($0, delivery) } } }
    ranges = full.map(\.0)
    deliveries = full.map(\.1.delivered.day)
  }

  /// All days that a declaration can hold.
  init(everyDayFrom file: InputFile) {
    ranges = [HiringDeclaration.knownDays]
    deliveries = [file.delivery?.delivered.day ?? HiringDeclaration.knownDays.lowerBound]
  }

  @inline(__always)
  func contains(_ day: Day) -> Bool { ranges.contains { $0.contains(day) } }

  func firstDelivery(of day: Day) -> Day? {
    var first: Day?
    for index in ranges.indices where ranges[index].contains(day) {
      first = min(first ?? deliveries[index], deliveries[index])
    }
    return first
  }
}
