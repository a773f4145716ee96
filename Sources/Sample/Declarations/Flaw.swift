/// What can be wrong with a declaration, whatever its layout, and how often.
enum Flaw: String, CaseIterable, Sendable {
  // Rejected.
  case fieldCount, siretFails, hireDateImpossible, hireBefore2000, contractUnknown, endUnreadable, endBeforeHire
  // Repaired, or harmless.
  case tooLong, endOnOpenEnded, endMissing, nafMissing, communeMissing, placeMissing, nirKeyWrong, nirImpossible

  /// The reader has no use for the row.
  var isRejected: Bool {
    switch self {
    case .fieldCount, .siretFails, .hireDateImpossible, .hireBefore2000, .contractUnknown, .endUnreadable,
      .endBeforeHire:
      true
    default: false
    }
  }

  /// Out of 100 000 declarations.
  private var frequency: Int {
    switch self {
    case .fieldCount: 80
    case .siretFails: 350
    case .hireDateImpossible: 60
    case .hireBefore2000: 30
    case .contractUnknown: 130
    case .endUnreadable: 50
    case .endBeforeHire: 200
    case .tooLong: 120
    case .endOnOpenEnded: 500
    case .endMissing: 900
    case .nafMissing: 700
    case .communeMissing: 1300
    case .placeMissing: 100
    case .nirKeyWrong: 400
    case .nirImpossible: 200
    }
  }

  static func draw(_ random: inout RandomSource) -> Flaw? {
    let ticket = random.below(100_000)
    guard ticket < cumulated[cumulated.count - 1] else { return nil }
    return cumulated.firstIndex { ticket < $0 }.map { allCases[$0] }
  }

  private static let cumulated: [Int] = {
    var sum = 0
    return allCases.map {
      sum += $0.frequency
      return sum
    }
  }()
}
