/// Whose NIR it is, by the persons register (DOMAIN section 4).
public struct NIROwners: Sendable {
  private var table: KeyTable
  /// By row of the register.
  private var owners: [PersonKey]

  /// - Parameter capacity: rows of the register, at least.
  public init(capacity: Int = 0) {
    table = KeyTable(capacity: capacity)
    owners = [PersonKey](repeating: .unknown, count: capacity)
  }

  /// Gives a NIR to the person of a row of the register, in place of the one it had.
  public mutating func set(_ nir: NIR, to owner: PersonKey, row: Int) {
    table.set(PersonKey(nir).bits, to: row)
    owners[row] = owner
  }

  /// The row whose person has the NIR.
  public func row(of nir: NIR) -> Int? { table.row(of: PersonKey(nir).bits) }

  @inline(__always)
  public func prefetch(_ nir: NIR) { table.prefetch(PersonKey(nir).bits) }

  public func owner(of nir: NIR) -> PersonKey? { row(of: nir).map { owners[$0] } }
}
