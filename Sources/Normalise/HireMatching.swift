import LabourMarket

/// Of the hires that stand once versions are settled: which can be matched with persons, and which were declared late.
public struct HireMatching: Sendable, Equatable {
  public var hires = 0
  /// Of a known person: only these can be matched with trainings.
  public var withPerson = 0
  /// Whose declaration says when it was made.
  public var withCreation = 0
  /// Of these, made after the day of the hire: a DPAE is due before it.
  public var late = 0

  public init() {}

  @inline(__always)
  mutating func add(_ declaration: HiringDeclaration) {
    hires += 1
    if declaration.person != 0 { withPerson += 1 }
    guard let created = declaration.created else { return }
    withCreation += 1
    if created > declaration.hired { late += 1 }
  }

  public static func += (total: inout HireMatching, part: HireMatching) {
    total.hires += part.hires
    total.withPerson += part.withPerson
    total.withCreation += part.withCreation
    total.late += part.late
  }
}
