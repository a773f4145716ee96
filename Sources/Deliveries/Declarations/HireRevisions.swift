import LabourMarket

/// How many hires of each month were known at its end, and at the end of each of the six months after it.
///
/// A hire is known from the first delivery that tells of it; one of an unknown person until a later delivery takes its
/// place, or covers its day. Deliveries count by their month: what comes within a month is known at its end.
public struct HireRevisions: Sendable {
  /// The hires' own month, the six after it, and whatever came later.
  public static let steps = 8

  private static let firstMonth = Int(HiringDeclaration.knownDays.lowerBound.monthIndex)
  private static let lastMonth = Int(HiringDeclaration.knownDays.upperBound.monthIndex)
  /// By month since January 1950, then by step: the hires that became known in it, less those that went.
  private var changes = [Int32](repeating: 0, count: (lastMonth - firstMonth + 1) * steps)
  /// By month, the hires that stand and of which the first delivery to tell came after the month that follows.
  private var late = [Int32](repeating: 0, count: lastMonth - firstMonth + 1)

  public init() {}

  /// - Parameter count: hires that became known, negative for those that stand no more.
  /// - Parameter month: of the hires, as `Day.monthIndex`.
  /// - Parameter known: the month of the delivery, likewise; one before that of the hires counts as theirs.
  @inline(__always)
  public mutating func add(_ count: Int32, of month: Int32, known: Int32) {
    let step = min(max(0, Int(known) &- Int(month)), HireRevisions.steps &- 1)
    changes[(Int(month) &- HireRevisions.firstMonth) &* HireRevisions.steps &+ step] &+= count
  }

  /// Notes a hire that stands.
  ///
  /// - Parameter known: the month of the first delivery that told of it.
  @inline(__always)
  public mutating func addStanding(of month: Int32, known: Int32) {
    if known > month &+ 1 { late[Int(month) &- HireRevisions.firstMonth] &+= 1 }
  }

  public mutating func merge(_ other: HireRevisions) {
    for index in changes.indices { changes[index] &+= other.changes[index] }
    for index in late.indices { late[index] &+= other.late[index] }
  }

  /// The hires of a month that stand and became known after the month that follows.
  public func lateHires(of month: Int32) -> Int64 { Int64(late[Int(month) - HireRevisions.firstMonth]) }

  /// The months with a hire, in order, each with the hires known after each step; the last are those known now.
  public var months: [(month: Int32, known: [Int64])] {
    (HireRevisions.firstMonth...HireRevisions.lastMonth).compactMap { month in
      let start = (month - HireRevisions.firstMonth) * HireRevisions.steps
      let steps = changes[start..<start + HireRevisions.steps]
      guard steps.contains(where: { $0 != 0 }) else { return nil }
      var sum: Int64 = 0
      return (
        Int32(month),
        steps.map {
          sum += Int64($0)
          return sum
        }
      )
    }
  }
}
