import CSampleData

/// An employer's establishment, as its declarations describe it.
struct Establishment: Sendable {
  let index: Int
  let siret: SIRET
  let sector: Sector
  let naf: String
  /// Index in `Commune.all`.
  let commune: Int
  /// Employees.
  let size: Int
  /// Further draws of invented details: name, address, telephone.
  let details: RandomSource

  var place: Commune { Commune.all[commune] }
}

/// All the establishments of the sample, told from their index whenever one is needed, so that none is kept in memory.
struct Establishments: Sendable {
  private let seed: UInt64
  /// The indices of a sector, at its raw value.
  private let ranges: [Range<Int>]
  private let activities: [Weighted<String>]
  /// Those that answer the survey come last. No hire is drawn for them at random: they make those planned for them.
  private let firstSurveyed: Int

  init(_ options: SampleOptions) {
    seed = options.seed
    let weights = Sector.allCases.map(\.establishments).reduce(0, +)
    var next = 0
    ranges = Sector.allCases.map { sector in
      let count = max(options.establishments * sector.establishments / weights, 12)
      defer { next += count }
      return next..<next + count
    }
    firstSurveyed = next
    activities = Sector.allCases.map(Activity.weighted(in:))
  }

  /// - Parameter answer: the number of a survey answer, from 0.
  func surveyed(_ answer: Int) -> Int { firstSurveyed + answer }

  /// Draws one of a sector; the first ones hire much more than the last.
  func draw(in sector: Sector, _ random: inout RandomSource) -> Int {
    let range = ranges[sector.rawValue]
    return range.lowerBound + random.below(1 + random.below(range.count))
  }

  subscript(index: Int) -> Establishment {
    var random = RandomSource(seed, .establishment, index)
    let sector = ranges.firstIndex { index < $0.upperBound }.flatMap(Sector.init) ?? Self.surveyedSector(&random)
    let isPostOffice = (0..<2).contains(index - ranges[Sector.services.rawValue].lowerBound)
    let naf = isPostOffice ? "5310Z" : activities[sector.rawValue].draw(&random)
    return Establishment(
      index: index, siret: isPostOffice ? SIRET(ofPostOffice: index) : SIRET(ofEstablishment: index), sector: sector,
      naf: naf, commune: Commune.weighted.draw(&random), size: Self.size(&random), details: random)
  }

  private static func surveyedSector(_ random: inout RandomSource) -> Sector {
    random.chance(0.015) ? .interim : Sector.withoutInterim.draw(&random)
  }

  private static func size(_ random: inout RandomSource) -> Int {
    switch random.below(100) {
    case 0..<15: 0
    case 15..<55: random.within(1...4)
    case 55..<73: random.within(5...9)
    case 73..<84: random.within(10...19)
    case 84..<93: random.within(20...49)
    case 93..<97: random.within(50...99)
    case 97..<99: random.within(100...199)
    default: random.within(200...900)
    }
  }
}

/// An activity of an establishment: its NAF code, of 2008, and its weight within the sector.
struct Activity: Sendable {
  let naf: String
  let sector: Sector
  let weight: Int

  static let all = embeddedRows(sample_activities()) { fields in
    Activity(naf: fields[0], sector: Sector(named: fields[1]), weight: Int(fields[2])!)
  }

  static func weighted(in sector: Sector) -> Weighted<String> {
    let activities = all.filter { $0.sector == sector }
    let weights = Dictionary(uniqueKeysWithValues: activities.map { ($0.naf, $0.weight) })
    return Weighted(activities.map(\.naf)) { weights[$0] ?? 0 }
  }
}
