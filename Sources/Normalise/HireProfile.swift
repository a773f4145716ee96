public import LabourMarket

/// What the settled hires of a run look like as a whole, for the checks that tell an odd delivery.
public struct HireProfile: Sendable {
  public private(set) var hires = 0
  public private(set) var unknownPersons = 0
  /// Hires of establishments whose commune has no bassin, or that have no commune.
  public private(set) var unknownCommunes = 0
  /// By day since the first that a declaration can hold.
  private var isSeen = [Bool](repeating: false, count: 65_536)
  /// By workplace.
  private let hasBassin: [Bool]

  public init(_ workplaces: WorkplaceTable) {
    hasBassin = workplaces.workplaces.map { $0.bassins.contains { $0 != nil } }
  }

  /// - Parameter settled: in any order; read once.
  public mutating func add(_ settled: SettledHires) {
    let first = HiringDeclaration.knownDays.lowerBound.number
    var (unknown, unplaced) = (0, 0)
    isSeen.withUnsafeMutableBufferPointer { isSeen in
      for hire in settled.hires {
        isSeen[Int(hire.hired &- first)] = true
        if hire.person == 0 { unknown &+= 1 }
        if !hasBassin[Int(hire.workplace)] { unplaced &+= 1 }
      }
    }
    hires += settled.hires.count
    unknownPersons += unknown
    unknownCommunes += unplaced
  }

  public mutating func merge(_ other: HireProfile) {
    hires += other.hires
    unknownPersons += other.unknownPersons
    unknownCommunes += other.unknownCommunes
    for day in isSeen.indices where other.isSeen[day] { isSeen[day] = true }
  }

  /// Whether some hire falls on a day.
  public func isSeen(_ day: Day) -> Bool {
    isSeen[Int(day.number - HiringDeclaration.knownDays.lowerBound.number)]
  }
}
