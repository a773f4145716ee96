import CSampleData

/// An activity of an establishment: its NAF code, of 2008, and its weight within the sector.
struct Activity: Sendable {
  let naf: String
  let sector: Sector
  let weight: Int

  private static let all = embeddedRows(sample_activities()) { fields in
    Activity(naf: fields[0], sector: Sector(named: fields[1]), weight: Int(fields[2])!)
  }

  static func weighted(in sector: Sector) -> Weighted<String> {
    let activities = all.filter { $0.sector == sector }
    let weights = Dictionary(uniqueKeysWithValues: activities.map { ($0.naf, $0.weight) })
    return Weighted(activities.map(\.naf)) { weights[$0] ?? 0 }
  }
}
