/// The sectors of the rules (DOMAIN section 3), and how each of them hires.
enum Sector: Int, CaseIterable, Sendable {
  case services, commerce, chr, agriculture, industry, construction, publicService, interim

  /// Weight among the year's declarations. Interim announces nearly half of them, mission by mission.
  var declarations: Int {
    switch self {
    case .services: 236
    case .commerce: 75
    case .chr: 100
    case .agriculture: 56
    case .industry: 29
    case .construction: 24
    case .publicService: 30
    case .interim: 450
    }
  }

  /// Weight among employers.
  var establishments: Int {
    switch self {
    case .services: 400
    case .commerce: 200
    case .chr: 140
    case .agriculture: 80
    case .industry: 60
    case .construction: 90
    case .publicService: 20
    case .interim: 10
    }
  }

  /// Weights of the months, January first: summer in the hotels, harvests from August to October.
  private var season: [Int] {
    switch self {
    case .chr: [70, 75, 85, 120, 130, 145, 160, 125, 75, 60, 55, 100]
    case .agriculture: [70, 60, 70, 75, 85, 100, 110, 150, 200, 140, 80, 60]
    case .commerce: [85, 80, 90, 95, 95, 120, 120, 85, 95, 100, 110, 125]
    case .publicService, .services: [100, 90, 95, 95, 95, 110, 120, 75, 130, 110, 95, 85]
    case .industry, .construction, .interim: [95, 90, 100, 100, 100, 110, 105, 80, 115, 110, 105, 90]
    }
  }

  /// Weight among the declarations of a month of the year, 1...12.
  func weight(inMonth month: Int) -> Int { declarations * season[month - 1] }

  /// The contracts that its establishments announce.
  var contracts: Weighted<ContractKind> { Self.contracts[rawValue] }

  private static let contracts = allCases.map(\.contractMix)

  private var contractMix: Weighted<ContractKind> {
    switch self {
    case .services: Self.mix(openEnded: 12, long: 6, medium: 12, short: 70)
    case .commerce: Self.mix(openEnded: 22, long: 9, medium: 19, short: 50)
    case .chr: Self.mix(openEnded: 10, long: 4, medium: 18, short: 68)
    case .agriculture: Self.mix(openEnded: 4, long: 5, medium: 33, short: 58)
    case .industry: Self.mix(openEnded: 22, long: 12, medium: 14, short: 52)
    case .construction: Self.mix(openEnded: 35, long: 10, medium: 13, short: 42)
    case .publicService: Self.mix(openEnded: 5, long: 15, medium: 17, short: 63)
    case .interim: Self.mix(openEnded: 1, long: 1, medium: 8, short: 90)
    }
  }

  /// All but interim: where a survey answer, or a trainee's ordinary contract, comes from.
  static let withoutInterim = Weighted(Sector.allCases) { $0 == .interim ? 0 : $0.declarations }

  private static func mix(openEnded: Int, long: Int, medium: Int, short: Int) -> Weighted<ContractKind> {
    Weighted(ContractKind.allCases) {
      switch $0 {
      case .openEnded: openEnded
      case .long: long
      case .medium: medium
      case .short: short
      }
    }
  }
}
