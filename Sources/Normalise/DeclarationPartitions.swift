public import Deliveries
public import LabourMarket

/// The declarations that one thread has read, spread over partitions so that all versions of a hire, and all hires of a
/// person, lie in the same one.
public final class DeclarationPartitions {
  public static let count = 256

  let declarations = Partitions<HiringDeclaration>(count: count)
  /// What this thread's codes of workplaces stand for.
  public var workplaces = WorkplaceBook()
  /// Of the hires of unknown persons.
  public var revisions = HireRevisions()

  public init() {}

  /// Declarations of unknown persons have no versions: they are spread by establishment.
  @inline(__always)
  static func spreadKey(_ declaration: HiringDeclaration) -> UInt64 {
    spread(declaration.person != 0 ? declaration.person : declaration.hire >> 16)
  }

  public func add(_ declaration: HiringDeclaration) {
    declarations.add(declaration, to: Int(DeclarationPartitions.spreadKey(declaration) >> 56))
  }
}
