public import Deliveries
public import LabourMarket

/// What the settled hires of a run look like as a whole, for the checks that tell an odd delivery.
public struct HireProfile: Sendable {
  public private(set) var hires = 0
  public private(set) var unknownPersons = 0
  /// Hires whose declaration says when it was made; and of these, made after the day of the hire: a DPAE is due before.
  public private(set) var withCreation = 0
  public private(set) var declaredLate = 0
  /// Hires of establishments whose commune has no bassin, or that have no commune.
  public private(set) var unknownCommunes = 0
  /// By day since the first that a declaration can hold.
  private var isSeen = [Bool](repeating: false, count: 65_536)
  public private(set) var revisions = HireRevisions()
  /// By workplace.
  private let hasBassin: [Bool]
  /// By day since the first: its month, as `Day.monthIndex`.
  private let monthOfDay: [Int32]
  private let monthOfRank: [Int32]

  /// - Parameter workplaces: the table that the hires' workplaces are numbered by.
  /// - Parameter monthOfRank: the month of each delivery, by its rank.
  public init(_ workplaces: WorkplaceTable, monthOfRank: [Int32]) {
    self.monthOfRank = monthOfRank
    let days = HiringDeclaration.knownDays
    monthOfDay = (days.lowerBound.number...days.upperBound.number).map { Day(number: $0).monthIndex }
    hasBassin = workplaces.workplaces.map { $0.bassins.contains { $0 != nil } }
  }

  /// - Parameter settled: in any order; read once.
  public mutating func add(_ settled: SettledHires) {
    let first = HiringDeclaration.knownDays.lowerBound.number
    var (unknown, unplaced, dated, late) = (0, 0, 0, 0)
    isSeen.withUnsafeMutableBufferPointer { isSeen in
      for (index, hire) in settled.hires.enumerated() {
        let day = Int(hire.hired &- first)
        isSeen[day] = true
        let (month, known) = (monthOfDay[day], monthOfRank[Int(settled.firstRanks[index])])
        revisions.addStanding(of: month, known: known)
        if hire.person == 0 { unknown &+= 1 } else { revisions.add(1, of: month, known: known) }
        if !hasBassin[Int(hire.workplace)] { unplaced &+= 1 }
        if let created = hire.created {
          dated &+= 1
          if created > hire.hired { late &+= 1 }
        }
      }
    }
    hires += settled.hires.count
    unknownPersons += unknown
    unknownCommunes += unplaced
    withCreation += dated
    declaredLate += late
  }

  /// Adds the hires of unknown persons that a thread has read.
  public mutating func add(_ revisions: HireRevisions) { self.revisions.merge(revisions) }

  public mutating func merge(_ other: HireProfile) {
    revisions.merge(other.revisions)
    hires += other.hires
    unknownPersons += other.unknownPersons
    unknownCommunes += other.unknownCommunes
    withCreation += other.withCreation
    declaredLate += other.declaredLate
    for day in isSeen.indices where other.isSeen[day] { isSeen[day] = true }
  }

  /// Whether some hire falls on a day.
  public func isSeen(_ day: Day) -> Bool {
    isSeen[Int(day.number - HiringDeclaration.knownDays.lowerBound.number)]
  }
}
