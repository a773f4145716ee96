/// Whose NIR it is, by the persons register (DOMAIN section 4).
public struct NIROwners: Sendable {
  private var table: KeyTable
  private var owners: [PersonKey] = []

  public init(capacity: Int = 0) { table = KeyTable(capacity: capacity) }

  public mutating func set(_ nir: NIR, to owner: PersonKey) {
    table.set(PersonKey(nir).bits, to: owners.count)
    owners.append(owner)
  }

  public func owner(of nir: NIR) -> PersonKey? { table.row(of: PersonKey(nir).bits).map { owners[$0] } }
}
