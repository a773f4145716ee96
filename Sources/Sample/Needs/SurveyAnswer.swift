/// One line of the survey file.
struct SurveyAnswer: Sendable {
  let establishment: Establishment
  let lines: [Line]
  /// Before the answers are brought to the region.
  let rawWeight: Double
  /// In millionths.
  var weight = 0
  /// Has a non-interim hire in the survey's year.
  var hasHired = false

  /// The projects for one métier.
  struct Line: Sendable {
    /// Index in `Metier.all`.
    let metier: Int
    let projects: Int
    let isDifficult: Bool
    let seasonal: Int
  }

  var projects: Int { lines.map(\.projects).reduce(0, +) }

  var sizeClass: Int { Self.sizeClass(of: establishment) }

  /// The classes of the survey, 0...7, end before these sizes.
  private static func sizeClass(of establishment: Establishment) -> Int {
    [1, 5, 10, 20, 50, 100, 200].firstIndex { establishment.size < $0 } ?? 7
  }

  init(_ establishment: Establishment, _ random: inout RandomSource) {
    self.establishment = establishment
    let sizeClass = Self.sizeClass(of: establishment)
    rawWeight = [14, 10, 6, 4, 2.5, 1.8, 1.2, 1.0][sizeClass] * (0.8 + 0.4 * random.share())
    let isRecruiter = random.chance([0.16, 0.22, 0.33, 0.42, 0.52, 0.65, 0.75, 0.85][sizeClass])
    lines = isRecruiter ? Self.drawLines(establishment, &random) : []
  }

  private static func drawLines(_ establishment: Establishment, _ random: inout RandomSource) -> [Line] {
    var chosen: Set<Int> = []
    for _ in 0..<random.within(1...min(4, 1 + establishment.size / 10 + 1)) {
      chosen.insert(Metier.wanted[establishment.sector.rawValue].draw(&random))
    }
    let isSeasonal = establishment.sector == .agriculture || establishment.sector == .chr
    return chosen.sorted().map { metier in
      let projects = 1 + random.below(isSeasonal ? 7 : 2 + min(establishment.size / 20, 12))
      let seasonal = random.chance(isSeasonal ? 0.75 : 0.2) ? random.within(1...projects) : 0
      return Line(metier: metier, projects: projects, isDifficult: random.chance(0.34), seasonal: seasonal)
    }
  }
}
